package safecsv.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import safecsv.SafecsvException;

/** A thread for each session, so that all take their snapshots at nearly the same moment. */
final class SnapshotThreads implements AutoCloseable {
    private final List<ReadSession> sessions;
    private final ExecutorService threads;

    SnapshotThreads(List<ReadSession> sessions) {
        this.sessions = sessions;
        this.threads = Executors.newFixedThreadPool(sessions.size(), task -> {
            Thread thread = new Thread(task, "snapshot");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Gives each session a new snapshot, in the place of the one it has. */
    void takeAll() throws InterruptedException {
        List<Future<?>> taken = new ArrayList<>();
        for (ReadSession session : sessions) {
            taken.add(threads.submit(session::takeSnapshot));
        }
        for (Future<?> one : taken) {
            try {
                one.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SafecsvException known) {
                    throw known;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
