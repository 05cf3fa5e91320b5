package safecsv.export;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import safecsv.csv.CsvWriter;
import safecsv.csv.FileForm;
import safecsv.csv.FileSet;
import safecsv.csv.PartedOutput;
import safecsv.csv.WrittenPart;
import safecsv.export.mask.Masks;
import safecsv.export.pace.Pace;
import safecsv.mysql.ChunkPlanner;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ParallelSnapshot;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ResultColumn;

/**
 * One table, read in pieces over several connections whose snapshots are of one moment, and written in the order of its
 * primary key. The same bytes as with one connection in that order.
 */
public final class ParallelExporter implements RunningExport<ExportSummary> {
    /** Large enough that its query's own cost is nothing, small enough that the pieces after it can wait in memory. */
    private static final long BYTES_PER_CHUNK = 4 << 20;

    private final ConnectionPool pool;
    private final ParallelRequest request;
    private final ExportControl control;
    private final Pace pace;

    public ParallelExporter(ConnectionPool pool, ParallelRequest request) {
        this.pool = Objects.requireNonNull(pool);
        this.request = Objects.requireNonNull(request);
        this.control = new ExportControl(request.export().limits());
        this.pace = new Pace(request.export().pace());
    }

    @Override
    public ExportProgress progress() {
        return control.progress();
    }

    @Override
    public ExportSummary run() throws OutputClosedException {
        return control.run(ExportPlace.of(request.export().target()), this::export);
    }

    @Override
    public void interrupt() {
        control.stop(StopReason.INTERRUPTED);
    }

    private ExportSummary export() throws IOException, InterruptedException {
        pool.allowMore(request.connections());
        try (ParallelSessions sessions = new ParallelSessions(control)) {
            ReadSession side = sessions.open(pool, request.export().limits().timeout());
            ChunkPlanner.Planned planned = new ChunkPlanner(side)
                    .plan(request.select(), request.export().source().check(side), BYTES_PER_CHUNK);
            requireMasked(planned.columns().stream().map(ResultColumn::name).toList());
            List<String> warnings = new ArrayList<>(ExportWarnings.ofConnecting(pool));
            warnings.addAll(ParallelWarnings.of(request, planned));
            List<ReadSession> readers = new ArrayList<>();
            int most = Math.min(request.connections(), planned.plan().size());
            for (int count = 0; count < most; count++) {
                readers.add(sessions.open(pool, request.export().limits().timeout()));
            }
            Instant snapshot = new ParallelSnapshot(readers, planned.plan().table()).take(request.agreement(), side);
            try (FileSet files = new FileSet()) {
                QueryCopy.Copied copied = copy(readers, planned, files, warnings);
                control.lastRow();
                files.publish();
                return Exporter.summary(
                        request.export(), copied, pool.settings().place(), control.elapsed(), snapshot);
            }
        }
    }

    private void requireMasked(List<String> names) {
        Set<String> missing = request.export().form().masks().missing(names);
        if (!missing.isEmpty()) {
            throw Masks.unknown(missing, names);
        }
    }

    private QueryCopy.Copied copy(
            List<ReadSession> readers, ChunkPlanner.Planned planned, FileSet files, List<String> warnings)
            throws IOException, InterruptedException {
        OutputForm form = request.export().form();
        FileForm fileForm = form.file();
        try (PartedOutput output =
                        PartedOutput.open(request.export().target().parts(files, fileForm.split()), fileForm);
                CsvWriter writer = new CsvWriter(
                        output,
                        RowEncoders.of(form, planned.columns()),
                        cause -> control.failed(StopReason.WRITE_FAILED, cause))) {
            output.columns(RowEncoders.locator(form, planned.columns()));
            try (ChunkCopy chunks = new ChunkCopy(readers, planned, request.export(), control, pace, output)) {
                long rows = chunks.into(writer);
                warnings.addAll(chunks.warnings());
                List<WrittenPart> parts = writer.finish();
                warnings.addAll(ExportWarnings.ofOutput(fileForm, output));
                warnings.addAll(request.export().target().removeLeftovers(files, fileForm.split(), parts.size()));
                return new QueryCopy.Copied(rows, parts, warnings);
            }
        }
    }
}
