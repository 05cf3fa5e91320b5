package safecsv.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import safecsv.SafecsvException;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.JobLock;
import safecsv.schedule.log.JobLog;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.PublishedFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.StateFolder;

/**
 * How a job stands, read from its run log.
 *
 * @param condition the one word
 * @param problem what is wrong with the run log, so that somebody must look
 * @param failedNotice why the last notice could not be given
 * @param late since when there should have been a file, where there is none
 * @param lastEnd how the last due time ended
 * @param lastSuccess the last published run
 * @param pendingFailure a failed attempt whose run is not given up
 * @param lastSkipped due times that were left out since the last end, as catch-up says
 * @param next the next due time after now
 */
public record JobStatus(
        Job job,
        Condition condition,
        Optional<String> problem,
        Optional<String> failedNotice,
        Optional<Instant> late,
        Optional<RunEvent> lastEnd,
        Optional<RunEvent> lastSuccess,
        Optional<RunEvent> pendingFailure,
        Optional<RunEvent> lastSkipped,
        int failedRuns,
        Optional<String> watermark,
        Optional<Instant> next,
        Collection<PublishedFile> files) {

    /** The one word about a job. */
    public enum Condition {
        /** Nothing has been due yet. */
        WAITING,
        /** The last run is published, here or by another host. */
        OK,
        /** It runs now. */
        RUNNING,
        /** An attempt failed, and there will be another. */
        RETRYING,
        /** The last run failed for good. */
        FAILED,
        /** The run log can't be used; nothing runs until somebody has mended it. */
        UNUSABLE
    }

    /** How far a run log may be ahead of the clock before something is wrong with either. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /**
     * Reads how all jobs of a file stand, and whether their run logs can be written now.
     *
     * @param since when somebody began to run them; a job that was never run is not late for what was due before
     */
    public static List<JobStatus> all(JobsFile file, Instant now, Instant since) {
        Optional<String> folder = StateFolder.problem(file.state());
        return file.jobs().stream()
                .map(job -> of(file, job, now, since, folder))
                .toList();
    }

    /** Reads how a job stands; waits for nothing and changes nothing. */
    public static JobStatus of(JobsFile file, Job job, Instant now) {
        return of(file, job, now, Instant.MIN, Optional.empty());
    }

    private static JobStatus of(JobsFile file, Job job, Instant now, Instant since, Optional<String> folder) {
        try {
            JobState state = JobLog.read(file.state(), job.name());
            Optional<Instant> late = state.isNew()
                    ? limit(job, latest(since, file.changed()), now)
                    : limit(job, state.handledUntil(), now);
            return of(
                    job,
                    state,
                    now,
                    folder.isPresent() ? Condition.UNUSABLE : condition(job, file.state(), state),
                    folder.or(() -> problem(job, state, now)),
                    failedNotice(file, job, state, late.isPresent()),
                    late);
        } catch (SafecsvException e) {
            Optional<String> problem = Optional.of(e.getMessage());
            return of(job, new JobState(), now, Condition.UNUSABLE, problem, Optional.empty(), Optional.empty());
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<String> failedNotice(JobsFile file, Job job, JobState state, boolean late) {
        Optional<RunEvent> ofLate = late
                ? StateFolder.lateAlarm(file.state(), job.name()).filter(alarm -> alarm.count() < 0)
                : Optional.empty();
        return ofLate.or(state::failedNotice).map(RunEvent::message);
    }

    private static JobStatus of(
            Job job,
            JobState state,
            Instant now,
            Condition condition,
            Optional<String> problem,
            Optional<String> failedNotice,
            Optional<Instant> late) {
        return new JobStatus(
                job,
                condition,
                problem,
                failedNotice,
                late,
                state.lastEnd(),
                state.lastSuccess(),
                state.pendingFailure(),
                state.lastSkipped(),
                state.failedRuns(),
                state.watermark(),
                job.schedule().nextAfter(now),
                state.files());
    }

    private static Optional<Instant> limit(Job job, Instant since, Instant now) {
        return job.schedule()
                .nextAfter(since)
                .map(due -> due.plus(job.lateAfter()))
                .filter(limit -> limit.isBefore(now));
    }

    /**
     * The first due time that is late. A job that nothing has run yet is late when it was due since it stands in the file.
     */
    static Optional<Instant> overdue(JobsFile file, Job job, JobState state, Instant now) {
        return limit(job, state.isNew() ? file.changed() : state.handledUntil(), now)
                .map(limit -> limit.minus(job.lateAfter()));
    }

    private static Optional<String> problem(Job job, JobState state, Instant now) {
        if (state.isNew() || !state.handledUntil().isAfter(now.plus(CLOCK_TOLERANCE))) {
            return Optional.empty();
        }
        return Optional.of(
                "the run log has everything done until %s, which is still to come; until then nothing runs. Either this clock is wrong, or it was then."
                        .formatted(job.scheduled(state.handledUntil())));
    }

    /** Whether somebody ought to look: it is late, the last run failed, its run log is not right, or nobody could be told. */
    public boolean needsAttention() {
        return late.isPresent() || failedRuns > 0 || problem.isPresent() || failedNotice.isPresent();
    }

    private static Condition condition(Job job, Path folder, JobState state) {
        if (state.unfinished().isPresent() && isLocked(folder, job)) {
            return Condition.RUNNING;
        }
        if (state.pendingFailure().isPresent()) {
            return Condition.RETRYING;
        }
        if (state.failedRuns() > 0) {
            return Condition.FAILED;
        }
        return state.lastEnd().isPresent() ? Condition.OK : Condition.WAITING;
    }

    static boolean isLocked(Path folder, Job job) {
        Optional<JobLock> lock = JobLock.tryAcquire(folder, job.name());
        lock.ifPresent(JobLock::close);
        return lock.isEmpty();
    }
}
