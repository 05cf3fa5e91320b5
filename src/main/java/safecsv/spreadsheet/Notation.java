package safecsv.spreadsheet;

import java.time.ZoneId;
import java.util.List;

/**
 * How the program that wrote the file writes numbers and dates, as far as the file shows it.
 *
 * @param marks the decimal marks that are possible: one, or both where nothing is known
 * @param orders the date orders that are possible
 * @param zone in which TIMESTAMPs are written; null where that is not known
 */
record Notation(List<Character> marks, List<DateOrder> orders, ZoneId zone) {
    static final Notation UNKNOWN = new Notation(List.of('.', ','), List.of(DateOrder.values()));

    /** As an export writes: what nobody has written anew is read so. */
    static final Notation PLAIN = new Notation(List.of('.'), List.of(DateOrder.YEAR_FIRST));

    Notation(List<Character> marks, List<DateOrder> orders) {
        this(marks, orders, null);
    }

    Notation in(ZoneId other) {
        return new Notation(marks, orders, other);
    }
}
