package safecsv.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.TableDefinition;

/**
 * Decides what becomes of one row, from what the baseline, the CSV and the database have: the table in
 * docs/round-trip.md, line by line.
 */
final class ChangeMaker {
    private final TableDefinition table;
    private final Layout layout;
    private final CellVerdicts verdicts;
    private final ConflictPolicy policy;
    private final Tally tally;
    private final Consumer<PlanChange> changes;
    private final int[] places;

    ChangeMaker(
            TableDefinition table,
            Layout layout,
            CellVerdicts verdicts,
            ConflictPolicy policy,
            Tally tally,
            Consumer<PlanChange> changes) {
        this.table = table;
        this.layout = layout;
        this.verdicts = verdicts;
        this.policy = policy;
        this.tally = tally;
        this.changes = changes;
        this.places = table.columns().stream().mapToInt(layout::place).toArray();
    }

    /**
     * Decides about a row that both files have.
     *
     * @param database the layout's columns as they are now; null where the row is gone
     * @param taken where it is gone: a row whose key the server takes for the same, though its text is another; or null
     */
    void edited(TouchedRow row, List<String> database, List<String> taken) {
        if (database == null) {
            gone(row, taken);
            return;
        }
        Map<String, PlanCell> updates = new LinkedHashMap<>();
        Map<String, PlanCell> conflicts = new LinkedHashMap<>();
        for (int index = 0; index < layout.columns().size(); index++) {
            if (!row.changes(index)) {
                continue;
            }
            DiffColumn column = layout.columns().get(index);
            String before = row.baseline().get(index);
            String after = row.edited().get(index);
            String now = database.get(index);
            if (Objects.equals(now, before)) {
                updates.put(column.name(), PlanCell.changed(before, after));
            } else if (!verdicts.sameValue(column, now, after)) {
                conflicts.put(column.name(), PlanCell.conflict(before, after, now));
            }
        }
        emit(row, updates, conflicts);
    }

    private void emit(TouchedRow row, Map<String, PlanCell> updates, Map<String, PlanCell> conflicts) {
        if (!conflicts.isEmpty()) {
            conflict(row.baseline() == null ? ConflictReason.EXISTS : ConflictReason.CHANGED, row, conflicts);
            if (policy == ConflictPolicy.TAKE_CSV) {
                conflicts.forEach((name, cell) -> updates.put(name, PlanCell.changed(cell.database(), cell.after())));
            }
        }
        if (!updates.isEmpty()) {
            change(PlanChange.Kind.UPDATE, row, updates);
        } else if (conflicts.isEmpty()) {
            tally.alreadyThere++;
        }
    }

    private void gone(TouchedRow row, List<String> taken) {
        if (taken != null && policy == ConflictPolicy.TAKE_CSV) {
            added(row, taken);
            return;
        }
        Map<String, PlanCell> cells = new LinkedHashMap<>();
        for (int index = 0; index < layout.columns().size(); index++) {
            if (row.changes(index)) {
                cells.put(
                        layout.columns().get(index).name(),
                        PlanCell.conflict(
                                row.baseline().get(index), row.edited().get(index), null));
            }
        }
        conflict(ConflictReason.GONE, row, cells);
        if (policy == ConflictPolicy.TAKE_CSV) {
            insert(row);
        }
    }

    /**
     * Decides about a row that only the CSV has.
     *
     * @param database the row of this key, or null
     */
    void added(TouchedRow row, List<String> database) {
        if (database == null) {
            insert(row);
            return;
        }
        Map<String, PlanCell> conflicts = new LinkedHashMap<>();
        boolean otherKey = false;
        for (int index = 0; index < layout.columns().size(); index++) {
            DiffColumn column = layout.columns().get(index);
            String value = row.edited().get(index);
            if (column.role() == BaselineColumn.Role.READ_ONLY
                    || !column.isInCsv()
                    || CellCheck.takesDefault(column, value == null)) {
                continue;
            }
            String now = database.get(index);
            boolean same = column.isKey() ? Objects.equals(now, value) : verdicts.sameValue(column, now, value);
            otherKey |= column.isKey() && !same;
            if (!same) {
                conflicts.put(column.name(), PlanCell.conflict(null, value, now));
            }
        }
        if (otherKey) {
            // By its collation the key is taken, by another text: no row can be written under it, and none be named.
            if (policy == ConflictPolicy.KEEP_DATABASE) {
                conflict(ConflictReason.KEY_TAKEN, row, conflicts);
            } else {
                left(ConflictReason.KEY_TAKEN, row, conflicts);
            }
        } else {
            emit(row, new LinkedHashMap<>(), conflicts);
        }
    }

    private void insert(TouchedRow row) {
        // A row that was there once comes back whole: what the CSV lacks is as it was when it was sent.
        boolean known = row.baseline() != null;
        Map<String, PlanCell> cells = new LinkedHashMap<>();
        for (int index = 0; index < layout.columns().size(); index++) {
            DiffColumn column = layout.columns().get(index);
            String value = row.edited().get(index);
            if (column.role() == BaselineColumn.Role.DATA
                    && (column.isInCsv() || known)
                    && !CellCheck.takesDefault(column, value == null)) {
                cells.put(column.name(), PlanCell.inserted(value));
            }
        }
        change(PlanChange.Kind.INSERT, row, cells);
    }

    /**
     * Decides about a row that the CSV lacks and that may be deleted.
     *
     * @param database all of the table's columns as they are now; null where the row is gone
     */
    void missing(TouchedRow row, List<String> database) {
        if (database == null) {
            tally.alreadyThere++;
            return;
        }
        Map<String, PlanCell> conflicts = new LinkedHashMap<>();
        Map<String, PlanCell> cells = new LinkedHashMap<>();
        for (int index = 0; index < table.columns().size(); index++) {
            ColumnDefinition column = table.columns().get(index);
            String now = database.get(index);
            int known = places[index];
            if (known >= 0 && layout.columns().get(known).isKey()) {
                continue;
            }
            cells.put(column.name(), PlanCell.deleted(now));
            if (known >= 0 && !Objects.equals(row.baseline().get(known), now)) {
                conflicts.put(column.name(), PlanCell.conflict(row.baseline().get(known), null, now));
            }
        }
        if (!conflicts.isEmpty()) {
            conflict(ConflictReason.CHANGED, row, conflicts);
        }
        if (conflicts.isEmpty() || policy == ConflictPolicy.TAKE_CSV) {
            change(PlanChange.Kind.DELETE, row, cells);
        }
    }

    /** A conflict, which the policy may have decided. */
    private void conflict(ConflictReason reason, TouchedRow row, Map<String, PlanCell> cells) {
        if (policy == ConflictPolicy.FAIL) {
            left(reason, row, cells);
        } else {
            tally.settled(new SettledConflict(policy, reason, of(PlanChange.Kind.CONFLICT, row, cells)));
        }
    }

    /** A conflict that stays one. */
    private void left(ConflictReason reason, TouchedRow row, Map<String, PlanCell> cells) {
        tally.conflict(reason);
        change(PlanChange.Kind.CONFLICT, row, cells);
    }

    private void change(PlanChange.Kind kind, TouchedRow row, Map<String, PlanCell> cells) {
        changes.accept(of(kind, row, cells));
    }

    private PlanChange of(PlanChange.Kind kind, TouchedRow row, Map<String, PlanCell> cells) {
        Map<String, String> key = new LinkedHashMap<>();
        for (int index = 0; index < layout.key().size(); index++) {
            key.put(
                    layout.key().get(index).name(),
                    row.key().isEmpty() ? null : row.key().get(index));
        }
        return new PlanChange(kind, row.line(), key, cells);
    }
}
