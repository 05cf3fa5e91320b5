package safecsv.diff;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    private final ConflictJudge judge;
    private final Tally tally;
    private final Consumer<PlanChange> changes;
    private final Problems problems;
    private final int[] places;

    ChangeMaker(
            TableDefinition table,
            Layout layout,
            CellVerdicts verdicts,
            ConflictJudge judge,
            Tally tally,
            Consumer<PlanChange> changes,
            Problems problems) {
        this.table = table;
        this.layout = layout;
        this.verdicts = verdicts;
        this.judge = judge;
        this.problems = problems;
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
            ConflictReason reason = row.baseline() == null ? ConflictReason.EXISTS : ConflictReason.CHANGED;
            Map<ConflictPolicy, Map<String, PlanCell>> decided = new EnumMap<>(ConflictPolicy.class);
            conflicts.forEach((name, cell) -> decided.computeIfAbsent(
                            judge.policy(reason, of(PlanChange.Kind.CONFLICT, row, Map.of(name, cell)), name),
                            policy -> new LinkedHashMap<>())
                    .put(name, cell));
            settled(decided, reason, row);
            decided.getOrDefault(ConflictPolicy.TAKE_CSV, Map.of())
                    .forEach((name, cell) -> updates.put(name, PlanCell.changed(cell.database(), cell.after())));
        }
        if (!updates.isEmpty()) {
            change(PlanChange.Kind.UPDATE, row, updates);
        } else if (conflicts.isEmpty()) {
            tally.alreadyThere++;
        }
    }

    private void settled(Map<ConflictPolicy, Map<String, PlanCell>> decided, ConflictReason reason, TouchedRow row) {
        Map<String, PlanCell> left = decided.get(ConflictPolicy.FAIL);
        if (left != null) {
            left(reason, row, left);
        }
        if (decided.size() > (left == null ? 0 : 1)) {
            tally.settledRow();
        }
        decided.forEach((policy, cells) -> {
            if (policy != ConflictPolicy.FAIL) {
                tally.settled(new SettledConflict(policy, reason, of(PlanChange.Kind.CONFLICT, row, cells)));
            }
        });
    }

    private void gone(TouchedRow row, List<String> taken) {
        Map<String, PlanCell> cells = new LinkedHashMap<>();
        for (int index = 0; index < layout.columns().size(); index++) {
            if (row.changes(index)) {
                cells.put(
                        layout.columns().get(index).name(),
                        PlanCell.conflict(
                                row.baseline().get(index), row.edited().get(index), null));
            }
        }
        ConflictPolicy policy = judge.policy(ConflictReason.GONE, of(PlanChange.Kind.CONFLICT, row, cells), null);
        if (taken != null && policy == ConflictPolicy.TAKE_CSV) {
            added(row, taken);
            return;
        }
        conflict(policy, ConflictReason.GONE, row, cells);
        if (policy == ConflictPolicy.TAKE_CSV) {
            requireComplete(row);
            insert(row);
        }
    }

    /** A row that is gone can only be inserted again where all that it needs was exported. */
    private void requireComplete(TouchedRow row) {
        for (ColumnDefinition column : table.columns()) {
            if (!column.defaulted() && layout.place(column) < 0) {
                problems.add(
                        row.line(),
                        column.name(),
                        "has no default and is not in the export, so the row, which is gone from the database, can't be"
                                + " inserted again; --on-conflict %s=keep-database leaves it gone"
                                        .formatted(selector(row)));
            }
        }
    }

    private String selector(TouchedRow row) {
        return layout.namedKey(row.key()).entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(","));
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
            ConflictPolicy policy =
                    judge.policy(ConflictReason.KEY_TAKEN, of(PlanChange.Kind.CONFLICT, row, conflicts), null);
            conflict(
                    policy == ConflictPolicy.TAKE_CSV ? ConflictPolicy.FAIL : policy,
                    ConflictReason.KEY_TAKEN,
                    row,
                    conflicts);
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
        ConflictPolicy policy = ConflictPolicy.TAKE_CSV;
        if (!conflicts.isEmpty()) {
            policy = judge.policy(ConflictReason.CHANGED, of(PlanChange.Kind.CONFLICT, row, conflicts), null);
            conflict(policy, ConflictReason.CHANGED, row, conflicts);
        }
        if (policy == ConflictPolicy.TAKE_CSV) {
            change(PlanChange.Kind.DELETE, row, cells);
        }
    }

    /** A conflict of a whole row, which the policy may have decided. */
    private void conflict(ConflictPolicy policy, ConflictReason reason, TouchedRow row, Map<String, PlanCell> cells) {
        settled(Map.of(policy, cells), reason, row);
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
