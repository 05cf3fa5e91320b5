package safecsv.export;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicReference;
import safecsv.SafecsvException;
import safecsv.csv.ByteSink;
import safecsv.csv.CsvEncoder;
import safecsv.csv.CsvWriter;
import safecsv.mysql.CheckedQuery;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ResultColumn;
import safecsv.mysql.RowStream;

/**
 * One export. {@link #run} is called once; {@link #interrupt} may be called at any time from any other thread.
 *
 * <p>However it ends before its last row, the order is: the query is ended on the server, the connection is cut, the
 * temporary file is removed, and only then the error is reported.
 */
public final class Exporter {
    /** Rows between two updates of the progress, a power of two. */
    private static final int PROGRESS_STEP = 256;

    private final ConnectionPool pool;
    private final ExportRequest request;
    private final ExportProgress progress = new ExportProgress();
    private final AtomicReference<StopReason> stopped = new AtomicReference<>();
    private final long started = System.nanoTime();
    private volatile ReadSession session;
    private volatile Thread thread;
    private volatile IOException writeFailure;

    public Exporter(ConnectionPool pool, ExportRequest request) {
        this.pool = Objects.requireNonNull(pool);
        this.request = Objects.requireNonNull(request);
    }

    /** How far it is; never null. */
    public ExportProgress progress() {
        return progress;
    }

    /**
     * Exports.
     *
     * @throws OutputClosedException where the reader of standard output has closed it
     * @throws SafecsvException for everything else that went wrong; there is no file under the target's name then
     */
    public ExportSummary run() throws OutputClosedException {
        thread = Thread.currentThread();
        Timer timer = startTimer();
        try {
            return export();
        } catch (IOException e) {
            throw failure().explain(stopped.get(), elapsed(), e);
        } catch (InterruptedException | SafecsvException e) {
            // When the disk or the pipe fails, the query is ended at once, and either failure may be seen first.
            IOException first = writeFailure;
            throw failure().explain(stopped.get(), elapsed(), first != null ? first : e);
        } finally {
            timer.cancel();
            // An interrupt that came late must not hit what the caller does next.
            Thread.interrupted();
        }
    }

    private ExportFailure failure() {
        return new ExportFailure(request, progress, session);
    }

    /** Ends the export; {@link #run} throws. Without effect once the last row has been read. */
    public void interrupt() {
        stop(StopReason.INTERRUPTED);
    }

    private ExportSummary export() throws IOException, InterruptedException {
        try (ReadSession opened = ReadSession.open(pool, request.limits().timeout())) {
            session = opened;
            CheckedQuery checked = request.source().check(opened);
            Instant snapshot = opened.serverTime();
            try (ByteSink sink = request.target().open()) {
                RowStream stream = opened.stream(checked.query());
                List<ResultColumn> columns = checked.columns(stream);
                List<String> warnings = new ArrayList<>(ExportWarnings.before(columns));
                try (CsvWriter writer = new CsvWriter(sink, encoder(columns), this::stopWriting)) {
                    long rows = copy(stream, columns, writer);
                    warnings.addAll(ExportWarnings.after(stream));
                    return publish(writer, rows, snapshot, warnings);
                }
            }
        }
    }

    private ExportSummary publish(CsvWriter writer, long rows, Instant snapshot, List<String> warnings)
            throws IOException, InterruptedException {
        if (!stopped.compareAndSet(null, StopReason.LAST_ROW)) {
            throw new InterruptedException();
        }
        long bytes = writer.bytes();
        String sha256 = writer.publish();
        return new ExportSummary(request.target().name(), rows, bytes, elapsed(), sha256, snapshot, warnings);
    }

    private CsvEncoder encoder(List<ResultColumn> columns) {
        return new CsvEncoder(
                request.dialect(),
                columns.stream()
                        .map(column -> CellEncodings.of(column.kind(), request.binary()))
                        .toList());
    }

    private long copy(RowStream stream, List<ResultColumn> columns, CsvWriter writer)
            throws IOException, InterruptedException {
        if (request.header()) {
            writer.header(columns.stream().map(ResultColumn::name).toList());
        }
        long rows = 0;
        long maxRows = request.limits().maxRows();
        while (stream.next()) {
            if (++rows > maxRows) {
                stop(StopReason.TOO_MANY_ROWS);
                throw new InterruptedException();
            }
            writer.row(stream.buffer(), stream.starts(), stream.lengths());
            if ((rows & (PROGRESS_STEP - 1)) == 0) {
                progress.at(rows, writer.bytes());
            }
        }
        session.finished();
        progress.at(rows, writer.bytes());
        return rows;
    }

    private void stopWriting(IOException cause) {
        writeFailure = cause;
        stop(StopReason.WRITE_FAILED);
    }

    private void stop(StopReason reason) {
        if (!stopped.compareAndSet(null, reason)) {
            return;
        }
        ReadSession running = session;
        if (running != null) {
            running.kill();
        }
        Thread exporting = thread;
        if (exporting != null && exporting != Thread.currentThread()) {
            // It may be waiting for the writing thread, which may be waiting for a pipe that nobody reads.
            exporting.interrupt();
        }
    }

    /** The server ends the query by itself; this is for a result that is sent, or read, too slowly. */
    private Timer startTimer() {
        Timer timer = new Timer("export-timeout", true);
        Duration timeout = request.limits().timeout();
        if (!timeout.isZero()) {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            stop(StopReason.TIMEOUT);
                        }
                    },
                    timeout.toMillis());
        }
        return timer;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
