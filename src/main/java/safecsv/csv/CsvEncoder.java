package safecsv.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The hot path: the bytes of result rows become the bytes of CSV records, without a String per value. Not thread-safe.
 *
 * <p>Text must be UTF-8. All structural characters are ASCII and no byte of a longer UTF-8 sequence is, so bytes can be
 * looked at one by one.
 */
public final class CsvEncoder implements RowEncoder {
    /** No cell that is neither text nor bytes is longer than this: a DECIMAL has at most 65 digits, and a float fewer. */
    private static final int LONGEST_NUMBER = 256;

    private final byte delimiter;
    private final byte[] nullText;
    private final byte[] lineEnding;
    private final byte[] emptyText;
    private final CellEncoding[] encodings;
    private final TextEncoder text;

    /** @param encodings one for each column of the rows to come */
    public CsvEncoder(CsvDialect dialect, List<CellEncoding> encodings) {
        this.delimiter = (byte) dialect.delimiter();
        this.nullText = dialect.nullText().getBytes(StandardCharsets.UTF_8);
        this.lineEnding = dialect.lineEnding().characters().getBytes(StandardCharsets.US_ASCII);
        this.emptyText = (dialect.quotesEmptyText() ? "\"\"" : "").getBytes(StandardCharsets.US_ASCII);
        this.encodings = encodings.toArray(CellEncoding[]::new);
        this.text = dialect.escaping() == Escaping.BACKSLASH
                ? new BackslashTextEncoder(dialect)
                : new QuotedTextEncoder(dialect);
    }

    @Override
    public void header(List<String> names, OutputBuffer target) {
        for (int column = 0; column < names.size(); column++) {
            byte[] name = names.get(column).getBytes(StandardCharsets.UTF_8);
            byte[] bytes = target.reserve(target.size(), 2L * name.length + LONGEST_NUMBER);
            int at = target.size();
            if (column > 0) {
                bytes[at++] = delimiter;
            }
            target.size(text(name, 0, name.length, bytes, at));
        }
        target.size(endOfRecord(target, target.size()));
    }

    @Override
    public void row(byte[] source, int[] starts, int[] lengths, OutputBuffer target) {
        int at = target.size();
        byte[] bytes = target.bytes();
        for (int column = 0; column < encodings.length; column++) {
            int length = lengths[column];
            // Twice the length covers every encoding: each quote doubled, each byte two hexadecimal digits.
            if (bytes.length - at < 2L * length + LONGEST_NUMBER) {
                bytes = target.reserve(at, room(encodings[column], source, starts[column], length));
            }
            if (column > 0) {
                bytes[at++] = delimiter;
            }
            if (length < 0) {
                at = copy(nullText, 0, nullText.length, bytes, at);
            } else if (encodings[column] == CellEncoding.PLAIN) {
                at = copy(source, starts[column], length, bytes, at);
            } else {
                at = cell(encodings[column], source, starts[column], length, bytes, at);
            }
        }
        target.endRow(endOfRecord(target, at));
    }

    private int endOfRecord(OutputBuffer target, int filled) {
        byte[] bytes = target.reserve(filled, lineEnding.length);
        return copy(lineEnding, 0, lineEnding.length, bytes, filled);
    }

    /** Room for one cell: exact for long texts, so that a value of many megabytes does not reserve twice its size. */
    private long room(CellEncoding encoding, byte[] source, int start, int length) {
        long slack = (long) LONGEST_NUMBER + nullText.length;
        if (encoding == CellEncoding.TEXT && length > 1 << 16) {
            return slack + text.encodedLength(source, start, length);
        }
        return slack + 2L * Math.max(0, length);
    }

    private int cell(CellEncoding encoding, byte[] source, int start, int length, byte[] target, int at) {
        return switch (encoding) {
            case PLAIN -> copy(source, start, length, target, at);
            case TEXT -> text(source, start, length, target, at);
            case HEX -> BinaryText.hex(source, start, length, target, at);
            case BASE64 -> base64(source, start, length, target, at);
            case BIT -> NumberText.bits(source, start, length, target, at);
            case FLOAT -> NumberText.shortestFloat(source, start, length, target, at);
        };
    }

    /** Through the text encoder: the digits may spell NULL's text, and hold a delimiter that is = or /. */
    private int base64(byte[] source, int start, int length, byte[] target, int at) {
        byte[] digits = new byte[(length + 2) / 3 * 4];
        BinaryText.base64(source, start, length, digits, 0);
        return text(digits, 0, digits.length, target, at);
    }

    private int text(byte[] source, int start, int length, byte[] target, int at) {
        if (length == 0) {
            return copy(emptyText, 0, emptyText.length, target, at);
        }
        return text.encode(source, start, length, target, at);
    }

    private static int copy(byte[] source, int start, int length, byte[] target, int at) {
        System.arraycopy(source, start, target, at, length);
        return at + length;
    }
}
