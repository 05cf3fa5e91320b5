package safecsv.schedule;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.log.JobLock;
import safecsv.schedule.log.JobLog;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.PublishedFile;
import safecsv.schedule.log.RunEvent;

/**
 * How a job stands, read from its run log.
 *
 * @param condition the one word
 * @param late since when there should have been a file, where there is none
 * @param lastEnd how the last due time ended
 * @param lastSuccess the last published run
 * @param pendingFailure a failed attempt whose run is not given up
 * @param next the next due time after now
 */
public record JobStatus(
        Job job,
        Condition condition,
        Optional<Instant> late,
        Optional<RunEvent> lastEnd,
        Optional<RunEvent> lastSuccess,
        Optional<RunEvent> pendingFailure,
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
        FAILED
    }

    /** Reads how a job stands; waits for nothing and changes nothing. */
    public static JobStatus of(Job job, Path folder, Instant now) {
        JobState state = JobLog.read(folder, job.name());
        Optional<Instant> open = state.isNew()
                ? Optional.empty()
                : job.schedule().nextAfter(state.handledUntil()).filter(due -> !due.isAfter(now));
        return new JobStatus(
                job,
                condition(job, folder, state),
                open.map(due -> due.plus(job.lateAfter())).filter(limit -> limit.isBefore(now)),
                state.lastEnd(),
                state.lastSuccess(),
                state.pendingFailure(),
                state.failedRuns(),
                state.watermark(),
                job.schedule().nextAfter(now),
                state.files());
    }

    /** Whether somebody ought to look: it is late, or the last run failed. */
    public boolean needsAttention() {
        return late.isPresent() || failedRuns > 0;
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

    private static boolean isLocked(Path folder, Job job) {
        Optional<JobLock> lock = JobLock.tryAcquire(folder, job.name());
        lock.ifPresent(JobLock::close);
        return lock.isEmpty();
    }
}
