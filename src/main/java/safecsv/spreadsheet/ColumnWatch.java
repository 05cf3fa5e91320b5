package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Watches the cells of one column, in the edited file's order, for what happens to a column as a whole: sorted alone,
 * shifted, filled down. Memory: a few cells. Not thread-safe.
 */
public final class ColumnWatch {
    private static final int FARTHEST = 3;
    private static final int SHORTEST_RUN = 5;
    private static final int FEWEST_SORTED = 3;
    private static final double SORTED_SHARE = 0.2;
    private static final long NO_ROW = -2;

    private final String column;
    private final String[] befores = new String[FARTHEST + 1];
    private final String[] afters = new String[FARTHEST + 1];
    private final int[] runs = new int[2 * FARTHEST + 1];
    private long row = NO_ROW;
    private int neighbours;
    private long changed;
    private long balance;
    private int fill;
    private int series;
    private String fillValue;
    private int longestShift;
    private int longestSeries;
    private int longestFill;
    private long firstShifted;
    private long firstSeries;

    /** @param column its name, for the message */
    public ColumnWatch(String column) {
        this.column = Objects.requireNonNull(column);
    }

    /**
     * A cell of a row that is in both files and not the same in both. Rows that are need not be given; they end every run.
     *
     * @param number the row's place in the edited file, counted from 1
     * @param before canonical text of the baseline, or null
     * @param after what the cell would become, or null
     * @param changes whether it would be another value
     */
    public void cell(long number, String before, String after, boolean changes) {
        if (number != row + 1) {
            neighbours = 0;
            java.util.Arrays.fill(runs, 0);
            fill = 0;
            series = 0;
        }
        row = number;
        String old = normal(before);
        String now = changes ? normal(after) : old;
        if (changes) {
            changed++;
            balance += hash(old) - hash(now);
        }
        shift(old, now, changes);
        fill(now, changes);
    }

    private static long hash(String value) {
        long hash = 1125899906842597L;
        for (int i = 0; i < value.length(); i++) {
            hash = 31 * hash + value.charAt(i);
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }

    /** Texts that a spreadsheet writes alike are alike: {@code 0012} and {@code 12}. */
    private static String normal(String value) {
        if (value == null) {
            return "";
        }
        BigDecimal number = value.length() <= 30 ? NumberValues.parse(value) : null;
        return number == null ? value : number.stripTrailingZeros().toPlainString();
    }

    private void shift(String old, String now, boolean changes) {
        for (int distance = 1; distance <= FARTHEST; distance++) {
            boolean down = neighbours >= distance && now.equals(befores[distance - 1]);
            boolean up = neighbours >= distance && old.equals(afters[distance - 1]);
            run(distance - 1, down, changes);
            run(FARTHEST + distance - 1, up, changes);
        }
        System.arraycopy(befores, 0, befores, 1, FARTHEST);
        System.arraycopy(afters, 0, afters, 1, FARTHEST);
        befores[0] = old;
        afters[0] = now;
        neighbours = Math.min(FARTHEST, neighbours + 1);
    }

    private void run(int index, boolean shifted, boolean changes) {
        runs[index] = shifted ? runs[index] + (changes ? 1 : 0) : 0;
        if (runs[index] > longestShift) {
            longestShift = runs[index];
            firstShifted = row - longestShift + 1;
        }
    }

    private void fill(String now, boolean changes) {
        if (!changes) {
            fill = 0;
            series = 0;
            return;
        }
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
    }

    private static boolean isNext(String previous, String now) {
        BigDecimal left = previous.length() <= 20 ? NumberValues.parse(previous) : null;
        BigDecimal right = left == null || now.length() > 20 ? null : NumberValues.parse(now);
        return right != null && left.subtract(right).abs().compareTo(BigDecimal.ONE) == 0;
    }

    /**
     * What is to be said when all rows are through; null where nothing is.
     *
     * @param matched how many rows are in both files
     */
    public Alarm alarm(long matched) {
        if (changed >= Math.max(FEWEST_SORTED, SORTED_SHARE * matched) && balance == 0) {
            return new Alarm(
                    Alarm.COLUMN_SORTED,
                    column,
                    "The column %s holds the same values as before in another order: %,d of %,d rows have another's. It seems to have been sorted without the other columns."
                            .formatted(column, changed, matched),
                    true);
        }
        if (longestShift >= SHORTEST_RUN) {
            return new Alarm(
                    Alarm.CELLS_SHIFTED,
                    column,
                    "Cells of the column %s were moved up or down against the other columns: about %,d cells from row %,d on hold what another row had."
                            .formatted(column, longestShift, firstShifted),
                    true);
        }
        if (longestSeries >= SHORTEST_RUN) {
            return new Alarm(
                    Alarm.FILLED_DOWN,
                    column,
                    "The column %s has a series that counts up or down in %,d cells from row %,d on, as filling down makes."
                            .formatted(column, longestSeries, firstSeries),
                    true);
        }
        return longestFill < SHORTEST_RUN
                ? null
                : new Alarm(
                        Alarm.FILLED_DOWN,
                        column,
                        "The column %s has the same new value in %,d cells below each other."
                                .formatted(column, longestFill),
                        false);
    }
}
