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
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;

/** Deletes: every cell that the plan saw is compared, and the whole row goes into the undo plan. */
final class DeleteWriter implements KindWriter {
    private final Work work;
    private final Cascade cascade;
    private final RowGroups<PlanChange> groups;
    private final List<RowGroups.Waiting<PlanChange>> waiting = new ArrayList<>();

    DeleteWriter(Work work, Cascade cascade) {
        this.work = work;
        this.cascade = cascade;
        this.groups = new RowGroups<>(
                work,
                change -> change,
                changes -> work.table()
                        .statements()
                        .delete(changes.stream().map(work::key).toList()));
    }

    @Override
    public void take(List<PlanChange> changes) {
        Map<List<String>, PlanChange> open = new HashMap<>();
        changes.forEach(change -> open.put(work.key(change), change));
        List<PlanChange> found = new ArrayList<>();
        work.read(List.copyOf(open.keySet()), KeyedSelect.Lock.FOR_UPDATE, row -> {
            List<String> texts = CanonicalText.of(row);
            PlanChange change = open.remove(work.table().keyOf(texts));
            if (change != null && isAsSeen(change, texts)) {
                found.add(change);
                work.undo().accept(undo(change, texts));
            }
        });
        work.tally().already(open.size());
        if (work.mismatches().none() && !found.isEmpty()) {
            List<List<String>> keys = found.stream().map(work::key).toList();
            cascade.check(keys);
            work.json().check(work.table().names(), keys);
            List<RowGroups.Waiting<PlanChange>> later = new ArrayList<>();
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
            if (!Objects.equals(now, cell.before())) {
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
                cells.put(column.name(), PlanCell.inserted(texts.get(place)));
            }
        }
        return new PlanChange(PlanChange.Kind.INSERT, change.line(), change.key(), cells);
    }

    private void verify(List<PlanChange> deleted) {
        Set<List<String>> keys = new HashSet<>();
        deleted.forEach(change -> keys.add(work.key(change)));
        work.read(List.copyOf(keys), KeyedSelect.Lock.NONE, row -> verify(row, keys, deleted));
        deleted.forEach(change -> work.tally().done(PlanChange.Kind.DELETE));
    }

    private void verify(List<RawValue> row, Set<List<String>> keys, List<PlanChange> deleted) {
        List<String> key = work.table().keyOf(CanonicalText.of(row));
        if (keys.contains(key)) {
            deleted.stream()
                    .filter(change -> work.key(change).equals(key))
                    .forEach(change -> work.mismatches().after(change, "the row is still there"));
        }
    }

    @Override
    public void finish() {
        verify(groups.retry(waiting));
        if (!waiting.isEmpty()) {
            throw groups.rejected(waiting.get(0).row(), waiting.get(0).reason());
        }
    }
}
