package safecsv.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.Job.Notice;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.jobs.ShownTime;
import safecsv.schedule.log.JobLock;
import safecsv.schedule.log.JobLog;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.StateFolder;

/**
 * Raises the alarm of jobs whose file is overdue, whatever the reason: a run that hangs, one that goes on failing and being
 * tried again, a process that is gone. It waits for no run, so that one that hangs can't keep it silent, and processes that
 * look at the same time tell once.
 */
public final class LateWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** A file whose time says when somebody looked last; no job has such a name. */
    private static final String MARK = "~late";

    /** Longer than a notice takes by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final Timekeeper time;
    private final Journal journal;
    /** What was told where it could not be written down. */
    private final Map<String, RunEvent> unwritten = new ConcurrentHashMap<>();

    private final Semaphore closing = new Semaphore(0);
    private ExecutorService looking;

    /** Sets it up; nothing is looked at yet. */
    public LateWatch(Timekeeper time, Journal journal) {
        this.time = time;
        this.journal = journal;
    }

    /** Looks every twenty seconds, on a thread of its own, until it is closed. */
    public void start(Supplier<JobsFile> file) {
        looking = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "safecsv-late");
            thread.setDaemon(true);
            return thread;
        });
        ExecutorService own = looking;
        own.execute(() -> {
            try {
                Duration took = Duration.ZERO;
                // Many long run logs take a while to read: a tenth of the time at most.
                while (!closing.tryAcquire(wait(took).toMillis(), TimeUnit.MILLISECONDS)) {
                    long begun = System.nanoTime();
                    lookInTurn(file.get());
                    took = Duration.ofNanos(System.nanoTime() - begun);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Duration wait(Duration took) {
        return Stream.of(time.real(INTERVAL), SHORTEST, took.multipliedBy(9))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * As {@link #look}, where no process of this state folder has looked within twenty seconds: many calls that end at one
     * time would all read every run log.
     */
    public void lookInTurn(JobsFile file) {
        Path mark = file.state().resolve(MARK);
        try {
            Instant now = Instant.now();
            if (Files.exists(mark)) {
                Instant last = Files.getLastModifiedTime(mark).toInstant();
                if (!last.isAfter(now) && last.plus(INTERVAL).isAfter(now)) {
                    return;
                }
                Files.setLastModifiedTime(mark, FileTime.from(now));
            } else if (Files.isDirectory(file.state())) {
                Files.createFile(mark);
            }
        } catch (IOException e) {
            note(null, "it can't be written down that late runs were looked for: " + IoReason.of(e));
        }
        look(file, false);
    }

    /**
     * Looks at every job that has an alarm, and raises it where the job is late and that was not told yet.
     *
     * @param evenNew whether a job counts that nothing has run here yet
     */
    public void look(JobsFile file, boolean evenNew) {
        for (Job job : file.jobs()) {
            Optional<Notice> notice = job.notices().failure();
            if (notice.isPresent() && !Thread.currentThread().isInterrupted()) {
                try {
                    look(file, job, notice.get(), evenNew);
                } catch (SafecsvException e) {
                    // A state folder that can't be used has an alarm of its own, of whoever runs the job.
                } catch (RuntimeException e) {
                    note(job, "This is a bug in safecsv: " + e);
                }
            }
        }
    }

    private void look(JobsFile file, Job job, Notice notice, boolean evenNew) {
        JobState state = JobLog.read(file.state(), job.name());
        Optional<Instant> due = JobStatus.overdue(file, job, state, time.now());
        if (due.isEmpty() || (state.isNew() && !evenNew) || isTold(file, job, notice, state, due.get())) {
            return;
        }
        Optional<JobLock> lock = JobLock.tryAcquire(file.state(), StateFolder.lateName(job.name()));
        if (lock.isEmpty()) {
            return; // another process is about it
        }
        try {
            if (!isTold(file, job, notice, state, due.get())) {
                tell(file, job, notice, state, due.get());
            }
        } finally {
            lock.get().close();
        }
    }

    /** Told of this due time, or of an earlier one without a file since; again only after the notice's time. */
    private boolean isTold(JobsFile file, Job job, Notice notice, JobState state, Instant due) {
        Optional<RunEvent> alarm = Optional.ofNullable(unwritten.get(job.name()))
                .or(() -> StateFolder.lateAlarm(file.state(), job.name()))
                .filter(last -> last.count() != 0);
        if (alarm.isEmpty()) {
            return false;
        }
        boolean fileSince = state.lastSuccess()
                .filter(success -> !success.due().isBefore(alarm.get().due()))
                .isPresent();
        boolean another = !alarm.get().due().equals(due) && fileSince;
        return !another && time.now().isBefore(alarm.get().at().plus(notice.repeatAfter()));
    }

    private void tell(JobsFile file, Job job, Notice notice, JobState state, Instant due) {
        RunEvent alarm = RunEvent.of(RunEvent.Kind.ALARM, time.now(), due).withMessage("late");
        boolean written = isWritten(file, job, alarm); // makes room for what comes after
        Optional<String> problem =
                Notifier.tell(notice, JobNotices.facts(job, "late", due, reason(file, job, state, due)));
        if (Thread.currentThread().isInterrupted()) {
            return; // it ends; the next one to look tells
        }
        problem.ifPresent(text -> note(job, "the notice could not be given: " + text));
        RunEvent told = alarm.withCount(problem.isEmpty() ? 1 : -1)
                .withMessage(
                        problem.map(text -> "late; could not be told: " + text).orElse("late"));
        if (!written || !isWritten(file, job, told)) {
            unwritten.put(job.name(), told);
        } else {
            unwritten.remove(job.name());
        }
    }

    private boolean isWritten(JobsFile file, Job job, RunEvent alarm) {
        try {
            StateFolder.writeLateAlarm(file.state(), job.name(), alarm);
            return true;
        } catch (IOException e) {
            note(job, "it can't be written down that the alarm was raised: " + IoReason.of(e));
            return false;
        }
    }

    private String reason(JobsFile file, Job job, JobState state, Instant due) {
        String why = state.pendingFailure()
                .map(failure -> "Attempt %d failed: %s".formatted(failure.attempt(), failure.message()))
                .or(() -> state.unfinished()
                        .map(begun -> "A run was begun at %s and has not ended."
                                .formatted(ShownTime.seconds(job.scheduled(begun.at())))))
                .orElse(
                        JobStatus.isLocked(file.state(), job)
                                ? "It is under way and has not begun to export."
                                : "Nothing has run it.");
        return "The run of %s is late: there is no file %s after its time. %s"
                .formatted(ShownTime.minutes(job.scheduled(due)), length(Duration.between(due, time.now())), why);
    }

    /** Such as 1h20m. */
    private static String length(Duration duration) {
        return duration.truncatedTo(duration.toMinutes() > 0 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS)
                .toString()
                .substring(2)
                .toLowerCase(Locale.ROOT);
    }

    private void note(Job job, String message) {
        journal.note(new Journal.Note(time.now(), Journal.Level.ERROR, job == null ? null : job.name(), message));
    }

    /** Ends it; a notice that is under way is waited for. */
    @Override
    public void close() {
        if (looking == null) {
            return;
        }
        closing.release();
        looking.shutdown();
        try {
            if (!looking.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                looking.shutdownNow();
            }
        } catch (InterruptedException e) {
            looking.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once; a notice that is under way is given by the next one to look. */
    public void stop() {
        if (looking != null) {
            looking.shutdownNow();
        }
    }
}
