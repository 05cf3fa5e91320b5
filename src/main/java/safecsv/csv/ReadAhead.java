package safecsv.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Reads a stream ahead on a thread of its own, so that inflating goes on while rows are compared. */
public final class ReadAhead extends InputStream {
    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS = 4;

    private final InputStream source;
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread;
    private Chunk current = new Chunk(new byte[0], 0, null);
    private int position;

    /**
     * Starts reading.
     *
     * @param source closed with this stream
     * @param name of the thread
     */
    public ReadAhead(InputStream source, String name) {
        this.source = source;
        this.thread = new Thread(this::readAll, name);
        for (int count = 0; count < CHUNKS; count++) {
            free.add(new byte[CHUNK]);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** @param length negative at the end; then {@code failure} may say that it is none */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Chunk(byte[] bytes, int length, IOException failure) {}

    private void readAll() {
        try {
            while (true) {
                byte[] bytes = free.take();
                Chunk chunk = next(bytes);
                full.put(chunk);
                if (chunk.length() < 0) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // close(): nobody wants more.
            return;
        }
    }

    private Chunk next(byte[] bytes) {
        try {
            int length = source.readNBytes(bytes, 0, bytes.length);
            // At the end the stream is asked once more, so that it can say what is wrong with it.
            return length > 0 ? new Chunk(bytes, length, null) : new Chunk(bytes, source.read(), null);
        } catch (IOException e) {
            return new Chunk(bytes, -1, e);
        } catch (RuntimeException e) {
            return new Chunk(bytes, -1, new IOException(e));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        if (position >= current.length()) {
            if (current.length() < 0) {
                return -1;
            }
            advance();
        }
        if (current.failure() != null) {
            throw current.failure();
        }
        if (current.length() < 0) {
            return -1;
        }
        int count = Math.min(length, current.length() - position);
        System.arraycopy(current.bytes(), position, target, start, count);
        position += count;
        return count;
    }

    private void advance() throws IOException {
        try {
            if (current.bytes().length == CHUNK) {
                free.add(current.bytes());
            }
            current = full.take();
            position = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }
}
