package safecsv.spreadsheet;

/** Where spreadsheets end. Sources: Excel specifications and limits; LibreOffice and Numbers cut at theirs without a word. */
public final class RowLimit {
    private static final long[] LIMITS = {65_536, 1_000_000, 1_048_576};

    private RowLimit() {}

    /**
     * The alarm where a file was cut at such a limit; null where it was not.
     *
     * @param editedRows rows of the edited file, without its header
     * @param missing rows of the baseline that the edited file lacks
     * @param tailOnly whether these are exactly the baseline's last rows
     */
    public static Alarm alarm(long editedRows, long missing, boolean tailOnly) {
        if (missing == 0 || !tailOnly) {
            return null;
        }
        for (long limit : LIMITS) {
            if (editedRows == limit || editedRows + 1 == limit) {
                return new Alarm(
                        Alarm.ROWS_CUT,
                        null,
                        "The file ends at %,d rows, where spreadsheets end, and the last %,d rows of the export are missing: they were cut off, not deleted."
                                .formatted(limit, missing),
                        true);
            }
        }
        return null;
    }
}
