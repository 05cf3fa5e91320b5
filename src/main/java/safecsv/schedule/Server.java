package safecsv.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.NamedLocks;

/**
 * A server with its pool, and the locks that keep several hosts from doing one run twice. The lock of a job is held while
 * it runs. A lock of the due time is taken when it is done and held on, so that a host that comes late sees that there is
 * nothing left to do; it ends with this process, or when the job has been done sixteen more times. Thread-safe.
 */
final class Server implements AutoCloseable {
    /** What another host is doing about a run. */
    enum Elsewhere {
        NOTHING,
        RUNNING,
        DONE
    }

    private static final int DONE_LOCKS_OF_A_JOB = 16;

    /** Longer than a question that gets no answer, and the connection that is opened in place of its own. */
    private static final Duration TURN_PATIENCE = Duration.ofSeconds(45);

    private final ConnectionPool pool;
    private final int concurrency;
    private final Map<String, Deque<String>> done = new HashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Semaphore turn = new Semaphore(1, true);
    private volatile NamedLocks locks;

    Server(ConnectionPool pool, int concurrency) {
        this.pool = pool;
        this.concurrency = concurrency;
    }

    /** Lets every run at a time have so many connections besides its usual ones. */
    void makeRoomFor(int parallel) {
        if (parallel > 0) {
            pool.allowMore(concurrency * (parallel + Servers.CONNECTIONS_OF_A_RUN));
        }
    }

    ConnectionPool pool() {
        return pool;
    }

    boolean isUsedByOneAtMost() {
        return running.size() <= 1;
    }

    boolean isReachable() {
        return pool.isReachable();
    }

    /** Takes the lock of a job for one run, unless another host runs it or has done it. */
    Elsewhere begin(String job, Instant due) {
        Elsewhere elsewhere = asking(held -> {
            if (held.isUsed(doneName(job, due)) && !held.isHere(doneName(job, due))) {
                return Elsewhere.DONE;
            }
            if (!held.tryLock(job)) {
                return Elsewhere.RUNNING;
            }
            // The other one may have ended between the two questions.
            if (held.isUsed(doneName(job, due)) && !held.isHere(doneName(job, due))) {
                held.release(job);
                return Elsewhere.DONE;
            }
            return Elsewhere.NOTHING;
        });
        if (elsewhere == Elsewhere.NOTHING) {
            running.add(job);
        }
        return elsewhere;
    }

    /** Says that a due time is done, while the lock of the job is still held. */
    void done(String job, Instant due) {
        asking(held -> {
            held.tryLock(doneName(job, due));
            Deque<String> names = done.computeIfAbsent(job, name -> new ArrayDeque<>());
            names.addLast(doneName(job, due));
            if (names.size() > DONE_LOCKS_OF_A_JOB) {
                held.release(names.removeFirst());
            }
            return true;
        });
    }

    /** Gives the lock of a job back. */
    void end(String job) {
        running.remove(job);
        try {
            inTurn(() -> {
                NamedLocks held = locks;
                if (held != null) {
                    held.release(job);
                }
                return true;
            });
        } catch (SafecsvException e) {
            // The connection is gone, and the lock with it; or it is as good as gone.
            closeLocks();
        }
    }

    /** A broken connection is replaced once; the locks that went with it are taken again where they are needed. */
    private <T> T asking(Function<NamedLocks, T> question) {
        return inTurn(() -> {
            NamedLocks held = locks;
            if (held != null) {
                try {
                    return question.apply(held);
                } catch (SafecsvException e) {
                    closeLocks();
                }
            }
            held = NamedLocks.open(pool);
            locks = held;
            return question.apply(held);
        });
    }

    /** One question at a time, as there is one connection; a server that does not answer one holds nobody up for long. */
    private <T> T inTurn(Supplier<T> action) {
        try {
            if (!turn.tryAcquire(TURN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SafecsvException(
                        ExitCode.FAILED,
                        "The server has not answered another job's question about its lock for %d s. Nothing was read or written."
                                .formatted(TURN_PATIENCE.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SafecsvException(ExitCode.INTERRUPTED, "Interrupted while waiting for the job's lock.", e);
        }
        try {
            return action.get();
        } finally {
            turn.release();
        }
    }

    private void closeLocks() {
        NamedLocks held = locks;
        if (held != null) {
            locks = null;
            held.close();
        }
    }

    private static String doneName(String job, Instant due) {
        return job + "/" + due.getEpochSecond();
    }

    /** Waits for no question that is under way. */
    @Override
    public void close() {
        closeLocks();
        pool.close();
    }
}
