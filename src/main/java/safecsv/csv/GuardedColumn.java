package safecsv.csv;

/** Values of one column as a spreadsheet should get them; what is written is text to be quoted as such. */
public final class GuardedColumn implements ValueChange {
    private final SpreadsheetGuard guard;
    private final CellEncoding encoding;
    private final LongTexts longTexts;
    private final int column;
    private final OutputBuffer canonical = new OutputBuffer(64, false);

    /**
     * Guards one column.
     *
     * @param encoding what the values are: the column is to be encoded as {@link CellEncoding#TEXT} from here on
     * @param column its index from 0
     */
    public GuardedColumn(SpreadsheetGuard guard, CellEncoding encoding, LongTexts longTexts, int column) {
        this.guard = guard;
        this.encoding = encoding;
        this.longTexts = longTexts;
        this.column = column;
    }

    @Override
    public boolean apply(byte[] source, int start, int length, OutputBuffer target) {
        if (length < 0) {
            return false;
        }
        if (encoding == CellEncoding.PLAIN) {
            guard.number(source, start, length, target);
        } else if (encoding == CellEncoding.TEXT) {
            text(source, start, length, target);
        } else {
            canonical.clear();
            CanonicalText.append(encoding, source, start, length, canonical);
            if (encoding == CellEncoding.FLOAT || encoding == CellEncoding.BIT) {
                guard.number(canonical.bytes(), 0, canonical.size(), target);
            } else {
                text(canonical.bytes(), 0, canonical.size(), target);
            }
        }
        return true;
    }

    private void text(byte[] source, int start, int length, OutputBuffer target) {
        longTexts.look(column, source, start, length);
        guard.text(source, start, length, target);
    }
}
