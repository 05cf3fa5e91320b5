package safecsv.schedule;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.Job.Notice;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunLog;

/**
 * Tells how a job's last run ended, and writes down that it did. A kill between the two tells it again: at least once is
 * better than never. While a job goes on failing, it is told of once, and again only after the notice's time.
 */
final class JobNotices {
    private final Job job;
    private final RunLog log;
    private final Timekeeper time;

    JobNotices(Job job, RunLog log, Timekeeper time) {
        this.job = job;
        this.log = log;
        this.time = time;
    }

    /** Does what is owed; returns what went wrong with it. */
    Optional<String> settle() {
        JobState state = log.state();
        Optional<RunEvent> end = state.lastEnd().filter(event -> state.noticeOwed());
        if (end.isEmpty()) {
            return Optional.empty();
        }
        boolean failed = end.get().kind() == RunEvent.Kind.FAILED;
        Optional<Notice> notice =
                failed ? job.notices().failure() : job.notices().success();
        if (notice.isEmpty()) {
            return record(end.get(), "nobody is to be told", false);
        }
        if (failed && isTooSoon(state, notice.get())) {
            return record(end.get(), "told of already, and failing since", false);
        }
        Optional<String> problem = Notifier.tell(notice.get(), facts(end.get()));
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("safecsv ends; it is given after the next start");
        }
        record(end.get(), problem.map(text -> "could not be told: " + text).orElse("told"), problem.isEmpty());
        return problem;
    }

    private boolean isTooSoon(JobState state, Notice notice) {
        return state.toldOfFailure()
                .map(told -> time.now().isBefore(told.plus(notice.repeatAfter())))
                .orElse(false);
    }

    private Optional<String> record(RunEvent end, String message, boolean told) {
        log.append(RunEvent.of(RunEvent.Kind.NOTICE, time.now(), end.due())
                .withMessage(message)
                .withCount(told ? 1 : 0));
        return Optional.empty();
    }

    /** Tells of a job whose run log can't be used, so that nothing can be written down about it. */
    static Optional<String> tellUnrecorded(Job job, Instant now, String error) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("job", job.name());
        facts.put("result", "failed");
        facts.put("due", job.scheduled(now).toOffsetDateTime().toString());
        facts.put("error", error);
        facts.put("attempts", "0");
        return Notifier.tell(job.notices().failure().orElseThrow(), facts);
    }

    private Map<String, String> facts(RunEvent end) {
        Instant due = end.due();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("job", job.name());
        facts.put("result", end.kind() == RunEvent.Kind.FAILED ? "failed" : "succeeded");
        facts.put("due", job.scheduled(due).toOffsetDateTime().toString());
        if (end.kind() == RunEvent.Kind.SUCCEEDED) {
            facts.put("file", end.file().path().toString());
            facts.put("sha256", end.file().sha256());
            facts.put("rows", Long.toString(end.file().rows()));
            facts.put("bytes", Long.toString(end.file().bytes()));
        }
        if (end.message() != null) {
            facts.put("error", end.message());
        }
        facts.put("attempts", Integer.toString(end.attempt()));
        return facts;
    }
}
