package safecsv.csv;

import java.util.Arrays;

/** A growing run of bytes that is filled, handed on whole, and reused. Not thread-safe. */
final class OutputBuffer {
    private byte[] bytes;
    private int size;

    OutputBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** The array behind this buffer; a later {@link #reserve} may replace it. */
    byte[] bytes() {
        return bytes;
    }

    /** How many bytes are filled. */
    int size() {
        return size;
    }

    /** Declares the first {@code newSize} bytes filled. */
    void size(int newSize) {
        size = newSize;
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
