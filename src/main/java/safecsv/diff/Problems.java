package safecsv.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** All that is wrong with a CSV: a count, and those nearest to its beginning. Not thread-safe. */
final class Problems {
    /** How many are kept. */
    static final int SHOWN = 100;

    private static final Comparator<CsvProblem> BY_LINE = Comparator.comparingLong(CsvProblem::line);

    private final PriorityQueue<CsvProblem> first = new PriorityQueue<>(BY_LINE.reversed());
    private long count;

    void add(long line, String column, String message) {
        count++;
        first.add(new CsvProblem(line, column, message));
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
        List<CsvProblem> sorted = new ArrayList<>(first);
        sorted.sort(BY_LINE);
        return sorted;
    }
}
