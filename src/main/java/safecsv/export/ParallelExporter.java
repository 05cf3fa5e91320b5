package safecsv.export;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CsvWriter;
import safecsv.csv.FileForm;
import safecsv.csv.FileSet;
import safecsv.csv.PartSinks;
import safecsv.csv.PartedOutput;
import safecsv.csv.WrittenPart;
import safecsv.export.ParallelRequest.Resume;
import safecsv.export.mask.Masks;
import safecsv.mysql.CheckedQuery;
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
    private volatile ResumableCopy resumable;

    public ParallelExporter(ConnectionPool pool, ParallelRequest request, ExportListener listener) {
        this.pool = Objects.requireNonNull(pool);
        this.request = Objects.requireNonNull(request);
        this.control = new ExportControl(
                pool, request.export().limits(), request.export().pace(), listener);
    }

    @Override
    public ExportProgress progress() {
        return control.progress();
    }

    @Override
    public ExportSummary run() throws OutputClosedException {
        try {
            return control.run(ExportPlace.of(request.export().target()), this::export);
        } catch (SafecsvException e) {
            ResumableCopy begun = resumable;
            throw begun == null || !begun.saved()
                    ? e
                    : new SafecsvException(
                            e.exitCode(),
                            e.getMessage()
                                    + " What is complete is kept beside it: the same command with --resume in the"
                                    + " place of --resumable goes on from there.",
                            e);
        }
    }

    @Override
    public void interrupt() {
        control.stop(StopReason.INTERRUPTED);
    }

    private ExportSummary export() throws IOException, InterruptedException {
        pool.allowMore(request.connections());
        try (ParallelSessions sessions = new ParallelSessions(control)) {
            ReadSession side = sessions.open(pool, request.export().limits().timeout());
            ResumeState earlier = earlier(side);
            ExportManifest.check(request.export());
            ChunkPlanner.Planned planned = plan(side, earlier);
            requireMasked(planned.columns().stream().map(ResultColumn::name).toList());
            List<String> warnings = new ArrayList<>(ExportWarnings.ofConnecting(pool));
            warnings.addAll(ParallelWarnings.of(request, planned));
            List<ReadSession> readers = new ArrayList<>();
            int most = Math.min(request.connections(), planned.plan().size());
            for (int count = 0; count < most; count++) {
                readers.add(sessions.open(pool, request.export().limits().timeout()));
            }
            control.pace().beforeQuery();
            ExportManifest manifest = ExportManifest.begin(side, request.export());
            Instant snapshot = new ParallelSnapshot(readers, planned.plan().table()).take(request.agreement(), side);
            if (request.resume() != Resume.NEVER) {
                resumable = new ResumableCopy(stateFile(), earlier, planned.plan(), digest(side), snapshot);
            }
            try (FileSet files = new FileSet(request.export().limits().space())) {
                QueryCopy.Copied copied = copy(readers, planned, files, warnings);
                if (manifest != null) {
                    manifest.write(planned.columns(), copied, snapshot, files);
                }
                control.lastRow();
                files.publish();
                if (resumable != null) {
                    resumable.published();
                }
                return Exporter.summary(
                                request.export(), copied, pool.settings().place(), control.elapsed(), snapshot)
                        .resumedAfter(control.progress().earlierBytes())
                        .paced(control.pace().summary());
            }
        }
    }

    private void requireMasked(List<String> names) {
        Set<String> missing = request.export().form().masks().missing(names);
        if (!missing.isEmpty()) {
            throw Masks.unknown(missing, names);
        }
    }

    private ChunkPlanner.Planned plan(ReadSession side, ResumeState earlier) {
        CheckedQuery checked = request.export().source().check(side);
        ExpectedSize size = Preflight.check(side, request.export(), checked, control.listener());
        Preflight.requireRoom(request.export(), size, control.listener());
        ChunkPlanner planner = new ChunkPlanner(side);
        return earlier == null
                ? planner.plan(request.select(), checked, BYTES_PER_CHUNK)
                : planner.again(request.select(), checked, earlier.plan());
    }

    private ResumeState earlier(ReadSession side) {
        if (request.resume() == Resume.NEVER) {
            return null;
        }
        if (!request.export().form().file().equals(FileForm.PLAIN)) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--resumable and --resume are for one plain file in UTF-8: no compression, no parts, no other"
                            + " character set, no BOM. Nothing was written.");
        }
        if (!request.export().form().masks().isEmpty()) {
            // The plan, which the state holds, has values of the key in clear.
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--resumable and --resume keep values of the primary key in a file, so they don't go together with"
                            + " masks. Nothing was written.");
        }
        if (request.resume() == Resume.POSSIBLE) {
            stateFile().requireNone();
            return null;
        }
        ResumeState earlier = stateFile().read();
        if (!earlier.request().equals(digest(side))) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "The interrupted export can't be continued: it had another dialect, header or form of values, or"
                            + " the session has another time zone. Nothing was written. Give the options that it had.");
        }
        return earlier;
    }

    private String digest(ReadSession session) {
        return ResumableCopy.request(request.export(), session.server());
    }

    private ResumeFile stateFile() {
        return new ResumeFile(((ExportTarget.File) request.export().target()).path());
    }

    private PartSinks sinks(FileSet files) {
        ExportTarget target = request.export().target();
        return resumable == null
                ? target.parts(files, request.export().form().file().split())
                : resumable.sinks(files, (ExportTarget.File) target);
    }

    private QueryCopy.Copied copy(
            List<ReadSession> readers, ChunkPlanner.Planned planned, FileSet files, List<String> warnings)
            throws IOException, InterruptedException {
        OutputForm form = request.export().form();
        FileForm fileForm = form.file();
        try (PartedOutput output = PartedOutput.open(sinks(files), fileForm);
                CsvWriter writer = new CsvWriter(
                        output,
                        RowEncoders.of(form, planned.columns()),
                        cause -> control.failed(StopReason.WRITE_FAILED, cause))) {
            output.columns(RowEncoders.locator(form, planned.columns()));
            try (ChunkCopy chunks =
                    new ChunkCopy(readers, planned, request.export(), control, control.pace(), output, resumable)) {
                long rows = chunks.into(writer);
                warnings.addAll(chunks.warnings());
                warnings.addAll(resumable == null ? List.of() : resumable.warnings());
                List<WrittenPart> parts = writer.finish();
                warnings.addAll(ExportWarnings.ofOutput(fileForm, output));
                warnings.addAll(request.export().target().removeLeftovers(files, fileForm.split(), parts.size()));
                return new QueryCopy.Copied(
                        rows, parts, warnings, resumable == null ? List.of() : resumable.earlierSnapshots());
            }
        }
    }
}
