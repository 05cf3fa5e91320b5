package safecsv.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encoded records in another character set than UTF-8. A character counts as held only where its bytes read back to the
 * same one: Java's tables write some (U+00A5 in Shift_JIS) as another that looks alike.
 */
final class Transcoder {
    private static final String REPLACEMENT = "?";

    private final Charset charset;
    private final Unmappable unmappable;
    private final boolean asciiIsItself;
    private final OutputBuffer target = new OutputBuffer(1 << 16, true);
    private CellLocator locator = CellLocator.UNKNOWN;
    private long rowsBefore;
    private long replaced;

    Transcoder(TextCharset text) {
        this.charset = text.charset();
        this.unmappable = text.unmappable();
        this.asciiIsItself = asciiIsItself(charset);
    }

    void locator(CellLocator newLocator) {
        locator = newLocator;
    }

    /** How many characters became question marks. */
    long replaced() {
        return replaced;
    }

    /** A record of column names. */
    byte[] header(byte[] record) throws RefusedOutputException {
        return encoded(record, 0, record.length, -1);
    }

    /**
     * The rows in the other character set.
     *
     * @return the same buffer each time
     * @throws RefusedOutputException where a character does not fit and is not to be replaced
     */
    OutputBuffer transcode(OutputBuffer rows) throws RefusedOutputException {
        target.clear();
        int start = 0;
        for (int row = 0; row < rows.rows(); row++) {
            int end = rows.rowEnd(row);
            if (asciiIsItself && isAscii(rows.bytes(), start, end)) {
                append(rows.bytes(), start, end - start);
            } else {
                byte[] encoded = encoded(rows.bytes(), start, end - start, rowsBefore + row);
                append(encoded, 0, encoded.length);
            }
            start = end;
        }
        rowsBefore += rows.rows();
        return target;
    }

    private void append(byte[] bytes, int start, int length) {
        int at = target.size();
        System.arraycopy(bytes, start, target.reserve(at, length), at, length);
        target.endRow(at + length);
    }

    private byte[] encoded(byte[] bytes, int start, int length, long row) throws RefusedOutputException {
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        byte[] encoded = text.getBytes(charset);
        if (new String(encoded, charset).equals(text)) {
            return encoded;
        }
        StringBuilder kept = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            String character = Character.toString(text.codePointAt(at));
            boolean held = isHeld(character);
            if (!held && unmappable == Unmappable.FAIL) {
                throw refused(text, at, row);
            }
            replaced += held ? 0 : 1;
            kept.append(held ? character : REPLACEMENT);
        }
        return kept.toString().getBytes(charset);
    }

    private boolean isHeld(String character) {
        return new String(character.getBytes(charset), charset).equals(character);
    }

    private RefusedOutputException refused(String record, int offset, long row) {
        int column = locator.column(record, offset);
        String character =
                locator.mayShow(column) ? shown(record.codePointAt(offset)) : "a character of a masked value";
        String place = row < 0
                ? "The name of column %d holds".formatted(column + 1)
                : "Row %,d, %s, holds".formatted(row + 1, locator.name(column));
        return new RefusedOutputException(
                "%s %s, which %s can't hold.".formatted(place, character, charset.name()),
                "Use --unmappable replace to write ? for such characters, or another --charset.");
    }

    private static String shown(int codePoint) {
        boolean visible = !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.FORMAT;
        return (visible ? "'" + Character.toString(codePoint) + "' " : "")
                + "U+%04X".formatted(codePoint)
                + (Character.getName(codePoint) == null ? "" : " (" + Character.getName(codePoint) + ")");
    }

    private static boolean isAscii(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean asciiIsItself(Charset charset) {
        StringBuilder all = new StringBuilder();
        for (char character = 0; character < 0x80; character++) {
            all.append(character);
        }
        byte[] ascii = all.toString().getBytes(StandardCharsets.US_ASCII);
        // Escape sequences of ISO-2022 are themselves ASCII.
        return !charset.name().startsWith("ISO-2022")
                && Arrays.equals(ascii, all.toString().getBytes(charset))
                && new String(ascii, charset).contentEquals(all);
    }
}
