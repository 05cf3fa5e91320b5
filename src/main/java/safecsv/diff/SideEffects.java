package safecsv.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanCounts;
import safecsv.mysql.TableSnapshot;
import safecsv.mysql.table.ChildReference;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.TableDefinition;

/** What the table would do by itself when the changes are made: triggers, cascades, columns that the server sets. */
final class SideEffects {
    private static final int BATCH = 500;

    private final TableSnapshot snapshot;
    private final TableDefinition table;
    private final Map<ChildReference, List<List<String>>> waiting = new LinkedHashMap<>();
    private final Map<ChildReference, Long> reached = new LinkedHashMap<>();
    private long withoutOwnUpdate;

    SideEffects(TableSnapshot snapshot, TableDefinition table) {
        this.snapshot = snapshot;
        this.table = table;
    }

    /** Looks at one change. */
    void see(PlanChange change) {
        if (change.kind() == PlanChange.Kind.DELETE) {
            for (ChildReference child : table.children()) {
                if (child.followsDelete()) {
                    reach(child, change);
                }
            }
        } else if (change.kind() == PlanChange.Kind.UPDATE) {
            boolean setsOwn = table.columns().stream()
                    .anyMatch(column -> column.onUpdate() && change.cells().containsKey(column.name()));
            withoutOwnUpdate += setsOwn ? 0 : 1;
            for (ChildReference child : table.children()) {
                boolean moves = child.parentColumns().stream()
                        .anyMatch(name -> change.cells().containsKey(name));
                if (child.followsUpdate() && moves) {
                    reach(child, change);
                }
            }
        }
    }

    private void reach(ChildReference child, PlanChange change) {
        List<String> parent = new ArrayList<>();
        for (String name : child.parentColumns()) {
            String value = change.key().containsKey(name)
                    ? change.key().get(name)
                    : change.cells().containsKey(name)
                            ? change.cells().get(name).before()
                            : null;
            if (value == null) {
                // NULL is nobody's parent.
                return;
            }
            parent.add(value);
        }
        List<List<String>> parents = waiting.computeIfAbsent(child, key -> new ArrayList<>());
        parents.add(parent);
        if (parents.size() == BATCH) {
            count(child);
        }
    }

    private void count(ChildReference child) {
        List<ColumnDefinition> columns = child.parentColumns().stream()
                .map(name -> table.column(name).orElseThrow())
                .toList();
        KeyedSelect select = new KeyedSelect(table, columns, columns);
        reached.merge(child, snapshot.children(child, select, waiting.get(child)), Long::sum);
        waiting.get(child).clear();
    }

    /** One sentence for each thing that is worth one. */
    List<String> notes(PlanCounts counts) {
        List<String> notes = new ArrayList<>();
        if (counts.changes() == 0) {
            return notes;
        }
        triggers(notes, counts);
        for (ChildReference child : List.copyOf(waiting.keySet())) {
            if (!waiting.get(child).isEmpty()) {
                count(child);
            }
        }
        reached.forEach((child, rows) -> notes.add(
                "The foreign key %s reaches %s of %s.%s (ON DELETE %s, ON UPDATE %s); their triggers do not fire."
                        .formatted(
                                child.constraint(),
                                Counted.of(rows, "row"),
                                child.schema(),
                                child.table(),
                                child.onDelete(),
                                child.onUpdate())));
        columns(notes, counts);
        return notes;
    }

    private void triggers(List<String> notes, PlanCounts counts) {
        table.triggers().stream()
                .filter(trigger -> switch (trigger.event()) {
                    case "INSERT" -> counts.inserts() > 0;
                    case "UPDATE" -> counts.updates() > 0;
                    default -> counts.deletes() > 0;
                })
                .map(trigger ->
                        "The trigger %s runs %s each %s.".formatted(trigger.name(), trigger.timing(), trigger.event()))
                .forEach(notes::add);
        if (!table.triggersVisible()) {
            notes.add("This account can't see whether %s has triggers (that takes the TRIGGER privilege)."
                    .formatted(table.qualifiedName()));
        }
    }

    private void columns(List<String> notes, PlanCounts counts) {
        String updating = names(
                table.columns().stream().filter(ColumnDefinition::onUpdate).toList());
        if (!updating.isEmpty() && withoutOwnUpdate > 0) {
            notes.add("The server sets %s to the current time in each updated row (ON UPDATE): %s."
                    .formatted(updating, Counted.of(withoutOwnUpdate, "row")));
        }
        String generated = names(
                table.columns().stream().filter(ColumnDefinition::generated).toList());
        if (!generated.isEmpty() && counts.updates() + counts.inserts() > 0) {
            notes.add("The server computes %s (generated).".formatted(generated));
        }
    }

    private static String names(List<ColumnDefinition> columns) {
        return columns.stream().map(ColumnDefinition::name).collect(Collectors.joining(", "));
    }
}
