package safecsv.mysql;

import com.mysql.cj.protocol.FullReadInputStream;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.a.NativeProtocol;
import java.io.IOException;
import java.io.InputStream;

/**
 * What comes from the server, with a buffer of its own from which ordinary rows can be taken whole. Everything else (the
 * end of a result, errors, rows of more than a quarter of a megabyte) stays in the stream for the driver, which reads
 * from the same place. Not thread-safe.
 *
 * <p>Source of the packet format: MySQL internals, "MySQL Packets" and "Text Resultset Row": three bytes of length, least
 * significant first, one byte of sequence, then the payload. A payload that starts with 0xFE or 0xFF may be no row.
 */
final class WireInput extends InputStream {
    private static final int CAPACITY = 1 << 18;
    private static final int HEADER = 4;

    private final InputStream source;
    private final byte[] buffer = new byte[CAPACITY];
    private int position;
    private int limit;
    private int rowStart;
    private IOException failure;

    /** @param source the socket's own stream; nothing else may read from it */
    WireInput(InputStream source) {
        this.source = source;
    }

    /**
     * Has the driver read from a new object of this class from now on.
     *
     * @throws IOException if the connection is gone
     * @throws IllegalStateException if the driver has read more than it has used, which between two commands is never so
     */
    static WireInput install(NativeProtocol protocol) throws IOException {
        SocketConnection connection = protocol.getSocketConnection();
        if (connection.getMysqlInput().getUnderlyingStream() instanceof WireInput installed) {
            return installed;
        }
        if (connection.getMysqlInput().available() > 0) {
            throw new IllegalStateException("the driver's input is not empty between two commands");
        }
        WireInput input = new WireInput(connection.getMysqlSocket().getInputStream());
        connection.setMysqlInput(new FullReadInputStream(input));
        return input;
    }

    /**
     * Takes the next packet if it is an ordinary row, waiting for it as long as it takes.
     *
     * @return whether it was one; where not, the packet is still to be read
     */
    boolean nextRow() {
        if (!holds(HEADER + 1)) {
            return false;
        }
        int length =
                (buffer[position] & 0xff) | (buffer[position + 1] & 0xff) << 8 | (buffer[position + 2] & 0xff) << 16;
        int first = buffer[position + HEADER] & 0xff;
        if (length == 0 || first >= 0xfe || length > CAPACITY - HEADER || !holds(HEADER + length)) {
            return false;
        }
        rowStart = position + HEADER;
        position = rowStart + length;
        return true;
    }

    /** Holds the row that {@link #nextRow} took. */
    byte[] buffer() {
        return buffer;
    }

    /** Where the row starts. */
    int rowStart() {
        return rowStart;
    }

    /** Where the row ends. */
    int rowEnd() {
        return position;
    }

    @Override
    public int read() throws IOException {
        return holds(1) ? buffer[position++] & 0xff : endOrFailure();
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!holds(1)) {
            return endOrFailure();
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, start, count);
        position += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return limit - position + source.available();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Whether so many bytes are in the buffer, after waiting for them; false at the end and after a failure. */
    private boolean holds(int count) {
        if (limit - position >= count) {
            return true;
        }
        if (failure != null) {
            return false; // a second one would hide what was wrong
        }
        if (position + count > CAPACITY || position == limit) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        try {
            while (limit - position < count) {
                int more = source.read(buffer, limit, CAPACITY - limit);
                if (more < 0) {
                    return false;
                }
                limit += more;
            }
            return true;
        } catch (IOException e) {
            // Told when the driver reads on, which knows what it means for the connection.
            failure = e;
            return false;
        }
    }

    private int endOrFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return -1;
    }
}
