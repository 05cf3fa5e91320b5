package safecsv.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * For LOAD DATA with {@code FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' ESCAPED BY '\\'}. Source: MySQL manual,
 * LOAD DATA, "Field and Line Handling": where fields can be enclosed, the unquoted word NULL reads as NULL, so a text
 * that is this word is enclosed.
 */
final class BackslashTextEncoder implements TextEncoder {
    private static final byte QUOTE = '"';
    private static final byte BACKSLASH = '\\';
    private static final byte[] NULL_WORD = "NULL".getBytes(StandardCharsets.US_ASCII);

    private final ByteScan structural;
    private final ByteScan escaped = new ByteScan("\"\\\0");

    BackslashTextEncoder(CsvDialect dialect) {
        structural = new ByteScan("\"\\\0\r\n" + dialect.delimiter());
    }

    @Override
    public int encode(byte[] source, int start, int length, byte[] target, int at) {
        int end = start + length;
        if (!structural.findsIn(source, start, end) && !isNullWord(source, start, end)) {
            System.arraycopy(source, start, target, at, length);
            return at + length;
        }
        int position = at;
        target[position++] = QUOTE;
        for (int from = start; from < end; from++) {
            byte next = source[from];
            if (escaped.wants(next)) {
                target[position++] = BACKSLASH;
            }
            target[position++] = next == 0 ? (byte) '0' : next;
        }
        target[position++] = QUOTE;
        return position;
    }

    @Override
    public long encodedLength(byte[] source, int start, int length) {
        return length + escaped.countIn(source, start, start + length) + 2L;
    }

    private static boolean isNullWord(byte[] source, int start, int end) {
        return Arrays.equals(source, start, end, NULL_WORD, 0, NULL_WORD.length);
    }
}
