package safecsv.export;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import safecsv.csv.ByteSink;
import safecsv.csv.CompleteFile;
import safecsv.csv.Sha256;

/**
 * A file whose complete pieces survive whatever ends the export: from time to time it is synced, and then the state is
 * saved that says how far it is complete. {@link #complete} is called by one thread, the rest by another.
 */
final class ResumeSink implements ByteSink {
    private static final long BYTES_BETWEEN = 32 << 20;
    private static final long NANOSECONDS_BETWEEN = TimeUnit.SECONDS.toNanos(1);

    private final CompleteFile file;
    private final Saving saving;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final Sha256 digest = new Sha256();
    private long written;
    private Mark passed;
    private String passedSha256;
    private long savedBytes;
    private long savedAt = System.nanoTime();
    private boolean saved;
    private boolean sealed;

    /** Saves what is complete; the bytes are synced. */
    interface Saving {
        void save(Mark mark, String sha256, String part) throws IOException;
    }

    /** The end of a piece: how many there are with it, and their rows and bytes. */
    record Mark(int chunks, long rows, long bytes) {}

    ResumeSink(CompleteFile file, Saving saving) {
        this.file = file;
        this.saving = saving;
    }

    /** Says where a piece ends; its bytes may yet have to be written. */
    synchronized void complete(Mark mark) {
        if (mark.bytes() == written) {
            passed(mark);
        } else {
            marks.add(mark);
        }
    }

    private void passed(Mark mark) {
        passed = mark;
        passedSha256 = digest.hexSoFar();
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public synchronized void write(byte[] bytes, int start, int length) throws IOException {
        file.write(bytes, start, length);
        int at = start;
        int end = start + length;
        while (!marks.isEmpty() && marks.peek().bytes() <= written + (end - at)) {
            int next = at + Math.toIntExact(marks.peek().bytes() - written);
            digest.update(bytes, at, next - at);
            written += next - at;
            at = next;
            passed(marks.poll());
        }
        digest.update(bytes, at, end - at);
        written += end - at;
        if (passed != null
                && (passed.bytes() - savedBytes >= BYTES_BETWEEN
                        || System.nanoTime() - savedAt >= NANOSECONDS_BETWEEN)) {
            save();
        }
    }

    private void save() throws IOException {
        file.sync();
        saving.save(passed, passedSha256, file.partName());
        file.keepUnpublished();
        saved = true;
        savedBytes = passed.bytes();
        savedAt = System.nanoTime();
        passed = null;
    }

    @Override
    public synchronized void seal() throws IOException {
        file.seal();
        sealed = true;
    }

    /** Keeps what is complete; only where not even a state can be saved is it lost. */
    @Override
    public synchronized void close() {
        // An interrupt would close the file before it is synced.
        boolean interrupted = Thread.interrupted();
        try {
            if (passed != null && !sealed) {
                save();
            }
        } catch (IOException e) {
            // The disk is full, or gone: the state before this one stands, if there was one.
            passed = null;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            file.close();
        }
    }

    /** Whether an export that fails now can be continued. */
    synchronized boolean saved() {
        return saved;
    }
}
