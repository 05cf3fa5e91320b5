package safecsv.schedule;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import safecsv.Counted;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.Job.Notice;
import safecsv.schedule.jobs.ShownTime;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunLog;

/**
 * Tells how a job's last run ended, and writes down that it did. A kill between the two tells it again: at least once is
 * better than never. While a job goes on failing, it is told of once, and again only after the notice's time.
 */
final class JobNotices {
    private static final String COULD_NOT = "could not be told: ";

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
        Optional<String> problem = settleSkipped();
        return settleEnd().or(() -> problem);
    }

    /** Tells that due times were left out: nobody else would notice that their files are missing. */
    private Optional<String> settleSkipped() {
        JobState state = log.state();
        if (state.untoldSkipped().isEmpty()) {
            return Optional.empty();
        }
        RunEvent skipped = state.untoldSkipped().get();
        Optional<Notice> notice = job.notices().failure();
        boolean tooSoon = notice.isPresent()
                && state.toldOfSkipped()
                        .filter(told ->
                                time.now().isBefore(told.plus(notice.get().repeatAfter())))
                        .isPresent();
        if (notice.isEmpty() || tooSoon) {
            return alarm(skipped, notice.isEmpty() ? "nobody is to be told" : "told of others already", 0);
        }
        String error = "%s until %s %s missed and left out (%s)."
                .formatted(
                        Counted.of(skipped.count(), "due time"),
                        ShownTime.minutes(job.scheduled(skipped.due())),
                        skipped.count() == 1 ? "was" : "were",
                        skipped.message());
        Optional<String> problem = Notifier.tell(notice.get(), facts(job, "skipped", skipped.due(), error));
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("safecsv ends; it is given after the next start");
        }
        alarm(skipped, problem.map(text -> COULD_NOT + text).orElse("told"), problem.isEmpty() ? 1 : -1);
        return problem;
    }

    private Optional<String> alarm(RunEvent skipped, String message, int told) {
        log.append(RunEvent.of(RunEvent.Kind.ALARM, time.now(), skipped.due())
                .withMessage(message)
                .withCount(told));
        return Optional.empty();
    }

    private Optional<String> settleEnd() {
        JobState state = log.state();
        Optional<RunEvent> end = state.lastEnd().filter(event -> state.noticeOwed());
        if (end.isEmpty()) {
            return Optional.empty();
        }
        boolean failed = end.get().kind() == RunEvent.Kind.FAILED;
        Optional<Notice> notice =
                failed ? job.notices().failure() : job.notices().success();
        if (notice.isEmpty()) {
            return record(end.get(), "nobody is to be told", 0);
        }
        if (failed && isTooSoon(state, notice.get())) {
            return record(end.get(), "told of already, and failing since", 0);
        }
        Optional<String> problem = Notifier.tell(notice.get(), facts(end.get()));
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("safecsv ends; it is given after the next start");
        }
        record(end.get(), problem.map(text -> COULD_NOT + text).orElse("told"), problem.isEmpty() ? 1 : -1);
        return problem;
    }

    private boolean isTooSoon(JobState state, Notice notice) {
        return state.toldOfFailure()
                .map(told -> time.now().isBefore(told.plus(notice.repeatAfter())))
                .orElse(false);
    }

    private Optional<String> record(RunEvent end, String message, int told) {
        log.append(RunEvent.of(RunEvent.Kind.NOTICE, time.now(), end.due())
                .withMessage(message)
                .withCount(told));
        return Optional.empty();
    }

    /** Tells of a job whose run log can't be used, so that nothing can be written down about it. */
    static Optional<String> tellUnrecorded(Job job, Instant now, String error) {
        Instant due = job.schedule()
                .latestUntil(now)
                .or(() -> job.schedule().nextAfter(now))
                .orElse(now);
        return Notifier.tell(job.notices().failure().orElseThrow(), facts(job, "failed", due, error));
    }

    /** Facts about a due time that has no run. */
    static Map<String, String> facts(Job job, String result, Instant due, String error) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("job", job.name());
        facts.put("result", result);
        facts.put("due", job.scheduled(due).toOffsetDateTime().toString());
        facts.put("error", error);
        facts.put("attempts", "0");
        return facts;
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
