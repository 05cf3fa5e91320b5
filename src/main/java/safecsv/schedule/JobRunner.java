package safecsv.schedule;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.export.RunningExport;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.log.JobLock;
import safecsv.schedule.log.JobLog;
import safecsv.schedule.log.RunEvent;

/**
 * Gives jobs their turns: one attempt at one due time, under the job's lock, with everything written down. Thread-safe;
 * turns of different jobs may be taken side by side.
 */
public final class JobRunner {
    private final Servers servers;
    private final Timekeeper time;
    private final Journal journal;
    private final Set<RunningExport<?>> running = ConcurrentHashMap.newKeySet();
    /** When it was told that a job's run log can't be used. */
    private final Map<String, Instant> unusable = new ConcurrentHashMap<>();

    private volatile boolean stopping;

    /**
     * What a turn came to.
     *
     * @param end the event that the attempt ended with, if there was one
     * @param wake when the next turn makes sense
     */
    public record Turn(Kind kind, Optional<RunEvent> end, Instant wake) {
        /** Whether there was anything to do. */
        public enum Kind {
            /** Something was done; there may be more. */
            DONE,
            /** Nothing is due, or a retry is not due yet. */
            IDLE,
            /** Somebody else runs the job. */
            BUSY,
            /** It was ended from outside. */
            INTERRUPTED
        }
    }

    /** What a turn is to be about. */
    public enum Demand {
        /** What is due, as the job's catch-up says; a job that was never seen begins now. */
        WHEN_DUE,
        /** The last due time, even where it is long past and the job was never seen. */
        ASKED
    }

    public JobRunner(Servers servers, Timekeeper time, Journal journal) {
        this.servers = servers;
        this.time = time;
        this.journal = journal;
    }

    /**
     * Takes a turn.
     *
     * @param state the folder of the run logs
     * @param connection how to connect, decided anew for each attempt
     * @throws safecsv.SafecsvException code 5 where the run log or the lock can't be used; whatever else goes wrong is
     *     written to the log and is the turn's end
     */
    public Turn turn(Job job, Path state, Supplier<ConnectionSettings> connection, Demand demand) {
        return locked(job, state, connection, turn -> turn.take(demand));
    }

    /**
     * Runs one due time by name, done or not; for repeats and for schedulers that say what they want.
     *
     * @param expected whether the expectations must be met
     */
    public Turn turnFor(Job job, Path state, Supplier<ConnectionSettings> connection, Instant due, boolean expected) {
        return locked(job, state, connection, turn -> turn.repeat(due, expected));
    }

    private Turn locked(Job job, Path state, Supplier<ConnectionSettings> connection, Function<JobTurn, Turn> action) {
        if (stopping) {
            return new Turn(Turn.Kind.INTERRUPTED, Optional.empty(), time.now());
        }
        Optional<JobLock> lock = noted(job, () -> JobLock.tryAcquire(state, job.name()));
        if (lock.isEmpty()) {
            return new Turn(Turn.Kind.BUSY, Optional.empty(), time.now());
        }
        try (JobLog log = noted(job, () -> JobLog.open(state, job.name()))) {
            Attempts attempts = (due, number, target) -> new Attempt(this, job, log, connection, due, number, target);
            Turn turn = noted(job, () -> action.apply(new JobTurn(this, job, log, attempts)));
            unusable.remove(job.name());
            return turn;
        } finally {
            lock.get().close();
        }
    }

    /** Where even the run log can't be used, the job's alarm is still raised, though nothing can be written about it. */
    private <T> T noted(Job job, Supplier<T> action) {
        try {
            return action.get();
        } catch (SafecsvException e) {
            if (e.exitCode() == ExitCode.FAILED) { // anything else is an answer to who asked for something
                tellOfUnusable(job, e.getMessage());
            }
            throw e;
        } catch (RuntimeException e) {
            tellOfUnusable(job, "This is a bug in safecsv: " + e + ".");
            throw e;
        }
    }

    private void tellOfUnusable(Job job, String why) {
        Optional<Job.Notice> notice = job.notices().failure();
        Instant told = unusable.get(job.name());
        if (notice.isEmpty()
                || stopping
                || (told != null && time.now().isBefore(told.plus(notice.get().repeatAfter())))) {
            return;
        }
        unusable.put(job.name(), time.now());
        JobNotices.tellUnrecorded(job, time.now(), why)
                .ifPresent(problem -> note(Journal.Level.ERROR, job, "the notice could not be given: " + problem));
    }

    /** Ends what runs, and lets nothing new begin. The due times stay to be done. */
    public void stop() {
        stopping = true;
        running.forEach(RunningExport::interrupt);
    }

    boolean isStopping() {
        return stopping;
    }

    Servers servers() {
        return servers;
    }

    Timekeeper time() {
        return time;
    }

    /** Notes what is no single job's affair. */
    public void warn(String message) {
        journal.note(new Journal.Note(time.now(), Journal.Level.WARNING, null, message));
    }

    void note(Journal.Level level, Job job, String message) {
        journal.note(new Journal.Note(time.now(), level, job.name(), message));
    }

    void running(RunningExport<?> exporter) {
        running.add(exporter);
        if (stopping) {
            exporter.interrupt();
        }
    }

    void ended(RunningExport<?> exporter) {
        running.remove(exporter);
    }
}
