package safecsv.diff;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.diff.plan.PlanReader;
import safecsv.mysql.TableSnapshot;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.TableDefinition;
import safecsv.spreadsheet.Acceptance;

/**
 * What can only be said of changes when all are known: new rows without a key that may be in the table already, and values
 * of unique keys that other rows have and keep. Such changes wait in a file of their own; all others pass at once.
 */
final class ChangeReview implements Closeable {
    private static final int BATCH = 500;
    private static final int NOTED = 20;

    private final TableSnapshot snapshot;
    private final TableDefinition table;
    private final Supplier<PlanFile> drafts;
    private final ConflictJudge judge;
    private final Acceptance accepted;
    private final Tally tally;
    private final Consumer<PlanChange> out;
    private final TakenValues values;
    private final AlikeRows alike;
    private final String numbered;
    private final List<String> notes = new ArrayList<>();
    private PlanFile draft;
    private String last;
    private long noted;

    ChangeReview(
            TableSnapshot snapshot,
            TableDefinition table,
            List<String> key,
            Supplier<PlanFile> drafts,
            ConflictJudge judge,
            Acceptance accepted,
            Tally tally,
            Consumer<PlanChange> out) {
        this.snapshot = snapshot;
        this.table = table;
        this.drafts = drafts;
        this.judge = judge;
        this.accepted = accepted;
        this.tally = tally;
        this.out = out;
        this.values = new TakenValues(snapshot, table, key);
        this.alike = new AlikeRows(table, key, snapshot::rowsWhere);
        this.numbered = table.columns().stream()
                .filter(ColumnDefinition::autoIncrement)
                .map(ColumnDefinition::name)
                .findFirst()
                .orElse(null);
    }

    /** Takes a change, and hands it on unless something about it is open. */
    void take(PlanChange change) {
        if (!isUnnumbered(change) && !values.concerns(change)) {
            out.accept(change);
            return;
        }
        if (draft == null) {
            draft = drafts.get();
        }
        draft.writer().write(change);
        values.see(change);
    }

    private static boolean isUnnumbered(PlanChange change) {
        return change.kind() == PlanChange.Kind.INSERT && change.key().containsValue(null);
    }

    /** Decides about all changes that wait. */
    void finish() {
        if (draft == null) {
            return;
        }
        if (numbered != null) {
            last = snapshot.highest(table, numbered);
        }
        try (PlanReader reader = draft.publish()) {
            each(reader, values::look);
            Map<Long, String> taken = values.taken();
            Set<Long> circles = values.takesSteps() ? Set.of() : values.circles();
            each(reader, changes -> decide(changes, taken, circles));
        }
    }

    private static void each(PlanReader reader, Consumer<Map<Long, PlanChange>> consumer) {
        long number = 0;
        Map<Long, PlanChange> batch = new LinkedHashMap<>();
        try (PlanChanges changes = reader.changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                batch.put(number++, change);
                if (batch.size() == BATCH) {
                    consumer.accept(batch);
                    batch.clear();
                }
            }
        }
        consumer.accept(batch);
    }

    private void decide(Map<Long, PlanChange> changes, Map<Long, String> taken, Set<Long> circles) {
        IdentityHashMap<PlanChange, List<Map<String, String>>> like = alike.of(
                changes.values().stream().filter(ChangeReview::isUnnumbered).toList(), false);
        changes.forEach((number, change) -> {
            List<Map<String, String>> same = like.getOrDefault(change, List.of());
            if (taken.containsKey(number) && !same.isEmpty()) {
                // It can't be there twice, so it is the row itself.
                tally.alreadyThere++;
            } else if (taken.containsKey(number)) {
                note(change, taken.get(number) + ".");
                conflict(change, ConflictReason.VALUE_TAKEN);
            } else if (circles.contains(number)) {
                note(
                        change,
                        "it exchanges values of a unique key with other rows, which takes a step in between that a"
                                + " trigger or a foreign key of the table would see. Give one of the rows a value that"
                                + " none has, apply that, and send the rest in a second file.");
                conflict(change, ConflictReason.EXCHANGE);
            } else if (!same.isEmpty() && accepted.rejects(numbered, Acceptance.ALREADY)) {
                tally.newRowsRejected++;
            } else if (!same.isEmpty() && !accepted.accepts(numbered, Acceptance.ALREADY)) {
                tally.suspiciousRows++;
                tally.newRowsHeld++;
                tally.suspicious(new SuspiciousCell(
                        change.line(),
                        change.key(),
                        numbered,
                        Acceptance.ALREADY,
                        same.get(0).get(numbered),
                        null,
                        null));
            } else {
                out.accept(isUnnumbered(change) ? change.after(last) : change);
            }
        });
    }

    private void note(PlanChange change, String what) {
        if (++noted <= NOTED) {
            notes.add((change.line() > 0 ? "Line " + change.line() : "Row " + change.key()) + ": " + what);
        }
    }

    private void conflict(PlanChange change, ConflictReason reason) {
        Map<String, PlanCell> cells = new LinkedHashMap<>();
        change.cells()
                .forEach(
                        (name, cell) -> cells.put(name, PlanCell.conflict(cell.before(), cell.after(), cell.before())));
        PlanChange conflict = new PlanChange(PlanChange.Kind.CONFLICT, change.line(), change.key(), cells);
        ConflictPolicy policy = judge.policy(reason, conflict, null);
        if (policy == ConflictPolicy.KEEP_DATABASE) {
            tally.settledRow();
            tally.settled(new SettledConflict(policy, reason, conflict));
        } else {
            tally.conflict(reason);
            out.accept(conflict);
        }
    }

    /** What to know of values that are taken. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (noted > NOTED) {
            all.add("%,d more rows are to have values that are taken.".formatted(noted - NOTED));
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        if (draft != null) {
            draft.close();
        }
    }
}
