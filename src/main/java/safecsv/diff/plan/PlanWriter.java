package safecsv.diff.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CompleteFile;
import safecsv.csv.IoReason;

/**
 * Writes one plan, in bounded memory: a file that is complete or absent, readable by its owner alone. The changes wait in
 * a file without a name beside the target, because the header in front of them has their counts. Not thread-safe.
 *
 * <p>Every method throws {@link SafecsvException} with code 5 where the disk fails; there is no file under the target's
 * name then.
 */
public final class PlanWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private PlanHeader header;
    private final CompleteFile file;
    private final FileChannel waiting;
    private final JsonGenerator changes;
    private PlanCounts counts = PlanCounts.NONE;

    private PlanWriter(Path target, PlanHeader header, CompleteFile file) throws IOException {
        this.target = target;
        this.header = header;
        this.file = file;
        this.waiting = waitingFile(target);
        this.changes = PlanJson.FACTORY.createGenerator(Channels.newOutputStream(waiting));
        changes.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    /**
     * Creates the temporary files.
     *
     * @param header whose counts are not looked at
     * @param replace whether a regular file under the target's name is replaced in the end
     * @throws SafecsvException where the target can't be written (see {@link CompleteFile#create})
     */
    public static PlanWriter create(Path target, PlanHeader header, boolean replace) {
        CompleteFile file = CompleteFile.create(target, replace);
        try {
            return new PlanWriter(target, header, file);
        } catch (IOException e) {
            file.close();
            throw failed(target, e);
        }
    }

    /** Deleted by the system whenever this process ends. */
    private static FileChannel waitingFile(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path path = Files.createTempFile(folder, ".plan-", CompleteFile.PART_SUFFIX);
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Replaces the header's sources, whose digests are only known when they have been read. */
    public void sources(List<PlanSource> sources) {
        header = header.with(sources);
    }

    /** Sets what the plan leaves out, which is only known when everything was compared. */
    public void leftOut(PlanLeftOut leftOut) {
        header = header.with(leftOut);
    }

    /** Adds a change. */
    public void write(PlanChange change) {
        try {
            PlanJson.change(changes, change);
            counts = counts.plus(change.kind());
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** What was written so far. */
    public PlanCounts counts() {
        return counts;
    }

    /**
     * Completes the file: synced, and under its name.
     *
     * @return the digest in its last line, which names this plan
     */
    public String publish() {
        try {
            changes.flush();
            MessageDigest digest = sha256();
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            try (JsonGenerator json = PlanJson.FACTORY.createGenerator(first)) {
                PlanJson.header(json, header.with(counts));
            }
            send(first.toByteArray(), first.size(), digest);
            waiting.position(0);
            InputStream source = Channels.newInputStream(waiting);
            byte[] buffer = new byte[BUFFER];
            for (int length = source.read(buffer); length >= 0; length = source.read(buffer)) {
                send(buffer, length, digest);
            }
            String digits = HexFormat.of().formatHex(digest.digest());
            byte[] trailer =
                    (PlanJson.TRAILER_START + digits + PlanJson.TRAILER_END).getBytes(StandardCharsets.US_ASCII);
            file.write(trailer, trailer.length);
            file.publish();
            return digits;
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    private void send(byte[] bytes, int length, MessageDigest digest) throws IOException {
        digest.update(bytes, 0, length);
        file.write(bytes, length);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static SafecsvException failed(Path target, IOException cause) {
        return new SafecsvException(
                ExitCode.FAILED,
                "Can't write the plan %s: %s. There is no such file now.".formatted(target, IoReason.of(cause)),
                cause);
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        try {
            waiting.close();
        } catch (IOException e) {
            // The file has no name any more and goes with the process.
            return;
        } finally {
            file.close();
        }
    }
}
