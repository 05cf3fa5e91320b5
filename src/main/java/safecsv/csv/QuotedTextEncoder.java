package safecsv.csv;

import java.nio.charset.StandardCharsets;

/** RFC 4180, section 2: quotes around a value that needs them, and quotes inside doubled. */
final class QuotedTextEncoder implements TextEncoder {
    private static final byte QUOTE = '"';

    private final ByteScan structural;
    private final byte[] nullText;

    QuotedTextEncoder(CsvDialect dialect) {
        structural = new ByteScan("\"\r\n" + dialect.delimiter());
        nullText = dialect.nullText().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int encode(byte[] source, int start, int length, byte[] target, int at) {
        int end = start + length;
        if (!structural.findsIn(source, start, end) && !looksLikeNull(source, start, end)) {
            System.arraycopy(source, start, target, at, length);
            return at + length;
        }
        int position = at;
        target[position++] = QUOTE;
        for (int from = start; from < end; from++) {
            byte next = source[from];
            if (next == QUOTE) {
                target[position++] = QUOTE;
            }
            target[position++] = next;
        }
        target[position++] = QUOTE;
        return position;
    }

    @Override
    public long encodedLength(byte[] source, int start, int length) {
        int quotes = 0;
        for (int at = start; at < start + length; at++) {
            quotes += source[at] == QUOTE ? 1 : 0;
        }
        return length + quotes + 2L;
    }

    /** A text that reads like the dialect's NULL is quoted, so that it does not become one. */
    private boolean looksLikeNull(byte[] source, int start, int end) {
        return nullText.length > 0 && java.util.Arrays.equals(source, start, end, nullText, 0, nullText.length);
    }
}
