package safecsv.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.diff.ConflictReason;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.diff.plan.PlanReader;

/** The changes of a plan for a person at a terminal: how many cells of each column, then row by row. */
final class PlanChangesText {
    private final Consumer<String> lines;
    private final ChangeText text;

    PlanChangesText(Consumer<String> lines, boolean coloured) {
        this.lines = lines;
        this.text = new ChangeText(lines, coloured);
    }

    /** The changed cells of each column, by kind. */
    void columns(PlanReader plan) {
        Map<String, Map<PlanChange.Kind, Long>> columns = counted(plan);
        if (!columns.isEmpty()) {
            lines.accept("By column:");
        }
        columns.forEach((name, kinds) -> {
            List<String> parts = new ArrayList<>();
            kinds.forEach((kind, cells) -> parts.add(
                    "%s of %s".formatted(Counted.of(cells, "cell"), kind.name().toLowerCase(Locale.ROOT) + "s")));
            lines.accept("    " + name + ": " + String.join(", ", parts));
        });
    }

    /** Cells by column and kind, in the table's order. */
    static Map<String, Map<PlanChange.Kind, Long>> counted(PlanReader plan) {
        Map<String, Map<PlanChange.Kind, Long>> found = new LinkedHashMap<>();
        plan.header()
                .table()
                .columns()
                .forEach(column -> found.put(column.name(), new EnumMap<>(PlanChange.Kind.class)));
        try (PlanChanges changes = plan.changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                for (String name : change.cells().keySet()) {
                    found.get(name).merge(change.kind(), 1L, Long::sum);
                }
            }
        }
        found.values().removeIf(Map::isEmpty);
        return found;
    }

    /**
     * The rows.
     *
     * @param most how many
     * @param reasons why the conflict with this number, from 0, is one; gives null where that is not known
     */
    void rows(PlanReader plan, long most, IntFunction<ConflictReason> reasons) {
        Map<PlanChange.Kind, Long> more = new EnumMap<>(PlanChange.Kind.class);
        int conflicts = 0;
        long number = 0;
        try (PlanChanges changes = plan.changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                ConflictReason reason = change.kind() == PlanChange.Kind.CONFLICT ? reasons.apply(conflicts++) : null;
                if (++number <= most) {
                    text.print(change, reason);
                } else {
                    more.merge(change.kind(), 1L, Long::sum);
                }
            }
        }
        if (number > most) {
            lines.accept("… and %,d more (%s); --rows all or --json has them all."
                    .formatted(
                            number - most,
                            more.entrySet().stream()
                                    .map(kind -> Counted.of(
                                            kind.getValue(),
                                            kind.getKey().name().toLowerCase(Locale.ROOT)))
                                    .collect(Collectors.joining(", "))));
        }
    }
}
