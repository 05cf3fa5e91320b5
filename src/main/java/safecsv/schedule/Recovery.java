package safecsv.schedule;

import java.util.Optional;
import safecsv.SafecsvException;
import safecsv.schedule.Journal.Level;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.log.PublishedFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.schedule.log.RunLog;

/** Finishes or clears away what an earlier process was about when it was killed. */
final class Recovery {
    private final JobRunner runner;
    private final Job job;
    private final RunLog log;

    Recovery(JobRunner runner, Job job, RunLog log) {
        this.runner = runner;
        this.job = job;
        this.log = log;
    }

    void recover() {
        Optional<RunEvent> unfinished = log.state().unfinished();
        if (unfinished.isEmpty()) {
            return;
        }
        RunEvent begun = unfinished.get();
        if (begun.kind() == Kind.PUBLISHING && isPublished(begun)) {
            succeed(begun, "published by an earlier process that was killed");
            StagedFile.remove(begun.file().staged());
            return;
        }
        StagedFile.remove(begun.file().staged());
        log.append(RunEvent.of(Kind.INTERRUPTED, runner.time().now(), begun.due())
                .withAttempt(begun.attempt())
                .withMessage("the process was killed"));
        runner.note(
                Level.WARNING,
                job,
                "an earlier process was killed in the run of %s; it is done again"
                        .formatted(job.scheduled(begun.due())));
    }

    /** Whether the file has its name, after it has got it here where that was still to be done. */
    private boolean isPublished(RunEvent begun) {
        PublishedFile file = begun.file();
        try {
            if (!StagedFile.holds(file.path(), file) && StagedFile.holds(file.staged(), file)) {
                StagedFile.publish(file, log.state(), job.incremental().isEmpty());
            }
            return StagedFile.holds(file.path(), file);
        } catch (SafecsvException e) {
            runner.note(Level.ERROR, job, e.getMessage());
            return false;
        }
    }

    /**
     * Writes down that a file has its name.
     *
     * @param published the event that said that it would get it
     * @param message how it came to it, or null
     */
    void succeed(RunEvent published, String message) {
        PublishedFile file = published.file();
        log.append(RunEvent.of(Kind.SUCCEEDED, runner.time().now(), published.due())
                .withAttempt(published.attempt())
                .withFile(file)
                .withWatermark(published.watermark())
                .withCount(published.count())
                .withMessage(message));
        runner.note(
                Level.INFO,
                job,
                "%s is published: %,d rows, SHA-256 %s".formatted(file.path(), file.rows(), file.sha256()));
    }
}
