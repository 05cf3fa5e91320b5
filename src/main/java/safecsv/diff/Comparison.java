package safecsv.diff;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.RecordReader;
import safecsv.csv.Sha256;
import safecsv.csv.baseline.BaselineReader;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanCounts;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanLeftOut;
import safecsv.diff.plan.PlanReader;
import safecsv.diff.plan.PlanSource;
import safecsv.mysql.TableSnapshot;
import safecsv.mysql.table.TableDefinition;
import safecsv.spreadsheet.Alarm;

/**
 * One comparison, put together. Its changes go into a plan at once, which is the caller's or a temporary one: so memory
 * does not depend on how many there are.
 */
final class Comparison implements Closeable {
    private static final long LEAST_WAITING = 4 << 20;

    private final DiffRequest request;
    private final TableDefinition table;
    private final Layout layout;
    private final Problems problems;
    private final EditedFile edited;
    private final Tally tally = new Tally();
    private final SideEffects effects;
    private final ForeignKeyCheck foreignKeys;
    private final PlanFile plan;
    private final ChangeReview review;
    private final RowKeys keys;
    private final StrayLines stray;
    private final CellCheck cells;
    private final TouchedBatch batch;
    private final CollatedKeys collated;
    private final WholeFile file;
    private final LearnedEvidence evidence;
    private List<Alarm> alarms = List.of();
    private Path baselinePath;

    Comparison(
            DiffRequest request,
            TableSnapshot snapshot,
            TableDefinition table,
            Layout layout,
            Problems problems,
            EditedFile edited,
            LearnedEvidence evidence) {
        this.evidence = evidence;
        this.file = new WholeFile(layout, !request.strict());
        this.request = request;
        this.table = table;
        this.layout = layout;
        this.problems = problems;
        this.edited = edited;
        this.effects = new SideEffects(snapshot, table);
        this.foreignKeys = new ForeignKeyCheck(
                snapshot, table, layout.key().stream().map(DiffColumn::column).toList(), problems);
        PlanHeader header = PlanHeaders.of(snapshot.server(), table, layout);
        this.plan = PlanFile.create(request, header);
        ConflictJudge conflicts = new ConflictJudge(
                request.conflicts().of(layout, table.schema(), table.name()),
                request.conflicts().question());
        this.review = new ChangeReview(
                snapshot,
                table,
                header.table().key(),
                () -> PlanFile.temporary(request.edited(), header),
                conflicts,
                request.accepted(),
                tally,
                this::change);
        CellVerdicts verdicts = verdicts();
        this.stray = new StrayLines(layout, tally, request.accepted());
        this.keys = new RowKeys(layout, verdicts, problems, verdicts::isRewritten, stray);
        stray.above(edited.above());
        this.cells = new CellCheck(verdicts, problems, tally, layout.required(table));
        ChangeMaker maker = new ChangeMaker(table, layout, verdicts, conflicts, tally, review::take, problems);
        ComparedRows compared = new ComparedRows(layout, cells, maker, tally);
        this.collated = new CollatedKeys(snapshot, layout, newKeys());
        this.batch = new TouchedBatch(snapshot, table, layout, maker, compared, collated, problems);
    }

    private CellVerdicts verdicts() {
        return new CellVerdicts(layout, evidence, request.strict(), request.accepted());
    }

    private void change(PlanChange change) {
        plan.writer().write(change);
        effects.see(change);
        if (!problems.any()) {
            foreignKeys.see(change);
        }
    }

    /** Compares with a baseline. */
    void threeWay(BaselineReader baseline) throws IOException {
        baselinePath = request.baseline().orElseThrow();
        SpilledRows spilled = new SpilledRows(keys);
        RowJudge judge = new RowJudge(layout, cells, keys, tally, batch, request.allowDeletes(), file, spilled, stray);
        try (RecordReader rows = new RecordReader(baseline.rows(), (byte) ',')) {
            rows.next();
            boolean sameOrder = layout.sameOrder() && edited.isStandard();
            long waiting = Math.max(LEAST_WAITING, Runtime.getRuntime().maxMemory() / 8);
            RowJoin join = new RowJoin(rows, edited.reader(), keys, judge, spilled, sameOrder, waiting);
            join.run();
            alarms = file.alarms(tally.missing, join.onlyTailMissing(), request.accepted());
            spilled.complain(problems);
        } catch (MalformedCsvException e) {
            malformed(e);
        }
        finish(judge.newKeys());
    }

    /** Compares with the table alone. */
    void twoWay() throws IOException {
        TwoWay all = new TwoWay(layout, keys, cells, batch, stray);
        try {
            all.run(edited.reader());
        } catch (MalformedCsvException e) {
            malformed(e);
        }
        finish(all.keys());
    }

    private void malformed(MalformedCsvException e) {
        problems.add(e.line(), null, "cell %d: %s".formatted(e.cell() + 1, e.getMessage()));
    }

    private void finish(DuplicateKeys suspects) throws IOException {
        batch.flush();
        if (!problems.any()) {
            review.finish();
            foreignKeys.finish();
        }
        if (!suspects.isEmpty()) {
            again(reader -> suspects.find(reader, newKeys(), problems));
        }
        if (collated.anySuspect()) {
            again(reader -> collated.find(reader, problems));
        }
    }

    /** Reads the CSV's data once more; what is wrong with other keys was noted in the first pass. */
    private void again(SecondPass pass) throws IOException {
        try (RecordReader reader = edited.again()) {
            pass.read(reader);
        } catch (MalformedCsvException e) {
            // Noted in the first pass.
            return;
        }
    }

    /** What is done with a reader of the CSV, from its first data row on. */
    private interface SecondPass {
        void read(RecordReader reader) throws IOException, MalformedCsvException;
    }

    /** Keys whose problems are known already. */
    private RowKeys newKeys() {
        return new RowKeys(layout, verdicts(), new Problems());
    }

    /** What was found; the plan is complete then. */
    DiffResult result(List<String> before) throws IOException {
        PlanCounts counts = plan.writer().counts();
        List<String> notes = new ArrayList<>(before);
        notes.addAll(LayoutNotes.of(layout));
        notes.addAll(review.notes());
        if (tally.notRowsAccepted > 0) {
            notes.add("%s no %s, and passed over."
                    .formatted(
                            tally.notRowsAccepted == 1
                                    ? "One line is"
                                    : "%,d lines are".formatted(tally.notRowsAccepted),
                            tally.notRowsAccepted == 1 ? "record" : "records"));
        }
        notes.addAll(effects.notes(counts));
        notes.addAll(foreignKeys.notes());
        PlanLeftOut leftOut = tally.leftOut(request.allowDeletes());
        plan.writer().leftOut(leftOut);
        if (request.plan().isPresent()) {
            plan.writer().sources(sources());
        }
        PlanReader changes = alarms.stream().anyMatch(Alarm::blocking) ? null : plan.publish();
        return new DiffResult(
                request.edited(),
                table.qualifiedName(),
                layout.key().stream().map(DiffColumn::name).toList(),
                summary(counts),
                suspicious(),
                tally.notRows(),
                tally.repairs(),
                alarms,
                notes,
                tally.conflictReasons(),
                tally.settledConflicts(),
                leftOut,
                tally.missingKeys(),
                changes);
    }

    /** A column that was sorted or moved as a whole is one event, and its cells are not asked for one by one. */
    private List<SuspiciousCell> suspicious() {
        return tally.suspicious().stream()
                .filter(cell -> alarms.stream()
                        .noneMatch(alarm -> alarm.blocking() && cell.column().equals(alarm.column())))
                .toList();
    }

    private DiffSummary summary(PlanCounts counts) {
        return new DiffSummary(
                counts.updates(),
                counts.inserts(),
                counts.deletes(),
                tally.missing,
                counts.conflicts(),
                tally.suspiciousRows + tally.notRowsAsked,
                tally.repairedCells,
                tally.reformatted,
                tally.unchanged,
                tally.alreadyThere,
                tally.settled);
    }

    private List<PlanSource> sources() throws IOException {
        List<PlanSource> sources = new ArrayList<>();
        sources.add(
                new PlanSource(PlanSource.EDITED, request.edited().getFileName().toString(), edited.sha256()));
        if (baselinePath != null) {
            sources.add(new PlanSource("baseline", baselinePath.getFileName().toString(), Sha256.of(baselinePath)));
        }
        return sources;
    }

    @Override
    public void close() throws IOException {
        try {
            review.close();
        } finally {
            plan.close();
        }
    }
}
