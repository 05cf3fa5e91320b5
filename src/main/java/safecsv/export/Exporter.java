package safecsv.export;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import safecsv.csv.FileSet;
import safecsv.export.mask.Masks;
import safecsv.export.pace.PaceSummary;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ReadSession;

/**
 * One export of one query or table on one connection.
 *
 * <p>However it ends before its last row, the order is: the query is ended on the server, the connection is cut, the
 * temporary file is removed, and only then the error is reported.
 */
public final class Exporter implements RunningExport<ExportSummary> {
    private final ConnectionPool pool;
    private final ExportRequest request;
    private final ExportControl control;

    public Exporter(ConnectionPool pool, ExportRequest request, ExportListener listener) {
        this.pool = Objects.requireNonNull(pool);
        this.request = Objects.requireNonNull(request);
        this.control = new ExportControl(pool, request.limits(), request.pace(), listener);
    }

    @Override
    public ExportProgress progress() {
        return control.progress();
    }

    @Override
    public ExportSummary run() throws OutputClosedException {
        return control.run(ExportPlace.of(request.target()), this::export);
    }

    @Override
    public void interrupt() {
        control.stop(StopReason.INTERRUPTED);
    }

    private ExportSummary export() throws IOException, InterruptedException {
        try (ReadSession session =
                control.enter(ReadSession.open(pool, request.limits().timeout()))) {
            QueryCopy copy = new QueryCopy(request, control, control.pace());
            copy.check(session);
            if (!copy.missingMasks().isEmpty()) {
                throw Masks.unknown(copy.missingMasks(), copy.names());
            }
            Preflight.requireRoom(request, copy.expectedSize(), control.listener());
            control.pace().beforeQuery(() -> copy.share(control.progress()));
            Instant snapshot = session.serverTime();
            try (FileSet files = new FileSet(request.limits().space())) {
                QueryCopy.Copied copied = copy.run(session, files, snapshot);
                control.lastRow();
                files.publish();
                ExportSummary summary = summary(request, copied, pool.settings().place(), control.elapsed(), snapshot);
                return summary.paced(control.pace().summary()).warnedFirst(ExportWarnings.ofConnecting(pool));
            }
        }
    }

    static ExportSummary summary(
            ExportRequest request, QueryCopy.Copied copied, String server, Duration duration, Instant snapshot) {
        return new ExportSummary(
                request.target().name(),
                server,
                copied.rows(),
                copied.parts(),
                0,
                duration,
                snapshot,
                PaceSummary.NOTHING,
                copied.warnings());
    }
}
