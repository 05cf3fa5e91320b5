package safecsv.diff;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The lines of a CSV whose keys, by the table's collations, another line has already: no row can be written for them. */
final class CollidingLines {
    private CollidingLines() {}

    static Set<Long> of(ModelTable table, RandomEdits edits) {
        Set<Long> colliding = new TreeSet<>();
        Set<List<String>> free = new HashSet<>();
        List<RandomEdits.Line> lines = edits.lines.stream()
                .sorted(Comparator.comparingLong(RandomEdits.Line::number))
                .toList();
        for (RandomEdits.Line line : lines) {
            if (line.numbered() || !isAsked(table, edits, line)) {
                continue;
            }
            List<String> key = table.keyOf(line.row());
            List<String> holder = table.collidingWith(key, edits.database);
            if (holder == null) {
                if (!free.add(table.folded(key))) {
                    colliding.add(line.number());
                }
            } else if (!table.keyOf(holder).equals(key)) {
                lines.stream()
                        .filter(other -> table.keyOf(other.row()).equals(table.keyOf(holder)))
                        .forEach(other -> colliding.add(Math.max(line.number(), other.number())));
            }
        }
        return colliding;
    }

    /** Whether the line is new or edited, so that the database is asked for its row. */
    private static boolean isAsked(ModelTable table, RandomEdits edits, RandomEdits.Line line) {
        Map<List<String>, List<String>> baseline = edits.baseline;
        List<String> before = baseline.get(table.keyOf(line.row()));
        return before == null
                || edits.compared.stream()
                        .anyMatch(index ->
                                !Objects.equals(before.get(index), line.row().get(index)));
    }
}
