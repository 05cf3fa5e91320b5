package safecsv.mysql.table;

import java.util.List;

/**
 * Rows whose key is greater than one and at most another. A plain value.
 *
 * @param after the texts of the leading key columns that the rows come after; empty for all from the first
 * @param upTo those of the last ones; empty for all to the last
 */
public record KeyRange(List<String> after, List<String> upTo) {
    /** Every row. */
    public static final KeyRange ALL = new KeyRange(List.of(), List.of());

    public KeyRange {
        after = List.copyOf(after);
        upTo = List.copyOf(upTo);
    }
}
