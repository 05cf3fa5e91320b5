package safecsv.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads UTF-8 CSV text record by record. Memory: one buffer of a megabyte, or as large as the longest record. Records
 * end with LF or CR LF, the last one perhaps with neither; a byte order mark at the start is passed over. Not thread-safe.
 */
public final class RecordReader implements Closeable {
    private static final int CHUNK = 1 << 20;
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private final InputStream source;
    private final CsvRecord record;
    private byte[] buffer = new byte[CHUNK];
    private int position;
    private int limit;
    private boolean ended;
    private long line = 1;
    private long number;
    private long nextLine = 1;
    private boolean marksPassed;

    /**
     * Reads the byte order mark, if there is one.
     *
     * @param source closed with this reader
     */
    public RecordReader(InputStream source, byte delimiter) throws IOException {
        this(source, delimiter, "");
    }

    /**
     * The same.
     *
     * @param nullText what stands for NULL where it is without quotes; may be empty
     */
    public RecordReader(InputStream source, byte delimiter, String nullText) throws IOException {
        this.source = source;
        this.record = new CsvRecord(delimiter, nullText.getBytes(StandardCharsets.UTF_8));
        while (limit < 3 && fill()) {
            // A mark may come in pieces.
        }
        boolean mark = limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF;
        position = mark ? 3 : 0;
    }

    /** From now on a byte order mark at the start of any record is passed over, as where files were put together. */
    public void passMarks() {
        marksPassed = true;
    }

    private void passMark() throws IOException {
        while (limit - position < 3 && fill()) {
            // A mark may come in pieces.
        }
        boolean mark = limit - position >= 3
                && buffer[position] == (byte) 0xEF
                && buffer[position + 1] == (byte) 0xBB
                && buffer[position + 2] == (byte) 0xBF;
        position += mark ? 3 : 0;
    }

    /**
     * Moves to the next record.
     *
     * @return whether there is one
     */
    public boolean next() throws IOException, MalformedCsvException {
        line = nextLine;
        if (marksPassed) {
            passMark();
        }
        while (position < limit || fill()) {
            int after = record.parse(buffer, position, limit, ended, line);
            if (after >= 0) {
                position = after;
                nextLine = line + record.lineFeeds();
                number++;
                return true;
            }
            fill();
        }
        return false;
    }

    /** The current record; the same object for every record, its contents change with {@link #next}. */
    public CsvRecord record() {
        return record;
    }

    /** The line of the file in which the current record starts, counted from 1. */
    public long line() {
        return line;
    }

    /** Which record of the file the current one is, counted from 1: with a header, the row's number in a spreadsheet. */
    public long number() {
        return number;
    }

    /** The line in which the next record will start. */
    long nextLine() {
        return nextLine;
    }

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    /** How many bytes are in the buffer and not read yet; asks for more where that is less than a quarter of it. */
    int available() throws IOException {
        while (!ended && limit - position < buffer.length / 4) {
            fill();
        }
        return limit - position;
    }

    /** Whether all that is left is in the buffer. */
    boolean ended() {
        return ended;
    }

    /** Makes the buffer twice as large. */
    void grow() {
        if (buffer.length == LARGEST) {
            throw new OutOfMemoryError("a record of more than 2 GB");
        }
        buffer = Arrays.copyOf(buffer, (int) Math.min(LARGEST, 2L * buffer.length));
    }

    /** Passes over bytes that are whole records. */
    void skip(int bytes, long lineFeeds, long records) {
        position += bytes;
        number += records;
        nextLine += lineFeeds;
    }

    /** Reads more into the buffer, which grows where it holds nothing but a part of one record. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        if (limit == buffer.length) {
            grow();
        }
        int length = source.read(buffer, limit, buffer.length - limit);
        if (length < 0) {
            ended = true;
            return false;
        }
        limit += length;
        return true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
