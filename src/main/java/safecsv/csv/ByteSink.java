package safecsv.csv;

import java.io.Closeable;
import java.io.IOException;

/** Where the finished bytes of an export go. Used by one thread at a time. */
public interface ByteSink extends Closeable {
    /**
     * Writes all the given bytes.
     *
     * @throws IOException where the disk is full, the pipe is broken, …; nothing more can be written then
     */
    void write(byte[] bytes, int length) throws IOException;

    /**
     * Makes what was written lasting and visible under its final name. Nothing may be written after it.
     *
     * @throws IOException where that failed; the final name is then as it was before
     */
    void publish() throws IOException;

    /** Ends the sink; what was not published is removed where that is possible. Can be called at any time, repeatedly. */
    @Override
    void close();
}
