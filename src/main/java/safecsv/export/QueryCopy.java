package safecsv.export;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import safecsv.SafecsvException;
import safecsv.csv.CsvWriter;
import safecsv.csv.FileForm;
import safecsv.csv.FileSet;
import safecsv.csv.PartSinks;
import safecsv.csv.PartedOutput;
import safecsv.csv.RowEncoder;
import safecsv.csv.WrittenPart;
import safecsv.export.mask.Masks;
import safecsv.export.pace.Pace;
import safecsv.export.pace.PaceLane;
import safecsv.mysql.BoundQuery;
import safecsv.mysql.CheckedQuery;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ResultColumn;
import safecsv.mysql.RowStream;
import safecsv.mysql.ServerErrors;

/** One query's result on its way into one target: read, encoded, written and made lasting, but not yet published. */
final class QueryCopy {
    private final ExportRequest request;
    private final ExportControl control;
    private final Pace pace;
    private CheckedQuery checked;
    private EditableExport editable;
    private ExportManifest manifest;
    private ExpectedSize expectedSize;

    QueryCopy(ExportRequest request, ExportControl control, Pace pace) {
        this.request = request;
        this.control = control;
        this.pace = pace;
    }

    /**
     * What was copied.
     *
     * @param parts lasting, and published with the file set
     * @param warnings one sentence each
     * @param earlierSnapshots of rows that an interrupted run has read; usually empty
     */
    record Copied(long rows, List<WrittenPart> parts, List<String> warnings, List<Instant> earlierSnapshots) {
        Copied(long rows, List<WrittenPart> parts, List<String> warnings) {
            this(rows, parts, warnings, List.of());
        }
    }

    /**
     * Has the server check what is to be exported, without running it.
     *
     * @throws safecsv.SafecsvException where it is refused
     */
    void check(ReadSession session) {
        checked = request.source().check(session);
        expectedSize = Preflight.check(session, request, checked, control.listener());
        editable = EditableExport.of(session, request, checked).orElse(null);
        manifest = ExportManifest.begin(session, request);
        if (request.source().table().isEmpty()) {
            request.form().masks().requireHeeded(checked.query().source(), names());
        }
        Set<String> missing = request.form().masks().missingOfQuery(names());
        if (!missing.isEmpty()) {
            throw Masks.unknown(missing, names());
        }
    }

    /** About how much it will write, for {@link Preflight#requireRoom}. */
    ExpectedSize expectedSize() {
        return expectedSize;
    }

    /** The share of the expected rows that are there, of 1; 0 where nobody knows. */
    double share(ExportProgress progress) {
        long expected = expectedSize.rows();
        return expected == 0 ? 0 : Math.min(1, (double) progress.rows() / expected);
    }

    /** The query as the server will run it. */
    BoundQuery query() {
        return checked.query();
    }

    /** The columns that are to be masked and are not in the checked query's result. */
    Set<String> missingMasks() {
        return request.form().masks().missing(names());
    }

    List<String> names() {
        return checked.described().stream().map(ResultColumn::name).toList();
    }

    /**
     * Runs the query that {@link #check} has let through.
     *
     * @param files publishes what is written, where it goes into files
     * @param snapshot the server's time just before
     */
    Copied run(ReadSession session, FileSet files, Instant snapshot) throws IOException, InterruptedException {
        try {
            return copy(session, files, snapshot);
        } catch (SafecsvException e) {
            throw request.form().masks().isEmpty() ? e : ServerErrors.withoutText(e);
        }
    }

    private Copied copy(ReadSession session, FileSet files, Instant snapshot) throws IOException, InterruptedException {
        try (BaselineTap baseline = editable == null ? null : editable.open(files);
                PartedOutput output = open(files, baseline)) {
            RowStream stream = session.stream(checked.query());
            List<ResultColumn> columns = checked.columns(stream);
            List<String> warnings = new ArrayList<>(ExportWarnings.before(columns));
            warnings.addAll(editable == null ? List.of() : editable.warnings());
            output.columns(RowEncoders.locator(request.form(), columns));
            RowEncoder encoder = RowEncoders.of(request.form(), columns, output);
            try (CsvWriter writer = new CsvWriter(
                    output, baseline == null ? encoder : baseline.over(encoder, columns), this::writeFailed)) {
                long rows = copy(stream, columns, writer);
                session.finished();
                warnings.addAll(
                        ExportWarnings.after(stream, !request.form().masks().isEmpty()));
                session.requireUnchanged();
                List<WrittenPart> parts = writer.finish();
                if (baseline != null) {
                    baseline.finish(
                            editable.manifest(snapshot), rows, parts.get(0).sha256());
                }
                warnings.addAll(ExportWarnings.ofOutput(request.form().file(), output));
                warnings.addAll(request.target()
                        .removeLeftovers(files, request.form().file().split(), parts.size()));
                Copied copied = new Copied(rows, parts, warnings);
                if (manifest != null) {
                    manifest.write(columns, copied, snapshot, files);
                }
                return copied;
            }
        }
    }

    private PartedOutput open(FileSet files, BaselineTap baseline) throws IOException {
        FileForm form = request.form().file();
        PartSinks sinks = request.target().parts(files, form.split());
        return PartedOutput.open(baseline == null ? sinks : baseline.over(sinks), form);
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

    private void writeFailed(IOException cause) {
        control.failed(StopReason.WRITE_FAILED, cause);
    }
}
