package safecsv.csv;

/**
 * Where a file ends and the next part begins: before the row that would pass one of the limits.
 *
 * @param rows most rows of a part, the header not counted; {@code Long.MAX_VALUE} for any number
 * @param bytes most bytes of a part's text, header included, before compression; {@code Long.MAX_VALUE} for any number.
 *     A single row that is longer has a part to itself.
 */
public record SplitRule(long rows, long bytes) {
    /** One file, whatever comes. */
    public static final SplitRule NONE = new SplitRule(Long.MAX_VALUE, Long.MAX_VALUE);

    public SplitRule {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("a part has at least one row and one byte");
        }
    }

    /** Whether there are parts. */
    public boolean splits() {
        return rows != Long.MAX_VALUE || bytes != Long.MAX_VALUE;
    }
}
