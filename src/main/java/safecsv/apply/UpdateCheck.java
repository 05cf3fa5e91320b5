package safecsv.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.RawValue;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;

/** Looks at rows before and after they are updated, and writes down how to take it back. */
final class UpdateCheck {
    private final Work work;
    private final TargetTable table;

    UpdateCheck(Work work) {
        this.work = work;
        this.table = work.table();
    }

    /**
     * Whether the row is as the plan saw it.
     *
     * @param image null where there is no such row
     * @return false where it is to be left alone, because it is already as it should be or because it is a mismatch
     */
    boolean isToDo(PlanChange change, RowImage image) {
        if (image == null) {
            work.mismatches().before(change, "there is no such row any more");
            return false;
        }
        Map<String, String> differences = new LinkedHashMap<>();
        boolean already = true;
        for (Map.Entry<String, PlanCell> cell : change.cells().entrySet()) {
            if (cell.getValue().own()) {
                continue;
            }
            String now = image.texts().get(table.place(cell.getKey()));
            already &= Promise.kept(table.column(cell.getKey()), cell.getValue().after(), now);
            if (!Objects.equals(now, cell.getValue().before())) {
                differences.put(
                        cell.getKey(),
                        Mismatches.difference(cell.getKey(), cell.getValue().before(), now));
            }
        }
        if (already && !differences.isEmpty()) {
            work.tally().already(1);
            return false;
        }
        if (!differences.isEmpty()) {
            work.mismatches().before(change, Mismatches.differences(differences));
            return false;
        }
        return true;
    }

    /** The columns to write: all that the plan names, but for those that the table sets by itself and has set again since. */
    Set<String> columns(PlanChange change, RowImage image) {
        Set<String> columns = new LinkedHashSet<>();
        change.cells().forEach((name, cell) -> {
            if (!cell.own() || Objects.equals(image.texts().get(table.place(name)), cell.before())) {
                columns.add(name);
            } else {
                work.tally().movedOn(name);
            }
        });
        return columns;
    }

    /** Reads the rows again, compares them with what was promised, and hands on their undo. */
    void verify(List<UpdateWriter.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Map<List<String>, UpdateWriter.Row> open = new HashMap<>();
        rows.forEach(row -> open.put(row.key(), row));
        Set<Integer> whole = new HashSet<>();
        rows.forEach(row -> row.change().cells().keySet().forEach(name -> whole.add(table.place(name))));
        work.read(List.copyOf(open.keySet()), KeyedSelect.Lock.NONE, values -> verify(values, open, whole));
        open.values().forEach(row -> work.mismatches().after(row.change(), "the row is gone"));
    }

    private void verify(List<RawValue> values, Map<List<String>, UpdateWriter.Row> open, Set<Integer> whole) {
        RowImage after = RowImage.of(values, whole);
        UpdateWriter.Row row = open.remove(table.keyOf(after.texts()));
        if (row == null) {
            return;
        }
        Map<String, PlanCell> undo = new LinkedHashMap<>();
        Map<String, String> differences = new LinkedHashMap<>();
        for (int place = 0; place < table.columns().size(); place++) {
            ColumnDefinition column = table.columns().get(place);
            String now = after.texts().get(place);
            PlanCell cell = row.change().cells().get(column.name());
            if (cell == null || cell.own()) {
                unasked(row, place, now, undo);
                continue;
            }
            undo.put(column.name(), PlanCell.changed(now, row.before().texts().get(place)));
            if (!Promise.kept(column, cell.after(), now)) {
                differences.put(column.name(), Mismatches.difference(column.name(), cell.after(), now));
            }
        }
        if (!differences.isEmpty()) {
            work.mismatches().after(row.change(), Mismatches.differences(differences));
        }
        work.tally().done(PlanChange.Kind.UPDATE);
        work.undo()
                .accept(new PlanChange(
                        PlanChange.Kind.UPDATE,
                        row.change().line(),
                        row.change().key(),
                        undo));
    }

    /** A column that the plan did not name. What the server computes comes back by itself; all else must be put back. */
    private void unasked(UpdateWriter.Row row, int place, String now, Map<String, PlanCell> undo) {
        ColumnDefinition column = table.columns().get(place);
        String before = row.before().texts().get(place);
        boolean changed = !Objects.equals(now, before);
        if (row.columns().contains(column.name())) {
            if (!Objects.equals(now, row.change().cells().get(column.name()).after())) {
                work.tally().notBack(column.name());
            }
        } else if (changed) {
            work.tally().byItself(column.name());
        }
        // Named even where it is the same: or the undo would set it to its own time.
        boolean undone = !column.generated() && (changed || column.onUpdate());
        if (!undone) {
            return;
        }
        if (row.before().shortened().contains(place)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: the table %s changes the long value of %s by itself when %s changes, and an undo could not put it back. All of it was rolled back: nothing was changed."
                            .formatted(
                                    table.definition().qualifiedName(),
                                    column.name(),
                                    Mismatches.describe(row.change())));
        }
        undo.put(column.name(), PlanCell.changed(now, before).own(true));
    }
}
