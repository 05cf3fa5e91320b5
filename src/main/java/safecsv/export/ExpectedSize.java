package safecsv.export;

/**
 * What exports will write, by the server's statistics. Bytes that are known to be far too few to fill the disk are left out.
 *
 * @param rows 0 where nobody knows
 * @param likely bytes of those that write whole rows
 * @param atMost bytes of those that write parts of rows, which may be far fewer
 */
record ExpectedSize(long rows, long likely, long atMost) {
    static final ExpectedSize UNKNOWN = new ExpectedSize(0, 0, 0);

    ExpectedSize plus(ExpectedSize other) {
        return new ExpectedSize(rows + other.rows, likely + other.likely, atMost + other.atMost);
    }

    long most() {
        return likely + atMost;
    }
}
