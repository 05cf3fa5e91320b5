package safecsv.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import safecsv.csv.CsvWriter;
import safecsv.csv.OutputBuffer;
import safecsv.csv.PartedOutput;
import safecsv.export.pace.Pace;
import safecsv.mysql.ChunkPlanner;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ResultColumn;

/** Has chunks read by a thread for each session, and brings them into one writer in their order. */
final class ChunkCopy implements AutoCloseable {
    private static final long PATIENCE_MILLISECONDS = 2000;

    /** 256 KiB each: about six megabytes for each connection. */
    private static final int BUFFERS_PER_READER = 24;

    private static final int BUFFER = (1 << 18) + (1 << 16);

    private final ChunkPlanner.Planned planned;
    private final ExportRequest request;
    private final ExportControl control;
    private final PartedOutput output;
    private final ResumableCopy resumable;
    private final OrderedChunks ordered;
    private final List<ChunkReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    ChunkCopy(
            List<ReadSession> sessions,
            ChunkPlanner.Planned planned,
            ExportRequest request,
            ExportControl control,
            Pace pace,
            PartedOutput output,
            ResumableCopy resumable) {
        this.planned = planned;
        this.request = request;
        this.control = control;
        this.output = output;
        this.resumable = resumable;
        this.ordered = new OrderedChunks(
                resumable == null ? 0 : resumable.first(),
                planned.plan().size(),
                2 + BUFFERS_PER_READER * sessions.size(),
                () -> output.newBuffer(BUFFER));
        for (ReadSession session : sessions) {
            ChunkReader reader = new ChunkReader(
                    session,
                    planned,
                    RowEncoders.of(request.form(), planned.columns(), output),
                    ordered,
                    pace.lane(),
                    control,
                    !request.form().masks().isEmpty());
            Thread thread = new Thread(reader, "chunk-reader");
            thread.setDaemon(true);
            readers.add(reader);
            threads.add(thread);
        }
    }

    /**
     * Copies all chunks.
     *
     * @return how many rows there were
     */
    long into(CsvWriter writer) throws IOException, InterruptedException {
        long rows = begin(writer);
        threads.forEach(Thread::start);
        for (int chunk = ordered.first(); chunk < ordered.end(); chunk++) {
            for (OutputBuffer next = ordered.next(chunk); next != null; next = ordered.next(chunk)) {
                rows += next.rows();
                requireAllowed(rows);
                ordered.recycle(writer.exchange(next));
                control.progress().at(rows, writer.bytes());
            }
            if (resumable != null) {
                resumable.complete(chunk + 1, rows, writer);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return rows;
    }

    /** Writes what comes before the first chunk; returns the rows in it. */
    private long begin(CsvWriter writer) throws IOException, InterruptedException {
        if (resumable != null && resumable.continues()) {
            resumable.copyEarlier(writer, output);
            control.progress().earlierBytes(writer.bytes());
            return resumable.rowsBefore();
        }
        if (request.form().header()) {
            writer.header(planned.columns().stream().map(ResultColumn::name).toList());
        }
        return 0;
    }

    private void requireAllowed(long rows) throws InterruptedException {
        if (rows > request.limits().maxRows()) {
            control.stop(StopReason.TOO_MANY_ROWS);
            throw new InterruptedException();
        }
    }

    /** What the server warned of, each once. */
    Set<String> warnings() {
        Set<String> warnings = new LinkedHashSet<>();
        readers.forEach(reader -> warnings.addAll(reader.warnings()));
        return warnings;
    }

    /** Ends the threads; where they still read, their queries are ended by whoever stopped the export, or with it now. */
    @Override
    public void close() {
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
