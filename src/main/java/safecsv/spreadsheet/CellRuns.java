package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks at the changed cells of one column, in an order of its rows, for what happens to cells below each other: shifted,
 * filled down. Memory: a few cells. Not thread-safe.
 */
final class CellRuns {
    private static final int FARTHEST = 3;
    private static final int SHORTEST_RUN = 5;
    /** So many values, each another, do not become one by a choice among a few, such as a status. */
    private static final int FEWEST_ERASED = 10;

    private static final long NO_ROW = -2;

    private final String column;
    private final String[] befores = new String[FARTHEST + 1];
    private final String[] afters = new String[FARTHEST + 1];
    private final int[] runs = new int[2 * FARTHEST];
    private final Set<String> erased = new HashSet<>();
    private long row = NO_ROW;
    private int neighbours;
    private int fill;
    private boolean allErased;
    private int series;
    private String fillValue;
    private int longestShift;
    private int longestSeries;
    private int longestFill;
    private int longestErased;
    private long firstShifted;
    private long firstSeries;
    private long firstErased;

    /** @param column its name, for the message */
    CellRuns(String column) {
        this.column = column;
    }

    /**
     * A cell that changed; those that did not are not given, and end every run.
     *
     * @param number the row's place; rows come in ascending order
     * @param before canonical text of the baseline, or null
     * @param after what the cell would become, or null
     */
    void cell(long number, String before, String after) {
        if (number != row + 1) {
            neighbours = 0;
            Arrays.fill(runs, 0);
            fill = 0;
            series = 0;
        }
        row = number;
        String old = normal(before);
        String now = normal(after);
        shift(old, now);
        fill(old, now);
    }

    /** Texts that a spreadsheet writes alike are alike: {@code 0012} and {@code 12}, NULL and the empty text. */
    static String normal(String value) {
        if (value == null) {
            return "";
        }
        BigDecimal number = value.length() <= 30 ? NumberValues.parse(value) : null;
        return number == null ? value : number.stripTrailingZeros().toPlainString();
    }

    private void shift(String old, String now) {
        for (int distance = 1; distance <= FARTHEST; distance++) {
            boolean down = neighbours >= distance && now.equals(befores[distance - 1]);
            boolean up = neighbours >= distance && old.equals(afters[distance - 1]);
            run(distance - 1, down);
            run(FARTHEST + distance - 1, up);
        }
        System.arraycopy(befores, 0, befores, 1, FARTHEST);
        System.arraycopy(afters, 0, afters, 1, FARTHEST);
        befores[0] = old;
        afters[0] = now;
        neighbours = Math.min(FARTHEST, neighbours + 1);
    }

    private void run(int index, boolean shifted) {
        runs[index] = shifted ? runs[index] + 1 : 0;
        if (runs[index] > longestShift) {
            longestShift = runs[index];
            firstShifted = row - longestShift + 1;
        }
    }

    private void fill(String old, String now) {
        boolean same = fill > 0 && now.equals(fillValue);
        boolean next = fill > 0 && isNext(fillValue, now);
        fill = same ? fill + 1 : 1;
        series = next ? series + 1 : 1;
        fillValue = now;
        longestFill = Math.max(longestFill, fill);
        if (series > longestSeries) {
            longestSeries = series;
            firstSeries = row - series + 1;
        }
        if (!same) {
            erased.clear();
            allErased = !now.isEmpty();
        }
        allErased = allErased && (erased.size() >= FEWEST_ERASED || erased.add(old));
        if (allErased && fill > longestErased) {
            longestErased = fill;
            firstErased = row - fill + 1;
        }
    }

    private static boolean isNext(String previous, String now) {
        BigDecimal left = previous.length() <= 20 ? NumberValues.parse(previous) : null;
        BigDecimal right = left == null || now.length() > 20 ? null : NumberValues.parse(now);
        return right != null && left.subtract(right).abs().compareTo(BigDecimal.ONE) == 0;
    }

    /** What is to be said of all cells that were given; null where nothing is. */
    Alarm alarm() {
        if (longestShift >= SHORTEST_RUN) {
            return new Alarm(
                    Alarm.CELLS_SHIFTED,
                    column,
                    "Cells of the column %s were moved up or down against the other columns: about %,d cells from row %,d on hold what another row had."
                            .formatted(column, longestShift, firstShifted),
                    true);
        }
        if (longestSeries >= SHORTEST_RUN) {
            return filled(
                    "a series that counts up or down in %,d cells from row %,d on, as filling down makes"
                            .formatted(longestSeries, firstSeries),
                    true);
        }
        if (longestErased >= FEWEST_ERASED) {
            return filled(
                    "one new value in %,d cells from row %,d on, each of which had another, as filling down makes"
                            .formatted(longestErased, firstErased),
                    true);
        }
        return longestFill < SHORTEST_RUN
                ? null
                : filled("the same new value in %,d cells below each other".formatted(longestFill), false);
    }

    private Alarm filled(String what, boolean blocking) {
        return new Alarm(Alarm.FILLED_DOWN, column, "The column %s has %s.".formatted(column, what), blocking);
    }
}
