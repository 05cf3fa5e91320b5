package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts the edits of one column by their direction. Where nearly every cell of a column goes the same way, a format, a
 * formula, or a replacement over the whole column may have done it. Not thread-safe.
 */
final class CommonDirection {
    /** In a few rows everything may be meant. */
    private static final int FEWEST = 10;

    private static final double CHANGED_SHARE = 0.8;
    private static final double SAME_SHARE = 0.95;

    private final String column;
    private final Map<Direction, Integer> counts = new EnumMap<>(Direction.class);
    private int edits;
    private String value;
    private boolean oneValue = true;

    /** Where a cell went; what was empty and was filled loses nothing, and is no direction. */
    private enum Direction {
        GREATER("to something greater or later"),
        LESS("to something smaller or earlier"),
        LONGER("to a longer text"),
        SHORTER("to a shorter text"),
        EMPTIED("to nothing");

        private final String words;

        Direction(String words) {
            this.words = words;
        }
    }

    /** @param column its name, for the message */
    CommonDirection(String column) {
        this.column = column;
    }

    /** A cell that would get another value; canonical texts, or null for NULL. */
    void edit(String before, String after) {
        edits++;
        String now = after == null ? "" : after;
        oneValue &= edits == 1 || now.equals(value);
        value = now;
        Direction direction = of(before == null ? "" : before, now);
        if (direction != null) {
            counts.merge(direction, 1, Integer::sum);
        }
    }

    private static Direction of(String before, String after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before.isEmpty() ? null : Direction.EMPTIED;
        }
        BigDecimal from = NumberValues.parse(before);
        BigDecimal to = from == null ? null : NumberValues.parse(after);
        if (to == null && before.length() != after.length()) {
            return before.length() < after.length() ? Direction.LONGER : Direction.SHORTER;
        }
        // Dates are in order as texts, and so are letters of one case and of the other.
        int order = to == null ? before.compareTo(after) : from.compareTo(to);
        return order == 0 ? null : order < 0 ? Direction.GREATER : Direction.LESS;
    }

    /**
     * What is to be said when all rows are through; null where nothing is. One value in all cells is for {@link CellRuns}.
     *
     * @param cells of the column that had something or have it now
     */
    Alarm alarm(long cells) {
        if (edits < FEWEST || edits < CHANGED_SHARE * cells) {
            return null;
        }
        for (Map.Entry<Direction, Integer> count : counts.entrySet()) {
            boolean same = count.getValue() >= SAME_SHARE * edits;
            if (same && (!oneValue || count.getKey() == Direction.EMPTIED)) {
                return new Alarm(
                        Alarm.WHOLE_COLUMN,
                        column,
                        "Nearly the whole column %s was changed (%,d of %,d cells), in %,d of them %s: a format, a formula or a replacement may have done it."
                                .formatted(column, edits, cells, count.getValue(), count.getKey().words),
                        true);
            }
        }
        return null;
    }
}
