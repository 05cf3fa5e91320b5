package safecsv.csv;

import java.io.Closeable;
import java.io.IOException;

/** Where the finished bytes of an export go. Used by one thread at a time. */
public interface ByteSink extends Closeable {
    /** A short name for messages and summaries: a path, or "standard output". */
    String name();

    /**
     * Writes all the given bytes.
     *
     * @throws IOException where the disk is full, the pipe is broken, …; nothing more can be written then
     */
    void write(byte[] bytes, int start, int length) throws IOException;

    /** As {@link #write(byte[], int, int)}, from the array's beginning. */
    default void write(byte[] bytes, int length) throws IOException {
        write(bytes, 0, length);
    }

    /**
     * Makes what was written lasting, but not visible where it can be kept back. Nothing may be written after it. A second call does nothing.
     *
     * @throws IOException where that failed
     */
    void seal() throws IOException;

    /** Ends the sink; what was not published is removed where that is possible. Can be called at any time, repeatedly. */
    @Override
    void close();
}
