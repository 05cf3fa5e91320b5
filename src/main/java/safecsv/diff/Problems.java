package safecsv.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** All that is wrong with a CSV: a count, and those nearest to its beginning. Not thread-safe. */
final class Problems {
    /** How many are kept. */
    static final int SHOWN = 100;

    private static final Comparator<Numbered> IN_ORDER = Comparator.<Numbered>comparingLong(
                    numbered -> numbered.problem().line())
            .thenComparingLong(Numbered::number);

    private final PriorityQueue<Numbered> first = new PriorityQueue<>(IN_ORDER.reversed());
    private long count;

    void add(long line, String column, String message) {
        count++;
        first.add(new Numbered(new CsvProblem(line, column, message), count));
        if (first.size() > SHOWN) {
            first.remove();
        }
    }

    boolean any() {
        return count > 0;
    }

    long count() {
        return count;
    }

    /** At most {@link #SHOWN}, in the order of their lines. */
    List<CsvProblem> first() {
        List<Numbered> sorted = new ArrayList<>(first);
        sorted.sort(IN_ORDER);
        return sorted.stream().map(Numbered::problem).toList();
    }

    /** In one line they stay in the order of its cells. */
    private record Numbered(CsvProblem problem, long number) {}
}
