package safecsv.csv;

import java.nio.charset.StandardCharsets;

/**
 * Keeps spreadsheets from converting a text: as a formula that gives the text, {@code ="0012"}, which is shown clean and
 * lasts until the spreadsheet saves the file; or behind an apostrophe, which is visible and lasts. {@link #strip} is the
 * exact way back from both: for every text and style, {@code strip(written(text))} is the text.
 */
public enum SpreadsheetGuard {
    NONE,
    /** The formula for texts of one line and at most 255 characters, which is what a text in a formula can have; else the apostrophe. */
    FORMULA,
    APOSTROPHE;

    private static final int LONGEST_FORMULA_TEXT = 255;
    private static final int LONGEST_PLAIN_INTEGER = 11;
    private static final byte[] FORMULA_START = {'=', '"'};

    /** Appends a text, guarded where that is needed. */
    void text(byte[] source, int start, int length, OutputBuffer target) {
        if (this != NONE && SpreadsheetLook.isConverted(source, start, length)) {
            guarded(source, start, length, target);
        } else {
            target.append(source, start, length);
        }
    }

    /** Appends a number, date or time; only an integer that would be shown with an exponent is guarded. */
    void number(byte[] source, int start, int length, OutputBuffer target) {
        if (this != NONE && length > LONGEST_PLAIN_INTEGER && isLongInteger(source, start, length)) {
            guarded(source, start, length, target);
        } else {
            target.append(source, start, length);
        }
    }

    private void guarded(byte[] source, int start, int length, OutputBuffer target) {
        if (this == FORMULA && fitsFormula(source, start, length)) {
            target.append(FORMULA_START, 0, 2);
            for (int at = start; at < start + length; at++) {
                if (source[at] == '"') {
                    target.append((byte) '"');
                }
                target.append(source[at]);
            }
            target.append((byte) '"');
        } else {
            target.append((byte) '\'');
            target.append(source, start, length);
        }
    }

    private static boolean isLongInteger(byte[] source, int start, int length) {
        int first = source[start] == '-' ? start + 1 : start;
        for (int at = first; at < start + length; at++) {
            if (source[at] < '0' || source[at] > '9') {
                return false;
            }
        }
        return start + length - first > LONGEST_PLAIN_INTEGER;
    }

    private static boolean fitsFormula(byte[] source, int start, int length) {
        int characters = 0;
        for (int at = start; at < start + length; at++) {
            byte next = source[at];
            if (next == '\n' || next == '\r') {
                return false;
            }
            // In UTF-16 units, as spreadsheets count; a quote is two, as it is written.
            boolean continuation = (next & 0xc0) == 0x80;
            characters += continuation ? 0 : next == '"' || (next & 0xf8) == 0xf0 ? 2 : 1;
            if (characters > LONGEST_FORMULA_TEXT) {
                return false;
            }
        }
        return true;
    }

    /** The text with its guard where it needs one, as a cell's text before CSV quoting. */
    public String written(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        OutputBuffer target = new OutputBuffer(bytes.length + 8, false);
        text(bytes, 0, bytes.length, target);
        return new String(target.bytes(), 0, target.size(), StandardCharsets.UTF_8);
    }

    /**
     * A cell's text without its guard: exactly one is taken off, of either kind.
     *
     * @param cell after CSV quoting is undone
     * @return the text that was guarded, or the cell's text where it has no guard
     */
    public static String strip(String cell) {
        if (cell.startsWith("'")) {
            return cell.substring(1);
        }
        if (cell.length() < 3 || !cell.startsWith("=\"") || !cell.endsWith("\"")) {
            return cell;
        }
        StringBuilder text = new StringBuilder(cell.length());
        int end = cell.length() - 1;
        for (int at = 2; at < end; at++) {
            char next = cell.charAt(at);
            if (next == '"') {
                at++;
                if (at >= end || cell.charAt(at) != '"') {
                    // Some other formula.
                    return cell;
                }
            }
            text.append(next);
        }
        return text.toString();
    }
}
