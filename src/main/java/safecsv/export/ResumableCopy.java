package safecsv.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CsvWriter;
import safecsv.csv.FileSet;
import safecsv.csv.OutputBuffer;
import safecsv.csv.PartSinks;
import safecsv.csv.PartedOutput;
import safecsv.csv.Sha256;
import safecsv.mysql.ServerIdentity;
import safecsv.mysql.table.ChunkPlan;
import safecsv.mysql.table.Fingerprint;

/** What makes an export resumable: its state is saved as it goes on, and an earlier run's complete pieces come first. */
final class ResumableCopy {
    private static final int BLOCK = 1 << 18;

    private final ResumeFile stateFile;
    private final ResumeState earlier;
    private final ChunkPlan plan;
    private final String request;
    private final List<String> snapshots = new ArrayList<>();
    private ResumeSink sink;
    private boolean earlierPartStands;

    /** @param earlier what an earlier run has complete; null where this is the first one */
    ResumableCopy(ResumeFile stateFile, ResumeState earlier, ChunkPlan plan, String request, Instant snapshot) {
        this.stateFile = stateFile;
        this.earlier = earlier;
        this.plan = plan;
        this.request = request;
        this.earlierPartStands = earlier != null;
        if (earlier != null) {
            snapshots.addAll(earlier.snapshots());
        }
        snapshots.add(DateTimeFormatter.ISO_INSTANT.format(snapshot));
    }

    /** A digest of what the bytes depend on besides the plan. */
    static String request(ExportRequest request, ServerIdentity session) {
        return new Fingerprint()
                .add(request.form().toString(), session.timeZone(), session.sqlMode())
                .hex();
    }

    PartSinks sinks(FileSet files, ExportTarget.File target) {
        return number -> {
            sink = new ResumeSink(files.create(target.path(), target.replace()), this::save);
            return sink;
        };
    }

    private void save(ResumeSink.Mark mark, String sha256, String part) throws IOException {
        stateFile.save(new ResumeState(
                ResumeState.FORMAT, request, plan, mark.chunks(), mark.rows(), mark.bytes(), sha256, part, snapshots));
        removeEarlierPart();
    }

    /** Its bytes are in the new file, lastingly. */
    private void removeEarlierPart() throws IOException {
        if (earlierPartStands) {
            stateFile.removePart(earlier);
            earlierPartStands = false;
        }
    }

    /** Whether there is something to go on from. */
    boolean continues() {
        return earlier != null;
    }

    /** The piece to go on with. */
    int first() {
        return earlier == null ? 0 : earlier.complete();
    }

    /** Rows of the pieces before. */
    long rowsBefore() {
        return earlier == null ? 0 : earlier.rows();
    }

    /**
     * Writes the complete pieces of the earlier run, header included.
     *
     * @throws SafecsvException refused, where they are not what the state says
     */
    void copyEarlier(CsvWriter writer, PartedOutput output) throws IOException, InterruptedException {
        Path part = stateFile.part(earlier);
        Sha256 digest = new Sha256();
        byte[] block = new byte[BLOCK];
        long left = earlier.bytes();
        long rows = earlier.rows();
        OutputBuffer buffer = output.newBuffer(BLOCK + BLOCK / 4);
        try (InputStream in = Files.newInputStream(part)) {
            while (left > 0) {
                int count = in.readNBytes(block, 0, (int) Math.min(BLOCK, left));
                if (count == 0) {
                    throw changed(part);
                }
                digest.update(block, 0, count);
                left -= count;
                int rowsHere = (int) Math.min(Integer.MAX_VALUE, left == 0 ? rows : 0);
                buffer.appendRows(block, count, rowsHere);
                buffer = writer.exchange(buffer);
            }
        } catch (NoSuchFileException e) {
            throw changed(part);
        }
        if (!digest.hex().equals(earlier.sha256())) {
            throw changed(part);
        }
        complete(earlier.complete(), earlier.rows(), writer);
    }

    private static SafecsvException changed(Path part) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "%s is not what the earlier run left, so it can't be continued. Remove it and the file that ends in .safecsv-resume.json, and begin anew with --resumable."
                        .formatted(part));
    }

    /** Says that so many pieces, from the first, have been given to the writer. */
    void complete(int chunks, long rows, CsvWriter writer) {
        sink.complete(new ResumeSink.Mark(chunks, rows, writer.bytes()));
    }

    /** What the reader of the file ought to know. */
    List<String> warnings() {
        return snapshots.size() == 1
                ? List.of()
                : List.of(
                        "The rows are of %d snapshots, since the export was resumed: %s. The first %,d rows are from before the last of them."
                                .formatted(snapshots.size(), String.join(", ", snapshots), earlier.rows()));
    }

    /** The times of the runs before this one. */
    List<Instant> earlierSnapshots() {
        return snapshots.subList(0, snapshots.size() - 1).stream()
                .map(Instant::parse)
                .toList();
    }

    /** Whether what is complete survives a failure now. */
    boolean saved() {
        return (sink != null && sink.saved()) || earlierPartStands;
    }

    /** The export is published: nothing is to be resumed any more. */
    void published() throws IOException {
        removeEarlierPart();
        stateFile.remove();
    }
}
