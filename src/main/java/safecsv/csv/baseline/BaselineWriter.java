package safecsv.csv.baseline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import safecsv.csv.ByteSink;
import safecsv.csv.Sha256;

/**
 * Writes a baseline while its export runs. Compression is the fastest that deflate has, on a thread of its own, so that
 * the export hardly waits for it. One thread writes.
 */
public final class BaselineWriter implements AutoCloseable {
    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS = 4;
    private static final byte[] END = {};

    private final ByteSink sink;
    private final ZipOutputStream zip;
    private final Sha256 digest;
    private final BlockingQueue<byte[]> full = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread = new Thread(this::compressAll, "baseline-writer");
    private byte[] current = new byte[CHUNK];
    private int size;
    private long count;
    private volatile IOException failure;

    /**
     * Starts the file.
     *
     * @param sink is sealed in the end, and published by whoever made it
     * @param digests whether to compute the digest here; else {@link #finish} is given it
     */
    public BaselineWriter(ByteSink sink, boolean digests) throws IOException {
        this.sink = sink;
        this.digest = digests ? new Sha256() : null;
        this.zip = new ZipOutputStream(new SinkStream(sink));
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry(BaselineReader.ROWS));
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Adds bytes of the CSV in the standard dialect; they are copied.
     *
     * @throws IOException what the sink failed with, perhaps some bytes ago
     */
    public void write(byte[] bytes, int start, int length) throws IOException {
        int from = start;
        int end = start + length;
        while (from < end) {
            int part = Math.min(end - from, CHUNK - size);
            System.arraycopy(bytes, from, current, size, part);
            size += part;
            from += part;
            if (size == CHUNK) {
                handOn();
            }
        }
        count += length;
    }

    /**
     * Completes the file and makes it lasting; it is not visible yet.
     *
     * @param rows how many there are, without the header
     * @param sha256 of the bytes written; not looked at where it is computed here
     */
    public void finish(BaselineManifest manifest, long rows, String sha256) throws IOException, InterruptedException {
        handOn();
        full.put(END);
        thread.join();
        throwFailure();
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry(BaselineReader.MANIFEST));
        zip.write(ManifestJson.write(manifest.completed(rows, count, digest == null ? sha256 : digest.hex())));
        zip.close();
        sink.seal();
    }

    private void handOn() throws IOException {
        throwFailure();
        if (size == 0) {
            return;
        }
        try {
            full.put(size == CHUNK ? current : Arrays.copyOf(current, size));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        current = new byte[CHUNK];
        size = 0;
    }

    private void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private void compressAll() {
        try {
            for (byte[] next = full.take(); next != END; next = full.take()) {
                if (failure == null) {
                    compress(next);
                }
            }
        } catch (InterruptedException e) {
            // close(): what is still in the queue is not wanted any more.
            return;
        }
    }

    private void compress(byte[] bytes) {
        try {
            if (digest != null) {
                digest.update(bytes, 0, bytes.length);
            }
            zip.write(bytes);
        } catch (IOException e) {
            failure = new IOException(sink.name() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            failure = new IOException(e.toString(), e);
        }
    }

    /** Ends the thread; what was not finished is gone with the sink, which its owner closes. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class SinkStream extends OutputStream {
        private final ByteSink sink;

        SinkStream(ByteSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int one) throws IOException {
            sink.write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            sink.write(bytes, start, length);
        }
    }
}
