package safecsv.csv;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import safecsv.SafecsvException;

/**
 * Writes CSV records to an output. Encoding happens on the calling thread; dividing, compressing, digest and writing on a
 * second one, so that reading from the server goes on meanwhile. One thread may call it.
 *
 * <p>Memory: three buffers of 256 KiB; a row longer than that is written before the next one is taken, so that several
 * of them never wait at once.
 */
public final class CsvWriter implements AutoCloseable {
    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS = 3;
    private static final long PATIENCE_MILLISECONDS = 1000;
    private static final OutputBuffer END = new OutputBuffer(0, false);

    private final PartedOutput output;
    private final RowEncoder encoder;
    private final Consumer<IOException> onFailure;
    private final BlockingQueue<OutputBuffer> free = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<OutputBuffer> full = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final Thread thread = new Thread(this::writeAll, "csv-writer");
    private OutputBuffer current;
    private long handedOn;
    private volatile IOException failure;
    private volatile boolean closing;

    /**
     * @param output is closed with this writer
     * @param onFailure is given the cause once, on the writing thread, as soon as the output fails; must not block for long
     */
    public CsvWriter(PartedOutput output, RowEncoder encoder, Consumer<IOException> onFailure) {
        this.output = output;
        this.encoder = encoder;
        this.onFailure = onFailure;
        this.current = newBuffer();
        for (int count = 1; count < CHUNKS; count++) {
            free.add(newBuffer());
        }
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes a record of column names, before any row.
     *
     * @throws IOException what the output failed with
     */
    public void header(List<String> names) throws IOException {
        OutputBuffer record = new OutputBuffer(1 << 12, false);
        encoder.header(names, record);
        output.header(record);
        handedOn += record.size();
    }

    /**
     * Writes a record; the parameters are those of {@link RowEncoder#row}.
     *
     * @throws IOException what the output failed with, perhaps some records ago
     */
    public void row(byte[] source, int[] starts, int[] lengths) throws IOException, InterruptedException {
        encoder.row(source, starts, lengths, current);
        if (current.size() >= CHUNK) {
            handOn();
        }
    }

    /**
     * Writes rows that another thread has encoded, after all that came before.
     *
     * @param rows whole rows in a buffer of {@link PartedOutput#newBuffer}, given away
     * @return an empty buffer to go on with
     * @throws IOException what the output failed with, perhaps some records ago
     */
    public OutputBuffer exchange(OutputBuffer rows) throws IOException, InterruptedException {
        if (current.size() > 0) {
            handOn();
        }
        OutputBuffer spare = current;
        current = rows;
        handOn();
        OutputBuffer next = current;
        current = spare;
        return next;
    }

    /** Bytes of CSV text so far, written or about to be. */
    public long bytes() {
        return handedOn + current.size();
    }

    /**
     * Waits until all is written and lasting.
     *
     * @return the parts, none of them published yet
     */
    public List<WrittenPart> finish() throws IOException, InterruptedException {
        handOn();
        full.put(END);
        thread.join();
        throwFailure();
        return output.finish();
    }

    /** Ends the writing thread and the output; what was not finished is gone. */
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
        if (thread.isAlive()) {
            output.cut();
        } else {
            output.close();
        }
    }

    private void handOn() throws IOException, InterruptedException {
        throwFailure();
        boolean large = current.capacity() > 4 * CHUNK;
        handedOn += current.size();
        full.put(current);
        current = free.take();
        if (large) {
            waitUntilWritten();
        }
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
                free.put(next.capacity() > 4 * CHUNK ? newBuffer() : emptied(next));
            }
        } catch (InterruptedException e) {
            // close() ends this thread: what is still in the queue is not wanted any more.
            return;
        }
    }

    private void write(OutputBuffer next) {
        try {
            output.write(next);
        } catch (IOException e) {
            fail(e);
        } catch (SafecsvException e) {
            // The next part could not be created.
            fail(new IOException(e.getMessage(), e));
        } catch (RuntimeException | Error e) {
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

    private OutputBuffer newBuffer() {
        return output.newBuffer(CHUNK + CHUNK / 4);
    }

    private static OutputBuffer emptied(OutputBuffer buffer) {
        buffer.clear();
        return buffer;
    }
}
