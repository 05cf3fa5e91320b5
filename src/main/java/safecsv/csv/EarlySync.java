package safecsv.csv;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Semaphore;

/**
 * Has the disk take what has been written so far, on a thread of its own, while more is written; the sync that publishes
 * the file then has little left to wait for. {@link #request} and {@link #finish} are for one thread.
 */
final class EarlySync {
    private final FileChannel channel;
    private final Semaphore requests = new Semaphore(0);
    private final Thread thread = new Thread(this::serve, "csv-sync");
    private volatile boolean ended;
    private volatile IOException failure;

    EarlySync(FileChannel channel) {
        this.channel = channel;
        thread.setDaemon(true);
    }

    /** Asks for a sync; returns at once. Requests that come while one is being served are served as one. */
    void request() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        requests.release();
    }

    private void serve() {
        try {
            while (!ended) {
                requests.acquire();
                requests.drainPermits();
                channel.force(false);
            }
        } catch (IOException e) {
            // The kernel tells a failed write once: the sync that publishes would find nothing wrong.
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for the sync that is being served.
     *
     * @throws IOException what a sync failed with
     */
    void finish() throws IOException {
        end();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** @throws IOException what a sync failed with */
    void requireNoFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends the thread, at once or after the sync that it may be in. */
    void end() {
        ended = true;
        requests.release();
    }
}
