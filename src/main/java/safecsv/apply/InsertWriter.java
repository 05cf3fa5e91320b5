package safecsv.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import safecsv.diff.AlikeRows;
import safecsv.diff.CanonicalText;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.StatementRefused;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;

/** Inserts. The undo plan gets the whole row as the table holds it, so that it deletes nothing that was changed since. */
final class InsertWriter implements KindWriter {
    private static final int ALIKE_NAMED = 5;

    private final Work work;
    private final GivenKeys given;
    private final List<RowGroups.Waiting<Row>> waiting = new ArrayList<>();
    private final List<PlanChange> last = new ArrayList<>();

    /**
     * A row to insert.
     *
     * @param key without null, where the table does not give it
     */
    private record Row(PlanChange change, List<String> key) {}

    /** @param given keys that the server gave to rows of this plan, in this apply and in earlier ones */
    InsertWriter(Work work, GivenKeys given) {
        this.work = work;
        this.given = given;
    }

    @Override
    public void take(List<PlanChange> changes) {
        Map<List<String>, PlanChange> known = new LinkedHashMap<>();
        Set<PlanChange> unnumbered = new LinkedHashSet<>();
        for (PlanChange change : changes) {
            if (!work.key(change).contains(null)) {
                known.put(work.key(change), change);
            } else {
                unnumbered.add(change);
                given.of(change.line()).forEach(key -> known.put(key(key), change));
            }
        }
        Set<PlanChange> there = removeThoseThere(known);
        known.values().removeIf(unnumbered::contains);
        unnumbered.removeAll(there);
        refuseAlike(unnumbered);
        if (work.mismatches().none()) {
            insert(known);
            if (work.table().refersToItself()) {
                // Nothing refers to a row without a key: it comes last, when what it may need is free.
                last.addAll(unnumbered);
            } else {
                unnumbered.forEach(this::insertUnnumbered);
            }
        }
    }

    /**
     * Nothing tells a new row without a key from one that an apply of this plan has made already, if the plan was moved away
     * from what that apply has left: so none is made that is like a row which came since the plan was made.
     */
    private void refuseAlike(Set<PlanChange> unnumbered) {
        AlikeRows rows = new AlikeRows(work.table().definition(), work.table().key(), work.session()::rowsWhere);
        rows.of(unnumbered, true).forEach((change, keys) -> {
            String others = keys.stream()
                    .filter(key -> !given.contains(key))
                    .limit(ALIKE_NAMED)
                    .map(Mismatches::shown)
                    .collect(Collectors.joining("; "));
            if (!others.isEmpty()) {
                work.mismatches()
                        .before(
                                change,
                                "a row like it has come since the plan was made (%s); if this plan made it, nothing is left to do for it"
                                        .formatted(others));
            }
        });
    }

    private List<String> key(Map<String, String> parts) {
        return work.table().key().stream().map(parts::get).toList();
    }

    /** Takes out the rows that are there already; gives their changes. */
    private Set<PlanChange> removeThoseThere(Map<List<String>, PlanChange> known) {
        Set<PlanChange> there = new HashSet<>();
        work.read(List.copyOf(known.keySet()), KeyedSelect.Lock.NONE, row -> {
            List<String> texts = CanonicalText.of(row);
            PlanChange change = known.remove(work.table().keyOf(texts));
            if (change == null || !there.add(change)) {
                return;
            }
            String differences = differences(change, texts);
            if (differences.isEmpty()) {
                work.tally().already(1);
            } else {
                work.mismatches().before(change, "there is such a row already, and it is another: " + differences);
            }
        });
        return there;
    }

    private String differences(PlanChange change, List<String> texts) {
        Map<String, String> differences = new LinkedHashMap<>();
        change.cells().forEach((name, cell) -> {
            ColumnDefinition column = work.table().column(name);
            String now = texts.get(work.table().place(name));
            if (!column.generated() && !cell.own() && !Promise.kept(column, cell.after(), now)) {
                differences.put(name, Mismatches.difference(name, cell.after(), now));
            }
        });
        return Mismatches.differences(differences);
    }

    private void insert(Map<List<String>, PlanChange> changes) {
        Map<Set<String>, List<Row>> byColumns = new LinkedHashMap<>();
        changes.forEach((key, change) -> byColumns
                .computeIfAbsent(change.cells().keySet(), columns -> new ArrayList<>())
                .add(new Row(change, key)));
        byColumns.values().forEach(group -> {
            List<RowGroups.Waiting<Row>> later = new ArrayList<>();
            groups().write(group, later);
            List<Row> written = new ArrayList<>(group);
            later.forEach(row -> written.remove(row.row()));
            waiting.addAll(later);
            verify(written);
        });
    }

    private RowGroups<Row> groups() {
        return new RowGroups<>(
                work, Row::change, rows -> sql(rows.stream().map(Row::change).toList()));
    }

    private String sql(List<PlanChange> changes) {
        List<String> names = new ArrayList<>();
        changes.get(0).key().forEach((name, value) -> {
            if (value != null) {
                names.add(name);
            }
        });
        changes.get(0).cells().keySet().stream()
                .filter(name -> !work.table().column(name).generated())
                .forEach(names::add);
        List<List<String>> values = new ArrayList<>();
        for (PlanChange change : changes) {
            List<String> row = new ArrayList<>();
            for (String name : names) {
                row.add(
                        work.table().isKey(name)
                                ? change.key().get(name)
                                : change.cells().get(name).after());
            }
            values.add(row);
        }
        return work.table()
                .statements()
                .insert(names.stream().map(work.table()::column).toList(), values);
    }

    /** One by one, because a statement for several rows tells only the first number that it gave. */
    private void insertUnnumbered(PlanChange change) {
        Row unknown = new Row(change, List.of());
        try {
            String number = work.session().insert(sql(List.of(change)));
            List<String> key = new ArrayList<>();
            for (String name : work.table().key()) {
                String part = change.key().get(name);
                key.add(part == null && work.table().column(name).autoIncrement() ? number : part);
            }
            work.tally().numbered();
            given.add(change.line(), named(key));
            verify(List.of(new Row(change, key)));
        } catch (StatementRefused refused) {
            throw groups().rejected(unknown, refused);
        }
    }

    private void verify(List<Row> rows) {
        Map<List<String>, Row> open = new HashMap<>();
        rows.forEach(row -> open.put(row.key(), row));
        work.read(List.copyOf(open.keySet()), KeyedSelect.Lock.NONE, values -> {
            List<String> texts = CanonicalText.of(values);
            Row row = open.remove(work.table().keyOf(texts));
            if (row != null) {
                String differences = differences(row.change(), texts);
                if (!differences.isEmpty()) {
                    work.mismatches().after(row.change(), differences);
                }
                row.change().cells().forEach((name, cell) -> {
                    if (cell.own()
                            && !Objects.equals(
                                    cell.after(), texts.get(work.table().place(name)))) {
                        work.tally().notBack(name);
                    }
                });
                work.tally().done(PlanChange.Kind.INSERT);
                work.undo().accept(undo(row, texts));
            }
        });
        open.values()
                .forEach(row -> work.mismatches()
                        .after(
                                row.change(),
                                "the row is not there under this key; the table may store the key in another form"));
    }

    private PlanChange undo(Row row, List<String> texts) {
        Map<String, PlanCell> cells = new LinkedHashMap<>();
        for (int place = 0; place < texts.size(); place++) {
            ColumnDefinition column = work.table().columns().get(place);
            // What is generated follows from the others.
            if (!work.table().isKey(column.name()) && !column.generated()) {
                cells.put(column.name(), PlanCell.deleted(texts.get(place)).own(column.onUpdate()));
            }
        }
        return new PlanChange(PlanChange.Kind.DELETE, row.change().line(), named(row.key()), cells);
    }

    private Map<String, String> named(List<String> parts) {
        Map<String, String> key = new LinkedHashMap<>();
        for (int part = 0; part < parts.size(); part++) {
            key.put(work.table().key().get(part), parts.get(part));
        }
        return key;
    }

    @Override
    public boolean again() {
        List<Row> written = groups().retry(waiting);
        verify(written);
        return !written.isEmpty();
    }

    @Override
    public void finish() {
        last.forEach(this::insertUnnumbered);
        last.clear();
        verify(groups().retry(waiting));
        groups().giveUp(waiting);
    }
}
