package safecsv.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import safecsv.Counted;
import safecsv.diff.plan.PlanColumn;
import safecsv.diff.plan.PlanCounts;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanReader;

/** A plan for a person at a terminal, from the file alone. */
final class PlanText {
    private final Consumer<String> lines;
    private final boolean coloured;

    PlanText(Consumer<String> lines, boolean coloured) {
        this.lines = lines;
        this.coloured = coloured;
    }

    /** @param most how many rows */
    void print(PlanReader plan, long most) {
        PlanHeader header = plan.header();
        PlanCounts counts = header.counts();
        lines.accept("%s for %s, made on MySQL or MariaDB %s: %s%s."
                .formatted(
                        header.purpose() == PlanHeader.Purpose.UNDO ? "Undo plan" : "Plan",
                        header.table().qualifiedName(),
                        header.server().version(),
                        ApplyText.counts(counts, "to update", "to insert", "to delete"),
                        counts.conflicts() == 0
                                ? ""
                                : ", %s, so that apply refuses it"
                                        .formatted(Counted.of(counts.conflicts(), "conflict"))));
        header.sources().forEach(source -> lines.accept("Made from: %s (%s)".formatted(source.file(), source.role())));
        LeftOutText.of(header).forEach(lines);
        undo(header).forEach(lines);
        PlanChangesText changes = new PlanChangesText(lines, coloured);
        changes.columns(plan);
        changes.rows(plan, most, number -> null);
    }

    /** What the undo plan of this plan will hold, as far as the plan alone can tell. */
    private static List<String> undo(PlanHeader header) {
        PlanCounts counts = header.counts();
        List<String> all = new ArrayList<>();
        if (counts.changes() == 0) {
            return all;
        }
        all.add(
                "Undo: brings back what %s and %s held, and deletes %s. What triggers do to other tables, and child rows that a foreign key takes along, do not come back; apply says which of these the table has."
                        .formatted(
                                Counted.of(counts.updates(), "updated row"),
                                Counted.of(counts.deletes(), "deleted row"),
                                Counted.of(counts.inserts(), "inserted row")));
        List<String> generated = header.table().columns().stream()
                .filter(column -> column.role() == PlanColumn.Role.READ_ONLY)
                .map(PlanColumn::name)
                .toList();
        if (!generated.isEmpty()) {
            all.add("The server computes %s.".formatted(String.join(", ", generated)));
        }
        return all;
    }
}
