package safecsv.diff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.RecordReader;
import safecsv.csv.baseline.BaselineManifest;
import safecsv.csv.baseline.BaselineReader;
import safecsv.csv.baseline.SentForm;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ReadSession;
import safecsv.mysql.TableSnapshot;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.TableDefinition;
import safecsv.spreadsheet.BaselineSample;
import safecsv.spreadsheet.Evidence;
import safecsv.spreadsheet.FileRecognition;

/**
 * Compares an edited CSV with its baseline and the database, or with the database alone. Reads the database in one
 * snapshot, with SELECT alone, and writes nothing to it. {@link #run} is called once; {@link #interrupt} from any thread.
 */
public final class Differ {
    /** What a CSV is taken for where no baseline says what it was. */
    private static final SentForm UNKNOWN = new SentForm(',', "", false, "UTF-8");

    private final ConnectionPool pool;
    private final DiffRequest request;
    private volatile ReadSession session;
    private volatile boolean interrupted;

    public Differ(ConnectionPool pool, DiffRequest request) {
        this.pool = Objects.requireNonNull(pool);
        this.request = Objects.requireNonNull(request);
    }

    /**
     * Compares.
     *
     * @throws BadCsvException where the CSV has problems; nothing was written then, no plan either
     * @throws SafecsvException for everything else that went wrong; nothing was written then
     */
    public DiffResult run() throws BadCsvException {
        try {
            return request.baseline().isPresent()
                    ? withBaseline(request.baseline().get())
                    : withTable(request.table().orElseThrow());
        } catch (UncheckedIOException e) {
            throw EditedFile.unreadable(request.edited(), e.getCause());
        } catch (IOException e) {
            throw EditedFile.unreadable(request.edited(), e);
        } catch (SafecsvException e) {
            throw interrupted ? new SafecsvException(ExitCode.INTERRUPTED, "Interrupted. Nothing was written.", e) : e;
        }
    }

    /** Ends the comparison; {@link #run} throws. */
    public void interrupt() {
        interrupted = true;
        ReadSession running = session;
        if (running != null) {
            running.kill();
        }
    }

    private DiffResult withBaseline(Path path) throws BadCsvException, IOException {
        try (BaselineReader baseline = BaselineReader.open(path);
                ReadSession opened = ReadSession.open(pool, Duration.ZERO)) {
            session = opened;
            BaselineManifest manifest = baseline.manifest();
            TableSnapshot snapshot = TableSnapshot.begin(opened, manifest.timeZone());
            TableDefinition table =
                    snapshot.table(Identifiers.quoted(manifest.schema()) + "." + Identifiers.quoted(manifest.table()));
            Problems problems = new Problems();
            try (EditedFile edited = EditedFile.open(
                    request.edited(),
                    manifest.form(),
                    baseline.head(FileRecognition.ENOUGH),
                    () -> SampleReader.of(baseline),
                    request.plan().isPresent())) {
                Layout layout = Layout.of(table, manifest.columns(), manifest.key(), edited.header(problems));
                refuse(problems);
                passMarks(layout, edited);
                List<String> notes = new ArrayList<>(notes(manifest, table, snapshot));
                try (Comparison comparison = new Comparison(
                        request, snapshot, table, layout, problems, edited, evidence(layout, edited, baseline))) {
                    comparison.threeWay(baseline);
                    refuse(problems);
                    return comparison.result(notes);
                }
            }
        }
    }

    private DiffResult withTable(String name) throws BadCsvException, IOException {
        try (ReadSession opened = ReadSession.open(pool, Duration.ZERO)) {
            session = opened;
            TableSnapshot snapshot = TableSnapshot.begin(opened, null);
            TableDefinition table = snapshot.table(name);
            List<String> names =
                    table.columns().stream().map(column -> column.name()).toList();
            Problems problems = new Problems();
            try (EditedFile edited = EditedFile.open(
                    request.edited(),
                    UNKNOWN,
                    new byte[0],
                    () -> new BaselineSample(names),
                    request.plan().isPresent())) {
                Layout layout = Layout.of(table, edited.header(problems));
                refuse(problems);
                passMarks(layout, edited);
                List<String> notes = new ArrayList<>();
                notes.add("Without a baseline nobody knows what others changed since the export: there are no conflicts"
                        + " to be seen, and whatever differs becomes what the CSV says.");
                try (Comparison comparison =
                        new Comparison(request, snapshot, table, layout, problems, edited, LearnedEvidence.NONE)) {
                    comparison.twoWay();
                    refuse(problems);
                    return comparison.result(notes);
                }
            }
        }
    }

    private static void passMarks(Layout layout, EditedFile edited) {
        if (layout.startsWithNoText()) {
            edited.passMarks();
        }
    }

    private LearnedEvidence evidence(Layout layout, EditedFile edited, BaselineReader baseline) {
        return request.strict() ? LearnedEvidence.NONE : new LearnedEvidence(() -> learn(layout, edited, baseline));
    }

    private static Evidence learn(Layout layout, EditedFile edited, BaselineReader baseline) throws IOException {
        try (RecordReader rows = new RecordReader(baseline.rows(), (byte) ',')) {
            return EvidenceReader.read(
                    layout, edited, rows, zone(baseline.manifest().timeZone()));
        }
    }

    /** Null where the server knows a zone of this name and this program does not. */
    private static ZoneId zone(String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static List<String> notes(BaselineManifest manifest, TableDefinition table, TableSnapshot snapshot) {
        List<String> notes = new ArrayList<>();
        if (!manifest.serverUuid().equals(snapshot.server().uuid())) {
            notes.add("The baseline was exported from another server (%s, and this is %s)."
                    .formatted(manifest.serverUuid(), snapshot.server().uuid()));
        }
        if (!manifest.fingerprint().equals(table.fingerprint())) {
            notes.add("The definition of %s has changed since the export; the columns of the baseline are as they were."
                    .formatted(table.qualifiedName()));
        }
        return notes;
    }

    private void refuse(Problems problems) throws BadCsvException {
        if (problems.any()) {
            throw new BadCsvException(request.edited(), problems);
        }
    }
}
