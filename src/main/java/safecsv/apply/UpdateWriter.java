package safecsv.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.UniqueKey;

/** Updates: only the cells that the plan names are compared and written. */
final class UpdateWriter implements KindWriter {
    private final Work work;
    private final UpdateCheck check;
    private final List<RowGroups.Waiting<Row>> waiting = new ArrayList<>();
    private final Set<List<String>> released = new HashSet<>();

    /** A row to write: its change, its key, and what it held when it was locked. */
    record Row(PlanChange change, List<String> key, RowImage before) {}

    UpdateWriter(Work work) {
        this.work = work;
        this.check = new UpdateCheck(work);
    }

    @Override
    public void take(List<PlanChange> changes) {
        List<Row> rows = lock(changes);
        if (work.mismatches().none()) {
            write(rows);
        }
    }

    /** Locks and compares; gives the rows that are still to be written. */
    private List<Row> lock(List<PlanChange> changes) {
        Map<List<String>, RowImage> found = new HashMap<>();
        Set<Integer> whole = places(changes);
        List<List<String>> keys = changes.stream().map(work::key).toList();
        work.read(keys, KeyedSelect.Lock.FOR_UPDATE, row -> {
            RowImage image = RowImage.of(row, whole);
            found.put(work.table().keyOf(image.texts()), image);
        });
        List<Row> rows = new ArrayList<>();
        for (int index = 0; index < changes.size(); index++) {
            RowImage image = found.get(keys.get(index));
            if (check.isToDo(changes.get(index), image)) {
                rows.add(new Row(changes.get(index), keys.get(index), image));
            }
        }
        return rows;
    }

    private Set<Integer> places(List<PlanChange> changes) {
        Set<Integer> places = new HashSet<>();
        for (PlanChange change : changes) {
            change.cells().keySet().forEach(name -> places.add(work.table().place(name)));
            change.key().keySet().forEach(name -> places.add(work.table().place(name)));
        }
        return places;
    }

    private void write(List<Row> rows) {
        Map<Set<String>, List<Row>> byColumns = new LinkedHashMap<>();
        for (Row row : rows) {
            byColumns
                    .computeIfAbsent(row.change().cells().keySet(), columns -> new ArrayList<>())
                    .add(row);
        }
        byColumns.forEach((columns, group) -> {
            work.json().check(columns, group.stream().map(Row::key).toList());
            List<RowGroups.Waiting<Row>> later = new ArrayList<>();
            groups(List.copyOf(columns)).write(group, later);
            List<Row> written = new ArrayList<>(group);
            later.forEach(row -> written.remove(row.row()));
            waiting.addAll(later);
            check.verify(written);
        });
    }

    private RowGroups<Row> groups(List<String> names) {
        List<ColumnDefinition> columns =
                names.stream().map(work.table()::column).toList();
        return new RowGroups<>(
                work,
                Row::change,
                rows -> work.table()
                        .statements()
                        .update(
                                columns,
                                rows.stream().map(Row::key).toList(),
                                rows.stream().map(row -> values(row, names)).toList()));
    }

    private static List<String> values(Row row, List<String> names) {
        List<String> values = new ArrayList<>(names.size());
        names.forEach(name -> values.add(row.change().cells().get(name).after()));
        return values;
    }

    @Override
    public void finish() {
        RowGroups<Row> single = new RowGroups<>(work, Row::change, rows -> {
            List<String> names = List.copyOf(rows.get(0).change().cells().keySet());
            return work.table()
                    .statements()
                    .update(
                            names.stream().map(work.table()::column).toList(),
                            List.of(rows.get(0).key()),
                            List.of(values(rows.get(0), names)));
        });
        check.verify(single.retry(waiting));
        while (!waiting.isEmpty()) {
            RowGroups.Waiting<Row> first = waiting.get(0);
            if (!first.reason().duplicateKey() || !freed(first.row())) {
                throw single.rejected(first.row(), first.reason());
            }
            check.verify(single.retry(waiting));
        }
    }

    /**
     * Rows that exchange the values of a unique key wait for each other. Where a column of the key can be NULL, one row
     * lets go of its value first; a trigger would see that step, so a table with triggers gets none.
     */
    private boolean freed(Row row) {
        boolean triggered = !work.table().definition().triggersVisible()
                || work.table().definition().triggers().stream()
                        .anyMatch(trigger -> trigger.event().equals("UPDATE"));
        if (triggered) {
            return false;
        }
        for (UniqueKey key : work.table().definition().uniqueKeys()) {
            for (String name : key.columns()) {
                PlanCell cell = row.change().cells().get(name);
                ColumnDefinition column = work.table().column(name);
                if (cell != null && column.nullable() && cell.before() != null && released.add(row.key())) {
                    String sql =
                            work.table().statements().update(List.of(column), List.of(row.key()), List.of(nothing()));
                    return new RowGroups<Row>(work, Row::change, rows -> sql).writeOne(row);
                }
            }
        }
        return false;
    }

    private static List<String> nothing() {
        List<String> value = new ArrayList<>();
        value.add(null);
        return value;
    }
}
