package safecsv.spreadsheet;

import java.util.List;

/**
 * How the program that wrote the file writes numbers and dates, as far as the file shows it.
 *
 * @param marks the decimal marks that are possible: one, or both where nothing is known
 * @param orders the date orders that are possible
 */
record Notation(List<Character> marks, List<DateOrder> orders) {
    static final Notation UNKNOWN = new Notation(List.of('.', ','), List.of(DateOrder.values()));

    /** As an export writes: what nobody has written anew is read so. */
    static final Notation PLAIN = new Notation(List.of('.'), List.of(DateOrder.YEAR_FIRST));
}
