package safecsv.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One record of a CSV text, as places in a buffer of UTF-8 bytes; nothing is copied or decoded before it is asked for.
 * Quoting is that of RFC 4180: quotes around a cell, doubled inside. A quote inside a cell that does not begin with one is
 * a character like any other. Reused for record after record; not thread-safe.
 */
public final class CsvRecord {
    private static final byte QUOTE = '"';
    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';
    private static final int NEEDS_MORE = -1;
    private static final byte PLAIN = 0;
    private static final byte QUOTED = 1;
    private static final byte ESCAPED = 2;

    private final byte delimiter;
    private final byte[] nullText;
    private byte[] buffer = new byte[0];
    private int start;
    private int end;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private byte[] kinds = new byte[32];
    private int cells;
    private int lineFeeds;

    /**
     * A record to be filled by {@link #parse}.
     *
     * @param nullText what stands for NULL where it is without quotes; may be empty
     */
    CsvRecord(byte delimiter, byte[] nullText) {
        this.delimiter = delimiter;
        this.nullText = nullText;
    }

    /** Another object for records of the same form. */
    public CsvRecord another() {
        return new CsvRecord(delimiter, nullText);
    }

    /**
     * Takes a whole record's bytes, with or without its line ending.
     *
     * @throws IllegalArgumentException where they are no record
     */
    public CsvRecord parse(byte[] bytes) {
        try {
            if (parse(bytes, 0, bytes.length, true, 0) < 0) {
                throw new IllegalArgumentException("not a whole record");
            }
            return this;
        } catch (MalformedCsvException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Finds the record that starts at {@code from}.
     *
     * @param last whether nothing follows {@code limit}
     * @param line of the record's start, for messages
     * @return where the next record starts, or a negative number where the record does not end before {@code limit}
     */
    int parse(byte[] bytes, int from, int limit, boolean last, long line) throws MalformedCsvException {
        buffer = bytes;
        start = from;
        cells = 0;
        lineFeeds = 0;
        int at = from;
        while (true) {
            if (at < limit && bytes[at] == QUOTE) {
                at = quoted(at, limit, last, line);
            } else {
                at = plain(at, limit, last);
            }
            if (at < 0) {
                return NEEDS_MORE;
            }
            if (at == limit) {
                end = at;
                return at;
            }
            if (bytes[at] != delimiter) {
                end = at;
                lineFeeds++;
                return bytes[at] == CARRIAGE_RETURN ? at + 2 : at + 1;
            }
            at++;
        }
    }

    /** Where the cell ends: at a delimiter, a line ending, or the limit. */
    private int plain(int from, int limit, boolean last) {
        byte[] bytes = buffer;
        byte wanted = delimiter;
        int at = from;
        while (at < limit && bytes[at] != wanted && bytes[at] != LINE_FEED) {
            at++;
        }
        if (at == limit && !last) {
            return NEEDS_MORE;
        }
        boolean lineEnd = at == limit || bytes[at] == LINE_FEED;
        if (lineEnd && at < limit && at > from && bytes[at - 1] == CARRIAGE_RETURN) {
            at--;
        }
        add(from, at, PLAIN);
        return at;
    }

    private int quoted(int from, int limit, boolean last, long line) throws MalformedCsvException {
        byte[] bytes = buffer;
        byte kind = QUOTED;
        int linesBefore = lineFeeds;
        int at = from + 1;
        while (true) {
            while (at < limit && bytes[at] != QUOTE) {
                lineFeeds += bytes[at] == LINE_FEED ? 1 : 0;
                at++;
            }
            if (at + 1 >= limit && !last) {
                return NEEDS_MORE;
            }
            if (at == limit) {
                throw new MalformedCsvException(line + linesBefore, cells, "a quote is opened here and never closed");
            }
            if (at + 1 == limit || bytes[at + 1] != QUOTE) {
                break;
            }
            kind = ESCAPED;
            at += 2;
        }
        add(from + 1, at, kind);
        return afterQuote(at + 1, limit, last, line);
    }

    private int afterQuote(int at, int limit, boolean last, long line) throws MalformedCsvException {
        if (at == limit) {
            return last ? at : NEEDS_MORE;
        }
        if (buffer[at] == delimiter || buffer[at] == LINE_FEED) {
            return at;
        }
        if (buffer[at] == CARRIAGE_RETURN) {
            if (at + 1 == limit && !last) {
                return NEEDS_MORE;
            }
            if (at + 1 < limit && buffer[at + 1] == LINE_FEED) {
                return at;
            }
        }
        throw new MalformedCsvException(
                line + lineFeeds, cells - 1, "there is text after the closing quote; a quote inside is written twice");
    }

    private void add(int from, int to, byte kind) {
        if (cells == starts.length) {
            starts = Arrays.copyOf(starts, 2 * cells);
            ends = Arrays.copyOf(ends, 2 * cells);
            kinds = Arrays.copyOf(kinds, 2 * cells);
        }
        starts[cells] = from;
        ends[cells] = to;
        kinds[cells++] = kind;
    }

    /** How many cells it has; at least one. */
    public int cells() {
        return cells;
    }

    /** Bytes of the record, without the line ending. */
    public int length() {
        return end - start;
    }

    /** How many line feeds it spans, its own end included. */
    int lineFeeds() {
        return lineFeeds;
    }

    /** Whether every cell is empty and without quotes, as in an empty line. */
    public boolean isBlank() {
        for (int cell = 0; cell < cells; cell++) {
            if (!isNothing(cell)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the cell is empty and without quotes, or beyond the record's end. */
    public boolean isNothing(int cell) {
        return cell >= cells || (kinds[cell] == PLAIN && starts[cell] == ends[cell]);
    }

    /** Whether every cell is in quotes. */
    public boolean isQuoted() {
        for (int cell = 0; cell < cells; cell++) {
            if (kinds[cell] == PLAIN) {
                return false;
            }
        }
        return true;
    }

    /** Whether the cell has no text, with quotes or without. */
    public boolean isEmpty(int cell) {
        return cell >= cells || starts[cell] == ends[cell];
    }

    /** Whether the cell is NULL: what stands for it, without quotes, or beyond the record's end. */
    public boolean isNull(int cell) {
        if (nullText.length == 0) {
            return isNothing(cell);
        }
        return cell >= cells
                || (kinds[cell] == PLAIN
                        && Arrays.equals(buffer, starts[cell], ends[cell], nullText, 0, nullText.length));
    }

    /** A copy of its bytes, without the line ending. */
    public byte[] bytes() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /**
     * A cell's text.
     *
     * @return null where the cell is NULL
     * @throws CharacterCodingException where it is not UTF-8
     */
    public String text(int cell) throws CharacterCodingException {
        if (isNull(cell)) {
            return null;
        }
        int from = starts[cell];
        int length = ends[cell] - from;
        String text = new String(buffer, from, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            // Either what stands for bytes that are none, or the character itself.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, length));
        }
        return kinds[cell] == ESCAPED ? text.replace("\"\"", "\"") : text;
    }

    /** Whether two cells have the same text; NULL and the empty text differ. */
    public boolean sameCell(int cell, CsvRecord other, int otherCell) {
        if (isNull(cell) || other.isNull(otherCell)) {
            return isNull(cell) && other.isNull(otherCell);
        }
        boolean bothPlain = kinds[cell] != ESCAPED && other.kinds[otherCell] != ESCAPED;
        boolean sameBytes = Arrays.equals(
                buffer, starts[cell], ends[cell], other.buffer, other.starts[otherCell], other.ends[otherCell]);
        if (sameBytes && kinds[cell] == other.kinds[otherCell]) {
            return true;
        }
        return bothPlain ? sameBytes : sameText(cell, other, otherCell);
    }

    private boolean sameText(int cell, CsvRecord other, int otherCell) {
        try {
            return text(cell).equals(other.text(otherCell));
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
