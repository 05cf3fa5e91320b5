package safecsv.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionRequest;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.schedule.JobRunner.Demand;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;

/**
 * Runs all jobs of a file when they are due, until it is stopped. {@link #run} is called once; {@link #stop} and
 * {@link #reload} may be called at any time from any thread and return at once.
 */
public final class Daemon {
    /** The longest wait, so that a clock that was set, or a machine that slept, is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** How soon a job is tried again that somebody else runs. */
    private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

    /** How soon a job is looked at again whose run log can't be used, which somebody must mend. */
    private static final Duration UNUSABLE_WAIT = Duration.ofMinutes(1);

    /** For what ends by itself, and then again for what is interrupted: a notice that nobody answers. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofMillis(4500);

    private final Supplier<JobsFile> source;
    private final Function<ConnectionRequest, ConnectionSettings> connections;
    private final JobRunner runner;
    private final Timekeeper time;
    private final Journal journal;
    private final int concurrency;
    private final Agenda agenda = new Agenda();
    /** Rung by whatever the loop must look at. */
    private final Semaphore bell = new Semaphore(0);

    private JobsFile file;
    private Instant lastLook = Instant.MIN;
    private int running;
    private boolean stopping;
    private boolean reloading;
    private Runnable afterTurns = () -> {};

    /**
     * Sets it up; nothing is read or run yet.
     *
     * @param source reads the jobs file, now and at each reload
     * @param connections decides how to connect
     * @param concurrency most runs at a time
     */
    public Daemon(
            Supplier<JobsFile> source,
            Function<ConnectionRequest, ConnectionSettings> connections,
            JobRunner runner,
            int concurrency,
            Journal journal) {
        this.source = source;
        this.connections = connections;
        this.runner = runner;
        this.time = runner.time();
        this.journal = journal;
        this.concurrency = concurrency;
    }

    /** Has this run after turns and at least every twenty seconds, on the thread of {@link #run}. */
    public void afterTurns(Runnable action) {
        afterTurns = action;
    }

    /** The jobs file that is in force; for {@link #afterTurns}. */
    public synchronized JobsFile file() {
        return file;
    }

    /**
     * Runs jobs until it is stopped, and then ends those that run; their due times stay to be done.
     *
     * @throws SafecsvException where the jobs file is wrong at the start
     */
    public void run() {
        take(source.get());
        note(Journal.Level.INFO, "%d jobs, at most %d at a time".formatted(agenda.size(), concurrency));
        ExecutorService workers = Executors.newFixedThreadPool(concurrency);
        LateWatch late = new LateWatch(time, journal);
        try {
            late.start(this::file);
            while (awaitWork()) {
                afterTurns.run();
                reloadIfAsked();
                startWhatIsDue(workers);
            }
        } finally {
            runner.stop();
            late.stop();
            workers.shutdown();
            awaitWorkers(workers);
        }
        note(Journal.Level.INFO, "stopped");
    }

    private void awaitWorkers(ExecutorService workers) {
        try {
            if (workers.awaitTermination(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            workers.shutdownNow();
            if (!workers.awaitTermination(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                note(Journal.Level.ERROR, "a run did not end in time; the next start clears it away");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it. */
    public void stop() {
        runner.stop();
        synchronized (this) {
            stopping = true;
            bell.release();
        }
    }

    /** Has the jobs file read again; while it is wrong, the old one stays in force. */
    public synchronized void reload() {
        reloading = true;
        bell.release();
    }

    private boolean awaitWork() {
        try {
            if (bell.tryAcquire(Math.min(real(untilNextWake()), LONGEST_WAIT.toMillis()), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            return false;
        }
        synchronized (this) {
            return !stopping;
        }
    }

    private synchronized Duration untilNextWake() {
        Duration longest = time.kept(LONGEST_WAIT);
        // The end of a turn wakes us.
        return running >= concurrency ? longest : agenda.untilNextWake(time.now(), longest);
    }

    /** At least a millisecond for any time that is still to come. */
    private long real(Duration kept) {
        return kept.isNegative() || kept.isZero()
                ? 0
                : Math.max(1, time.real(kept).toMillis());
    }

    private void reloadIfAsked() {
        synchronized (this) {
            if (!reloading) {
                return;
            }
            reloading = false;
        }
        try {
            take(source.get());
            note(Journal.Level.INFO, "the jobs file was read again: %d jobs".formatted(agenda.size()));
        } catch (SafecsvException e) {
            notTakenOver(e.getMessage());
        } catch (RuntimeException e) {
            notTakenOver("This is a bug in safecsv: " + e);
        }
    }

    private void notTakenOver(String why) {
        note(Journal.Level.ERROR, "the jobs file was not taken over; the one before stays in force. " + why);
    }

    private synchronized void take(JobsFile fresh) {
        fresh.lacks().forEach(lack -> note(Journal.Level.WARNING, fresh.text(lack)));
        file = fresh;
        agenda.take(fresh.jobs(), time.now());
    }

    private synchronized void startWhatIsDue(ExecutorService workers) {
        Instant now = time.now();
        if (now.isBefore(lastLook)) {
            agenda.wakeAll(now);
        }
        lastLook = now;
        for (Agenda.Entry entry : agenda.begin(now, concurrency - running)) {
            running++;
            Job job = entry.job();
            JobsFile current = file;
            workers.execute(() -> turn(entry, job, current));
        }
    }

    private void turn(Agenda.Entry entry, Job job, JobsFile current) {
        Instant wake = time.now().plus(time.kept(BUSY_WAIT));
        try {
            Turn turn =
                    runner.turn(job, current.state(), () -> connections.apply(current.connection()), Demand.WHEN_DUE);
            if (turn.kind() != Turn.Kind.BUSY) {
                wake = turn.wake();
            }
        } catch (SafecsvException e) {
            runner.note(Journal.Level.ERROR, job, e.getMessage());
            wake = time.now().plus(UNUSABLE_WAIT);
        } catch (RuntimeException e) {
            runner.note(Journal.Level.ERROR, job, "This is a bug in safecsv: " + e);
            wake = time.now().plus(UNUSABLE_WAIT);
        } finally {
            synchronized (this) {
                running--;
                entry.end(wake, time.now());
                bell.release();
            }
        }
    }

    private void note(Journal.Level level, String message) {
        journal.note(new Journal.Note(time.now(), level, null, message));
    }
}
