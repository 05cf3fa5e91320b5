package safecsv.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import safecsv.diff.CanonicalText;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.StatementRefused;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.UniqueKey;

/** Updates: only the cells that the plan names are compared and written. */
final class UpdateWriter implements KindWriter {
    private final Work work;
    private final UpdateCheck check;
    private final List<RowGroups.Waiting<Row>> waiting = new ArrayList<>();
    private final Set<List<String>> released = new HashSet<>();

    /**
     * A row to write.
     *
     * @param columns those that are written
     * @param before what it held when it was locked
     */
    record Row(PlanChange change, List<String> key, Set<String> columns, RowImage before) {}

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
                PlanChange change = changes.get(index);
                rows.add(new Row(change, keys.get(index), check.columns(change, image), image));
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
                    .computeIfAbsent(row.columns(), columns -> new ArrayList<>())
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
    public boolean again() {
        List<Row> written = single().retry(waiting);
        check.verify(written);
        return !written.isEmpty();
    }

    private RowGroups<Row> single() {
        return new RowGroups<>(work, Row::change, rows -> {
            List<String> names = List.copyOf(rows.get(0).columns());
            return work.table()
                    .statements()
                    .update(
                            names.stream().map(work.table()::column).toList(),
                            List.of(rows.get(0).key()),
                            List.of(values(rows.get(0), names)));
        });
    }

    @Override
    public void finish() {
        RowGroups<Row> single = single();
        check.verify(single.retry(waiting));
        while (freeCircles()) {
            check.verify(single.retry(waiting));
        }
        for (RowGroups.Waiting<Row> row : waiting) {
            // It holds a value of nobody's choice, or it could be freed if nothing saw that.
            if (released.contains(row.row().key()) || (row.reason().duplicateKey() && !mayFree())) {
                throw single.rejected(row.row(), row.reason(), mayFree() ? "" : whyNotFreed());
            }
        }
        single.giveUp(waiting);
    }

    /**
     * Rows that exchange the values of a unique key wait for each other in a circle: one row of each takes a free value
     * first, and its own when the others have theirs. Whether there was any.
     */
    private boolean freeCircles() {
        Map<List<String>, Row> open = new LinkedHashMap<>();
        for (RowGroups.Waiting<Row> row : waiting) {
            if (row.reason().duplicateKey() && mayFree()) {
                open.put(row.row().key(), row.row());
            }
        }
        boolean any = false;
        Set<List<String>> seen = new HashSet<>();
        for (Row start : open.values()) {
            Set<List<String>> path = new HashSet<>();
            Row row = start;
            while (row != null && seen.add(row.key())) {
                path.add(row.key());
                row = open.get(holder(row));
            }
            // A path that ends at a row which waits for nobody, or at an earlier path, is no circle.
            if (row != null && path.contains(row.key()) && !released.contains(row.key()) && freed(row)) {
                released.add(row.key());
                any = true;
            }
        }
        return any;
    }

    /** The key of a row that has what this one is to have; null where there is none. */
    private List<String> holder(Row row) {
        List<List<String>> holders = new ArrayList<>();
        for (UniqueKey key : work.table().definition().uniqueKeys()) {
            List<ColumnDefinition> columns =
                    key.columns().stream().map(work.table()::column).toList();
            List<String> wanted = new ArrayList<>();
            columns.forEach(column -> wanted.add(
                    row.columns().contains(column.name())
                            ? row.change().cells().get(column.name()).after()
                            : row.before().texts().get(work.table().place(column.name()))));
            boolean changes = key.columns().stream().anyMatch(row.columns()::contains);
            if (changes && holders.isEmpty() && !wanted.contains(null)) {
                KeyedSelect select = new KeyedSelect(
                        work.table().definition(), columns, work.table().columns());
                work.session()
                        .rows(
                                select,
                                List.of(wanted),
                                KeyedSelect.Lock.FOR_UPDATE,
                                texts -> holders.add(work.table().keyOf(CanonicalText.of(texts))));
                holders.remove(row.key());
            }
        }
        return holders.isEmpty() ? null : holders.get(0);
    }

    /** Whether nothing of the table would see a value in between. */
    private boolean mayFree() {
        return work.table().definition().triggersVisible()
                && work.table().definition().triggers().stream()
                        .noneMatch(trigger -> trigger.event().equals("UPDATE"));
    }

    private static String whyNotFreed() {
        return " Rows that exchange values of a unique key take a step in between, which a trigger of the table would"
                + " see (or may: this account can't tell), so none was taken. Do it in two plans: one that gives the first"
                + " row a free value, and then this one's changes.";
    }

    /** Gives the row another value in a column of each unique key that it leaves: which of them others wait for does not matter. */
    private boolean freed(Row row) {
        Set<String> freed = new HashSet<>();
        for (UniqueKey key : work.table().definition().uniqueKeys()) {
            boolean open = key.columns().stream().noneMatch(freed::contains);
            for (String name : key.columns()) {
                PlanCell cell = row.change().cells().get(name);
                open = open
                        && !(cell != null
                                && cell.before() != null
                                && !followed(name)
                                && freed(row, work.table().column(name))
                                && freed.add(name));
            }
        }
        return !freed.isEmpty();
    }

    /** Whether rows of other tables follow this column by a foreign key. */
    private boolean followed(String name) {
        return work.table().definition().children().stream()
                .anyMatch(child -> child.parentColumns().stream().anyMatch(name::equalsIgnoreCase));
    }

    private boolean freed(Row row, ColumnDefinition column) {
        String now = row.before().texts().get(work.table().place(column.name()));
        for (String value : new IntermediateValues(column).some()) {
            if (now.equalsIgnoreCase(value)) {
                continue;
            }
            List<String> values = new ArrayList<>();
            values.add(value);
            String sql = work.table().statements().update(List.of(column), List.of(row.key()), List.of(values));
            if (takes(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the table takes a row with another value; it may be taken, or not to the table's liking. */
    private boolean takes(String sql) {
        try {
            return work.session().change(sql) == 1;
        } catch (StatementRefused refused) {
            return false;
        }
    }
}
