package safecsv.spreadsheet;

import java.math.BigDecimal;

/**
 * For one column of numbers: to how many decimals its cells were rounded, as a number format shows them, and how many
 * cells came through that such a format would have shortened. Not thread-safe.
 */
final class Roundings {
    /** One cell, or two, may well be somebody's edit to a round number. */
    private static final int FEWEST = 3;

    private static final int MOST_DECIMALS = 30;

    private final int[] rounded = new int[MOST_DECIMALS + 1];
    private final int[] kept = new int[MOST_DECIMALS + 1];
    private int cells;

    /**
     * The numbers of decimals to which one value has to be rounded to become another.
     *
     * @param fewest as many as the text shows
     * @param most up to the number of decimals that would have shown a difference
     */
    record Decimals(int fewest, int most) {}

    /** Null where {@code after} is not {@code before}, rounded at the decimals that it shows, either way at a half. */
    static Decimals between(BigDecimal before, BigDecimal after) {
        int shown = Math.max(after.scale(), 0);
        int most = Math.min(scale(before) - 1, MOST_DECIMALS);
        BigDecimal twice = before.subtract(after).abs().multiply(BigDecimal.valueOf(2));
        if (shown > most || twice.compareTo(BigDecimal.ONE.movePointLeft(shown)) > 0) {
            return null;
        }
        int last = shown;
        while (last < most && twice.compareTo(BigDecimal.ONE.movePointLeft(last + 1)) <= 0) {
            last++;
        }
        return new Decimals(shown, last);
    }

    /** Decimals without zeros at their end. */
    static int scale(BigDecimal value) {
        return value.scale() <= 0 || value.signum() == 0
                ? 0
                : Math.max(value.stripTrailingZeros().scale(), 0);
    }

    /** A cell that was rounded. */
    void rounded(Decimals decimals, BigDecimal after) {
        cells++;
        for (int i = decimals.fewest(); i <= decimals.most(); i++) {
            rounded[i]++;
        }
        shows(after);
    }

    /** A cell whose number the file has: with fewer decimals than these nothing was shown. */
    void shows(BigDecimal after) {
        int scale = Math.min(scale(after), MOST_DECIMALS + 1);
        for (int i = 0; i < scale; i++) {
            kept[i]++;
        }
    }

    /** Whether most cells that would show it were rounded to as many decimals as this one. */
    boolean areTheRule(Decimals decimals) {
        for (int i = decimals.fewest(); i <= decimals.most(); i++) {
            if (isTheRule(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTheRule(int decimals) {
        return rounded[decimals] >= FEWEST && rounded[decimals] > kept[decimals];
    }

    /** Whether a new number with these decimals may have had more of them, as the column shows no more. */
    boolean mayHaveCut(BigDecimal value) {
        int scale = scale(value);
        return scale <= MOST_DECIMALS && isTheRule(scale);
    }

    /** Whether so many cells were rounded that it was not by chance. */
    boolean areMany() {
        return cells >= FEWEST;
    }
}
