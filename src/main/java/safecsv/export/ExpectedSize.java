package safecsv.export;

/**
 * What exports will write, by the server's statistics; nothing that is known to be far too little to fill the disk is in it.
 *
 * @param likely bytes of those that write whole rows
 * @param atMost bytes of those that write parts of rows, which may be far fewer
 */
record ExpectedSize(long likely, long atMost) {
    static final ExpectedSize UNKNOWN = new ExpectedSize(0, 0);

    ExpectedSize plus(ExpectedSize other) {
        return new ExpectedSize(likely + other.likely, atMost + other.atMost);
    }

    long most() {
        return likely + atMost;
    }
}
