package safecsv.schedule;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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

    private final ConnectionPool pool;
    private final int concurrency;
    private final Map<String, Deque<String>> done = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private NamedLocks locks;

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

    synchronized boolean isUsedByOneAtMost() {
        return running.size() <= 1;
    }

    boolean isReachable() {
        return pool.isReachable();
    }

    /** Takes the lock of a job for one run, unless another host runs it or has done it. */
    synchronized Elsewhere begin(String job, Instant due) {
        Elsewhere elsewhere = withLocks(held -> {
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

    /** Whether the run is still this host's: its lock may have gone with a broken connection. */
    synchronized boolean isStillOwn(String job, Instant due) {
        return begin(job, due) == Elsewhere.NOTHING;
    }

    /** Says that a due time is done, while the lock of the job is still held. */
    synchronized void done(String job, Instant due) {
        withLocks(held -> {
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
    synchronized void end(String job) {
        running.remove(job);
        try {
            if (locks != null) {
                locks.release(job);
            }
        } catch (SafecsvException e) {
            // The connection is gone, and the lock with it.
            closeLocks();
        }
    }

    /** A broken connection is replaced once; the locks that went with it are taken again where they are needed. */
    private <T> T withLocks(Function<NamedLocks, T> question) {
        if (locks != null) {
            try {
                return question.apply(locks);
            } catch (SafecsvException e) {
                closeLocks();
            }
        }
        locks = NamedLocks.open(pool);
        return question.apply(locks);
    }

    private void closeLocks() {
        if (locks != null) {
            locks.close();
            locks = null;
        }
    }

    private static String doneName(String job, Instant due) {
        return job + "/" + due.getEpochSecond();
    }

    @Override
    public synchronized void close() {
        closeLocks();
        pool.close();
    }
}
