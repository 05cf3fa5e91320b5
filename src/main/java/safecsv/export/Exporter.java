package safecsv.export;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import safecsv.SafecsvException;
import safecsv.csv.CsvWriter;
import safecsv.csv.FileForm;
import safecsv.csv.FileSet;
import safecsv.csv.PartSinks;
import safecsv.csv.PartedOutput;
import safecsv.csv.RowEncoder;
import safecsv.csv.WrittenPart;
import safecsv.export.pace.Pace;
import safecsv.export.pace.PaceLane;
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
    private final ConnectionPool pool;
    private final ExportRequest request;
    private final ExportControl control;
    private final Pace pace;

    public Exporter(ConnectionPool pool, ExportRequest request) {
        this.pool = Objects.requireNonNull(pool);
        this.request = Objects.requireNonNull(request);
        this.control = new ExportControl(request.limits());
        this.pace = new Pace(request.pace());
    }

    /** How far it is; never null. */
    public ExportProgress progress() {
        return control.progress();
    }

    /**
     * Exports.
     *
     * @throws OutputClosedException where the reader of standard output has closed it
     * @throws SafecsvException for everything else that went wrong; there is no file under the target's name then
     */
    public ExportSummary run() throws OutputClosedException {
        return control.run(ExportPlace.of(request.target()), this::export);
    }

    /** Ends the export; {@link #run} throws. Without effect once the last row has been read. */
    public void interrupt() {
        control.stop(StopReason.INTERRUPTED);
    }

    private ExportSummary export() throws IOException, InterruptedException {
        try (ReadSession opened = ReadSession.open(pool, request.limits().timeout())) {
            control.enter(opened);
            CheckedQuery checked = request.source().check(opened);
            EditableExport editable =
                    EditableExport.of(opened, request, checked).orElse(null);
            Instant snapshot = opened.serverTime();
            try (FileSet files = new FileSet();
                    BaselineTap baseline = editable == null ? null : editable.open(files);
                    PartedOutput output = open(files, baseline)) {
                RowStream stream = opened.stream(checked.query());
                List<ResultColumn> columns = checked.columns(stream);
                List<String> warnings = new ArrayList<>(ExportWarnings.ofConnecting(pool));
                warnings.addAll(ExportWarnings.before(columns));
                output.columns(RowEncoders.locator(request.form(), columns));
                RowEncoder encoder = RowEncoders.of(request.form(), columns);
                try (CsvWriter writer = new CsvWriter(
                        output, baseline == null ? encoder : baseline.over(encoder, columns), this::stopWriting)) {
                    long rows = copy(stream, columns, writer);
                    opened.finished();
                    warnings.addAll(ExportWarnings.after(stream));
                    List<WrittenPart> parts = finish(writer);
                    if (baseline != null) {
                        baseline.finish(
                                editable.manifest(snapshot), rows, parts.get(0).sha256());
                    }
                    warnings.addAll(ExportWarnings.ofOutput(request.form().file(), output));
                    warnings.addAll(request.target()
                            .removeLeftovers(files, request.form().file().split(), parts.size()));
                    files.publish();
                    return new ExportSummary(
                            request.target().name(),
                            pool.settings().place(),
                            rows,
                            parts,
                            control.elapsed(),
                            snapshot,
                            warnings);
                }
            }
        }
    }

    private PartedOutput open(FileSet files, BaselineTap baseline) throws IOException {
        FileForm form = request.form().file();
        PartSinks sinks = request.target().parts(files, form.split());
        return PartedOutput.open(baseline == null ? sinks : baseline.over(sinks), form);
    }

    private List<WrittenPart> finish(CsvWriter writer) throws IOException, InterruptedException {
        control.lastRow();
        return writer.finish();
    }

    private long copy(RowStream stream, List<ResultColumn> columns, CsvWriter writer)
            throws IOException, InterruptedException {
        if (request.form().header()) {
            writer.header(columns.stream().map(ResultColumn::name).toList());
        }
        long rows = 0;
        long maxRows = request.limits().maxRows();
        ExportProgress progress = control.progress();
        PaceLane lane = pace.lane();
        while (stream.next()) {
            if (++rows > maxRows) {
                control.stop(StopReason.TOO_MANY_ROWS);
                throw new InterruptedException();
            }
            writer.row(stream.buffer(), stream.starts(), stream.lengths());
            if (rows >= lane.next()) {
                progress.at(rows, writer.bytes());
                lane.passed(rows, writer.bytes());
            }
        }
        progress.at(rows, writer.bytes());
        return rows;
    }

    private void stopWriting(IOException cause) {
        control.failed(StopReason.WRITE_FAILED, cause);
    }
}
