package safecsv.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.diff.plan.PlanCounts;
import safecsv.mysql.table.ChildReference;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.TableDefinition;
import safecsv.mysql.table.TableTrigger;

/** What a table does by itself when rows change, in sentences. */
final class TableNotes {
    private TableNotes() {}

    /** Before anything is written. */
    static List<String> before(TableDefinition table, PlanCounts counts) {
        List<String> notes = new ArrayList<>();
        for (TableTrigger trigger : table.triggers()) {
            if (fires(trigger, counts)) {
                notes.add("Trigger %s runs %s each %s.".formatted(trigger.name(), trigger.timing(), trigger.event()));
            }
            undoLimits(table, trigger, counts).ifPresent(notes::add);
        }
        if (!table.triggersVisible()) {
            notes.add("This account may not see triggers (no TRIGGER privilege): the table may have some.");
        }
        for (ColumnDefinition column : table.columns()) {
            if (column.onUpdate() && counts.updates() > 0) {
                notes.add("Column %s is set to the current time in each updated row (ON UPDATE)."
                        .formatted(column.name()));
            }
        }
        for (ChildReference child : table.children()) {
            if (child.followsDelete() && counts.deletes() > 0) {
                notes.add("Rows of %s.%s that refer to a deleted row follow it (ON DELETE %s)."
                        .formatted(child.schema(), child.table(), child.onDelete()));
            }
        }
        return notes;
    }

    /** What an undo will not be sure to bring back because of a trigger; told before anything is committed. */
    private static Optional<String> undoLimits(TableDefinition table, TableTrigger trigger, PlanCounts counts) {
        boolean updates = trigger.event().equals("UPDATE") && counts.updates() > 0;
        boolean inserts = trigger.event().equals("INSERT") && counts.deletes() > 0;
        String columns = table.columns().stream()
                .map(ColumnDefinition::name)
                .filter(trigger::sets)
                .collect(Collectors.joining(", "));
        if (!trigger.timing().equals("BEFORE") || columns.isEmpty() || !(updates || inserts)) {
            return Optional.empty();
        }
        return Optional.of(
                "Trigger %s sets %s by itself: an undo brings all else back, and %s only where the trigger leaves it be."
                        .formatted(trigger.name(), columns, columns.contains(",") ? "these" : columns));
    }

    private static boolean fires(TableTrigger trigger, PlanCounts counts) {
        return switch (trigger.event()) {
            case "UPDATE" -> counts.updates() > 0;
            case "INSERT" -> counts.inserts() > 0;
            case "DELETE" -> counts.deletes() > 0;
            default -> true;
        };
    }

    /** After rows were written and read again. */
    static List<String> after(TargetTable table, Tally tally, Cascade cascade) {
        List<String> notes = new ArrayList<>();
        for (Map.Entry<String, Long> column : tally.byItself().entrySet()) {
            String why = table.column(column.getKey()).generated()
                    ? "generated"
                    : table.column(column.getKey()).onUpdate() ? "ON UPDATE" : "a trigger";
            notes.add("The table itself changed %s in %s (%s)."
                    .formatted(column.getKey(), Counted.of(column.getValue(), "row"), why));
        }
        tally.notBack()
                .forEach((column, rows) ->
                        notes.add("%s of %s is not what it was: the table has set it to a value of its own (a trigger)."
                                .formatted(column, Counted.of(rows, "row"))));
        tally.movedOn()
                .forEach((column, rows) ->
                        notes.add("%s of %s was left alone: it has moved on since, and the table sets it by itself."
                                .formatted(column, Counted.of(rows, "row"))));
        notes.addAll(cascade.notes());
        return notes;
    }
}
