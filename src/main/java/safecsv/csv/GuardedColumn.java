package safecsv.csv;

/** Values of one column as a spreadsheet should get them; what is written is text to be quoted as such. */
public final class GuardedColumn implements ValueChange {
    private static final int LONGEST_BIT_TEXT = 20;

    private final SpreadsheetGuard guard;
    private final CellEncoding encoding;
    private final LongTexts longTexts;
    private final int column;

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
        switch (encoding) {
            case PLAIN -> guard.number(source, start, length, target);
            case FLOAT -> {
                byte[] text = new byte[64];
                guard.number(text, 0, NumberText.shortestFloat(source, start, length, text, 0), target);
            }
            case BIT -> {
                byte[] text = new byte[LONGEST_BIT_TEXT];
                guard.number(text, 0, NumberText.bits(source, start, length, text, 0), target);
            }
            case TEXT -> text(source, start, length, target);
            case HEX -> {
                byte[] text = new byte[2 + 2 * length];
                text(text, 0, BinaryText.hex(source, start, length, text, 0), target);
            }
            case BASE64 -> {
                byte[] text = new byte[(length + 2) / 3 * 4];
                text(text, 0, BinaryText.base64(source, start, length, text, 0), target);
            }
        }
        return true;
    }

    private void text(byte[] source, int start, int length, OutputBuffer target) {
        longTexts.look(column, source, start, length);
        guard.text(source, start, length, target);
    }
}
