package safecsv.csv;

import java.util.Arrays;

/**
 * A growing run of whole records that is filled, handed on whole, and reused. Not thread-safe; whoever hands it on must
 * not touch it again.
 */
public final class OutputBuffer {
    private byte[] bytes;
    private int size;
    private int rows;
    private int[] rowEnds;

    /** @param keepsRowEnds whether {@link #rowEnd} is wanted: by whatever looks at rows one by one later on */
    public OutputBuffer(int capacity, boolean keepsRowEnds) {
        bytes = new byte[capacity];
        rowEnds = keepsRowEnds ? new int[1024] : null;
    }

    /** The array behind this buffer; a later {@link #reserve} may replace it. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes are filled. */
    public int size() {
        return size;
    }

    /** How many rows are in it; a header is none. */
    public int rows() {
        return rows;
    }

    /** Where the row with this number, from 0, ends: the offset after its line ending. */
    int rowEnd(int row) {
        return rowEnds[row];
    }

    /** Appends bytes of a record that is not complete yet. */
    public void append(byte[] source, int start, int length) {
        System.arraycopy(source, start, reserve(size, length), size, length);
        size += length;
    }

    /** Appends one byte. */
    public void append(byte single) {
        reserve(size, 1)[size] = single;
        size++;
    }

    /** Adds bytes of rows that were encoded before, and counts the rows that end in them. */
    public void appendRows(byte[] encoded, int length, int moreRows) {
        reserve(size, length);
        System.arraycopy(encoded, 0, bytes, size, length);
        size += length;
        rows += moreRows;
    }

    /** Makes it empty; what it has grown to is kept. */
    public void clear() {
        size = 0;
        rows = 0;
    }

    /** Declares the first {@code newSize} bytes filled. */
    void size(int newSize) {
        size = newSize;
    }

    /** Declares the first {@code newSize} bytes filled, the last of them the end of a row. */
    void endRow(int newSize) {
        size = newSize;
        if (rowEnds != null) {
            if (rows == rowEnds.length) {
                rowEnds = Arrays.copyOf(rowEnds, 2 * rows);
            }
            rowEnds[rows] = newSize;
        }
        rows++;
    }

    int capacity() {
        return bytes.length;
    }

    /**
     * Makes room for so many more bytes after {@code filled}.
     *
     * @return the array to write to
     * @throws OutOfMemoryError where the bytes of one chunk would not fit into an array
     */
    byte[] reserve(int filled, long more) {
        long needed = filled + more;
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError("one row needs " + needed + " bytes of CSV text");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, needed + needed / 8));
        }
        return bytes;
    }
}
