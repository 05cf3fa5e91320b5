package safecsv.csv;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Writes CSV records to a sink. Encoding happens on the calling thread, digest and writing on a second one, so that
 * reading from the server goes on while the disk is busy. One thread may call it.
 *
 * <p>Memory: three buffers of 256 KiB; a row longer than that is written before the next one is taken, so that several
 * of them never wait at once.
 */
public final class CsvWriter implements AutoCloseable {
    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS = 3;
    private static final long PATIENCE_MILLISECONDS = 1000;
    private static final OutputBuffer END = new OutputBuffer(0);

    private final ByteSink sink;
    private final CsvEncoder encoder;
    private final Consumer<IOException> onFailure;
    private final BlockingQueue<OutputBuffer> free = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<OutputBuffer> full = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final MessageDigest digest = sha256();
    private final Thread thread = new Thread(this::writeAll, "csv-writer");
    private OutputBuffer current = new OutputBuffer(CHUNK + CHUNK / 4);
    private long handedOn;
    private volatile IOException failure;
    private volatile boolean closing;

    /** @param onFailure is given the cause once, on the writing thread, as soon as the sink fails; must not block for long */
    public CsvWriter(ByteSink sink, CsvEncoder encoder, Consumer<IOException> onFailure) {
        this.sink = sink;
        this.encoder = encoder;
        this.onFailure = onFailure;
        for (int count = 1; count < CHUNKS; count++) {
            free.add(new OutputBuffer(CHUNK + CHUNK / 4));
        }
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes a record of column names.
     *
     * @throws IOException what the sink failed with, perhaps some records ago
     */
    public void header(List<String> names) throws IOException, InterruptedException {
        encoder.header(names, current);
        handOnIfFull();
    }

    /**
     * Writes a record; the parameters are those of {@link CsvEncoder#row}.
     *
     * @throws IOException what the sink failed with, perhaps some records ago
     */
    public void row(byte[] source, int[] starts, int[] lengths) throws IOException, InterruptedException {
        encoder.row(source, starts, lengths, current);
        if (current.size() >= CHUNK) {
            handOnIfFull();
        }
    }

    /** Bytes of CSV text so far, written or about to be. */
    public long bytes() {
        return handedOn + current.size();
    }

    /**
     * Waits until all is written and makes it lasting and visible.
     *
     * @return the SHA-256 of all bytes, in lower-case hexadecimal digits
     */
    public String publish() throws IOException, InterruptedException {
        handOn();
        full.put(END);
        thread.join();
        throwFailure();
        sink.publish();
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Ends the writing thread and the sink; what was not published is gone. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            // A write into a pipe that nobody reads can't be interrupted; the thread is a daemon and ends with the
            // process.
            thread.join(PATIENCE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sink.close();
    }

    private void handOnIfFull() throws IOException, InterruptedException {
        if (current.size() >= CHUNK) {
            boolean large = current.capacity() > 4 * CHUNK;
            handOn();
            if (large) {
                waitUntilWritten();
            }
        }
    }

    private void handOn() throws IOException, InterruptedException {
        throwFailure();
        handedOn += current.size();
        full.put(current);
        current = free.take();
        throwFailure();
    }

    private void waitUntilWritten() throws InterruptedException {
        OutputBuffer[] others = new OutputBuffer[CHUNKS - 1];
        for (int index = 0; index < others.length; index++) {
            others[index] = free.take();
        }
        free.addAll(List.of(others));
    }

    private void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private void writeAll() {
        try {
            for (OutputBuffer next = full.take(); next != END; next = full.take()) {
                if (failure == null) {
                    write(next);
                }
                free.put(next.capacity() > 4 * CHUNK ? new OutputBuffer(CHUNK + CHUNK / 4) : emptied(next));
            }
        } catch (InterruptedException e) {
            // close() ends this thread: what is still in the queue is not wanted any more.
            return;
        }
    }

    private void write(OutputBuffer next) {
        try {
            digest.update(next.bytes(), 0, next.size());
            sink.write(next.bytes(), next.size());
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(new IOException(e.toString(), e));
        }
    }

    private void fail(IOException cause) {
        if (closing) {
            // The interrupt that ends this thread closes the file under it: that is no failure of the disk's.
            return;
        }
        failure = cause;
        onFailure.accept(cause);
    }

    private static OutputBuffer emptied(OutputBuffer buffer) {
        buffer.size(0);
        return buffer;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
