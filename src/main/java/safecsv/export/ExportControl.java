package safecsv.export;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import safecsv.SafecsvException;
import safecsv.export.pace.Pace;
import safecsv.export.pace.PaceLimits;
import safecsv.export.pace.PaceListener;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ServerStatus;

/**
 * Ends an export early, whichever of its threads or connections fails first, and whoever asks for it. It knows all
 * sessions and threads of one export: when one must end, each query is ended on the server and each thread interrupted.
 * Thread-safe.
 */
final class ExportControl {
    private final AtomicReference<StopReason> stopped = new AtomicReference<>();
    private final List<ReadSession> sessions = new CopyOnWriteArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Exception> firstFailure = new AtomicReference<>();
    private final ExportProgress progress = new ExportProgress();
    private final ExportRequest.Limits limits;
    private final ExportListener listener;
    private final Pace pace;
    private final long started = System.nanoTime();

    ExportControl(ConnectionPool pool, ExportRequest.Limits limits, PaceLimits gentleness, ExportListener listener) {
        this.limits = limits;
        this.listener = listener;
        ServerStatus server = new ServerStatus(pool, gentleness.questions(), () -> sessions);
        this.pace = new Pace(gentleness, server::read, new PaceDecisions());
    }

    /** What the pace decides, carried out. */
    private final class PaceDecisions implements PaceListener {
        @Override
        public void waiting(String reason) {
            progress.waiting(reason);
            listener.waiting(reason);
        }

        @Override
        public void notice(String sentence) {
            listener.notice(sentence);
        }

        @Override
        public void stop(SafecsvException why) {
            failed(StopReason.GAVE_WAY, why);
        }
    }

    /** What an export does, on the thread that called for it. */
    interface Work<T> {
        /** Anything thrown ends all the rest of the export. */
        T run() throws IOException, InterruptedException;
    }

    /**
     * Runs the export, under its time limit.
     *
     * @param place where it goes, for what is said when it fails
     * @throws OutputClosedException where the reader of standard output has closed it
     * @throws SafecsvException for everything else that went wrong
     */
    <T> T run(ExportPlace place, Work<T> work) throws OutputClosedException {
        threads.add(Thread.currentThread());
        Timer timer = startTimer();
        try {
            return work.run();
        } catch (IOException e) {
            throw explain(place, e);
        } catch (InterruptedException | SafecsvException e) {
            // When the disk or the pipe fails, the query is ended at once, and either failure may be seen first.
            Exception first = firstFailure.get();
            if (first != null && first != e) {
                for (Throwable suppressed : e.getSuppressed()) {
                    first.addSuppressed(suppressed);
                }
            }
            throw explain(place, first != null ? first : e);
        } finally {
            pace.close();
            timer.cancel();
            threads.remove(Thread.currentThread());
            // An interrupt that came late must not hit what the caller does next.
            Thread.interrupted();
        }
    }

    private SafecsvException explain(ExportPlace place, Exception cause) throws OutputClosedException {
        return new ExportFailure(place, limits, progress, sessions).explain(stopped.get(), elapsed(), cause);
    }

    /**
     * Makes a session one of the export's.
     *
     * @throws InterruptedException where the export has been stopped meanwhile
     */
    ReadSession enter(ReadSession session) throws InterruptedException {
        sessions.add(session);
        requireRunning();
        return session;
    }

    /** Makes the calling thread one of the export's, until {@link #leave}. */
    void enter() throws InterruptedException {
        threads.add(Thread.currentThread());
        requireRunning();
    }

    void leave() {
        threads.remove(Thread.currentThread());
    }

    void requireRunning() throws InterruptedException {
        if (stopped.get() != null) {
            throw new InterruptedException();
        }
    }

    /** Says that a part of the export has failed, which ends all of it; the first failure is the one that is told. */
    void failed(StopReason reason, Exception cause) {
        firstFailure.compareAndSet(null, cause);
        stop(reason);
    }

    /**
     * Says that all rows are there, so that nothing stops the export any more.
     *
     * @throws InterruptedException where it has been stopped before
     */
    void lastRow() throws InterruptedException {
        if (!stopped.compareAndSet(null, StopReason.LAST_ROW)) {
            throw new InterruptedException();
        }
    }

    /** Ends the export, unless it has ended or all of its rows are there. */
    void stop(StopReason reason) {
        if (!stopped.compareAndSet(null, reason)) {
            return;
        }
        killAll();
        for (Thread thread : threads) {
            if (thread != Thread.currentThread()) {
                // It may be waiting for the writing thread, which may be waiting for a pipe that nobody reads.
                thread.interrupt();
            }
        }
    }

    /** At the same time: one that can't be ended must not keep the others running. */
    private void killAll() {
        List<Thread> kills = new ArrayList<>();
        List<ReadSession> all = List.copyOf(sessions);
        for (ReadSession session : all.subList(Math.min(1, all.size()), all.size())) {
            Thread kill = new Thread(session::kill, "kill-session");
            kill.setDaemon(true);
            kill.start();
            kills.add(kill);
        }
        if (!all.isEmpty()) {
            all.get(0).kill();
        }
        for (Thread kill : kills) {
            try {
                kill.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The server ends the query by itself; this is for a result that is sent, or read, too slowly. */
    private Timer startTimer() {
        Timer timer = new Timer("export-timeout", true);
        Duration timeout = limits.timeout();
        if (!timeout.isZero()) {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            stop(StopReason.TIMEOUT);
                        }
                    },
                    timeout.toMillis());
        }
        return timer;
    }

    /** How fast the export may go. */
    Pace pace() {
        return pace;
    }

    ExportListener listener() {
        return listener;
    }

    ExportProgress progress() {
        return progress;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
