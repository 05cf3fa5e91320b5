package safecsv.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import safecsv.diff.CanonicalText;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.RawValue;
import safecsv.mysql.table.ChildReference;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;

/** Deletes: every cell that the plan saw is compared, and the whole row goes into the undo plan. */
final class DeleteWriter implements KindWriter {
    private static final int ROWS = 500;

    private final Work work;
    private final Cascade cascade;
    private final RowGroups<Row> groups;
    private final List<RowGroups.Waiting<Row>> waiting = new ArrayList<>();

    private final List<ChildReference> followers;
    /** Rows that the server would take along, or set to NULL, if rows that they refer to went first. */
    private final List<Row> pending = new ArrayList<>();

    /**
     * A row to delete.
     *
     * @param undo what makes it again
     */
    private record Row(PlanChange change, List<String> key, PlanChange undo) {}

    DeleteWriter(Work work, Cascade cascade) {
        this.work = work;
        this.followers = work.table().followers();
        this.cascade = cascade;
        this.groups = new RowGroups<>(
                work,
                Row::change,
                rows -> work.table()
                        .statements()
                        .delete(rows.stream().map(Row::key).toList()));
    }

    @Override
    public void take(List<PlanChange> changes) {
        Map<List<String>, PlanChange> open = new HashMap<>();
        changes.forEach(change -> open.put(work.key(change), change));
        List<Row> found = new ArrayList<>();
        work.read(List.copyOf(open.keySet()), KeyedSelect.Lock.FOR_UPDATE, row -> {
            List<String> texts = CanonicalText.of(row);
            List<String> key = work.table().keyOf(texts);
            PlanChange change = open.remove(key);
            if (change != null && isAsSeen(change, texts)) {
                found.add(new Row(change, key, undo(change, texts)));
            }
        });
        work.tally().already(open.size());
        if (!followers.isEmpty()) {
            pending.addAll(found);
        } else {
            delete(found);
        }
    }

    private void delete(List<Row> found) {
        if (work.mismatches().none() && !found.isEmpty()) {
            List<List<String>> keys = found.stream().map(Row::key).toList();
            cascade.check(keys);
            work.json().check(work.table().names(), keys);
            List<RowGroups.Waiting<Row>> later = new ArrayList<>();
            groups.write(found, later);
            later.forEach(row -> found.remove(row.row()));
            waiting.addAll(later);
            verify(found);
        }
    }

    private boolean isAsSeen(PlanChange change, List<String> texts) {
        Map<String, String> differences = new LinkedHashMap<>();
        change.cells().forEach((name, cell) -> {
            String now = texts.get(work.table().place(name));
            if (!cell.own() && !Objects.equals(now, cell.before())) {
                differences.put(name, Mismatches.difference(name, cell.before(), now));
            }
        });
        if (!differences.isEmpty()) {
            work.mismatches().before(change, Mismatches.differences(differences));
        }
        return differences.isEmpty();
    }

    private PlanChange undo(PlanChange change, List<String> texts) {
        Map<String, PlanCell> cells = new LinkedHashMap<>();
        for (int place = 0; place < texts.size(); place++) {
            ColumnDefinition column = work.table().columns().get(place);
            if (!column.generated() && !work.table().isKey(column.name())) {
                cells.put(
                        column.name(),
                        PlanCell.inserted(texts.get(place)).own(work.table().setByTrigger("INSERT", column.name())));
            }
        }
        return new PlanChange(PlanChange.Kind.INSERT, change.line(), change.key(), cells);
    }

    private void verify(List<Row> deleted) {
        Map<List<String>, Row> keys = new HashMap<>();
        deleted.forEach(row -> keys.put(row.key(), row));
        work.read(List.copyOf(keys.keySet()), KeyedSelect.Lock.NONE, texts -> verify(texts, keys));
        for (Row row : deleted) {
            work.tally().done(PlanChange.Kind.DELETE);
            work.undo().accept(row.undo());
        }
    }

    private void verify(List<RawValue> texts, Map<List<String>, Row> keys) {
        Row still = keys.get(work.table().keyOf(CanonicalText.of(texts)));
        if (still != null) {
            work.mismatches().after(still.change(), "the row is still there");
        }
    }

    @Override
    public boolean again() {
        List<Row> written = groups.retry(waiting);
        verify(written);
        boolean progress = !written.isEmpty();
        List<Row> leaves = leaves();
        while (!leaves.isEmpty() && work.mismatches().none()) {
            progress = true;
            for (int start = 0; start < leaves.size(); start += ROWS) {
                delete(new ArrayList<>(leaves.subList(start, Math.min(leaves.size(), start + ROWS))));
            }
            pending.removeAll(leaves);
            leaves = leaves();
        }
        return progress;
    }

    /** Rows to delete that no other row refers to. */
    private List<Row> leaves() {
        if (pending.isEmpty()) {
            return List.of();
        }
        Set<List<String>> parents = new HashSet<>();
        for (ChildReference follower : followers) {
            for (int start = 0; start < pending.size(); start += ROWS) {
                parents.addAll(parents(follower, pending.subList(start, Math.min(pending.size(), start + ROWS))));
            }
        }
        return pending.stream().filter(row -> !parents.contains(row.key())).toList();
    }

    /** The keys of rows that others refer to. */
    private Set<List<String>> parents(ChildReference follower, List<Row> rows) {
        Map<List<String>, List<String>> keys = new HashMap<>();
        for (Row row : rows) {
            List<String> values = follower.parentColumns().stream()
                    .map(name -> row.change().key().containsKey(name)
                            ? row.change().key().get(name)
                            : row.change().cells().get(name).before())
                    .toList();
            if (!values.contains(null)) {
                keys.put(values, row.key());
            }
        }
        Set<List<String>> found = new HashSet<>();
        if (!keys.isEmpty()) {
            List<ColumnDefinition> columns =
                    follower.columns().stream().map(work.table()::column).toList();
            KeyedSelect children = new KeyedSelect(
                    work.table().definition(), columns, work.table().columns());
            work.session().rows(children, List.copyOf(keys.keySet()), KeyedSelect.Lock.FOR_UPDATE, raw -> {
                List<String> row = CanonicalText.of(raw);
                List<String> parent = keys.get(follower.columns().stream()
                        .map(name -> row.get(work.table().place(name)))
                        .toList());
                if (parent != null && !parent.equals(work.table().keyOf(row))) {
                    found.add(parent);
                }
            });
        }
        return found;
    }

    /** Rows that others refer to which stay, or which refer to each other in a circle. */
    private void deleteTheRest() {
        List<Row> rest = List.copyOf(pending);
        pending.clear();
        if (!rest.isEmpty()) {
            cascade.check(rest.stream().map(Row::key).toList());
        }
        for (Row change : rest) {
            boolean[] there = {false};
            work.read(List.of(change.key()), KeyedSelect.Lock.NONE, row -> there[0] = true);
            if (there[0]) {
                delete(new ArrayList<>(List.of(change)));
            } else {
                work.tally().done(PlanChange.Kind.DELETE);
                work.undo().accept(change.undo());
            }
        }
    }

    @Override
    public void finish() {
        again();
        deleteTheRest();
        verify(groups.retry(waiting));
        groups.giveUp(waiting);
    }
}
