package safecsv.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.export.TooManyRowsException;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.Journal.Level;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.schedule.log.RunLog;

/** One turn of one job, under its lock and with its log open. */
final class JobTurn {
    private final JobRunner runner;
    private final Job job;
    private final RunLog log;
    private final JobState state;
    private final Attempts attempts;
    private final Recovery recovery;
    private boolean repeating;

    JobTurn(JobRunner runner, Job job, RunLog log, Attempts attempts) {
        this.runner = runner;
        this.job = job;
        this.log = log;
        this.state = log.state();
        this.attempts = attempts;
        this.recovery = new Recovery(runner, job, log);
    }

    Turn take(JobRunner.Demand demand) {
        boolean asked = demand == JobRunner.Demand.ASKED;
        if (state.isNew()) {
            enroll(asked);
        }
        recovery.recover();
        settleNotices();
        Instant now = now();
        DueDecision decision = DueDecision.of(job, state, now, asked);
        giveUpWhatIsSuperseded(decision);
        skip(decision.skipped());
        if (decision.due().isEmpty()) {
            return new Turn(Turn.Kind.IDLE, Optional.empty(), decision.wake());
        }
        return attempt(decision.due().get(), true);
    }

    Turn repeat(Instant due, boolean expected) {
        if (due.isAfter(now())) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "%s is still to come, and a run ahead of its time would stand for all before it. Nothing was run."
                            .formatted(job.scheduled(due)));
        }
        if (state.isNew()) {
            enroll(false);
        }
        recovery.recover();
        settleNotices();
        DueDecision.Skipped before = DueDecision.openBefore(job, state, due);
        if (before.last().isPresent() && job.catchUp() == Job.CatchUp.ALL) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "The run of %s is still to be done before this one, as catch-up: all says. Nothing was run. To do what is due: safecsv schedule run %s"
                            .formatted(job.scheduled(before.first()), job.name()));
        }
        skip(before);
        repeating = true;
        return attempt(due, expected);
    }

    private void skip(DueDecision.Skipped skipped) {
        skipped.last().filter(last -> last.isAfter(state.handledUntil())).ifPresent(last -> {
            log.append(event(Kind.SKIPPED, last)
                    .withCount(skipped.count())
                    .withMessage("catch-up: " + job.catchUp().text()));
            runner.note(
                    Level.WARNING,
                    job,
                    "%s due times until %s were missed and are skipped (catch-up: %s)"
                            .formatted(
                                    skipped.counted(),
                                    job.scheduled(last),
                                    job.catchUp().text()));
            settleNotices();
        });
    }

    private void enroll(boolean asked) {
        Instant from = now();
        if (asked) {
            from = job.schedule()
                    .latestUntil(from)
                    .map(due -> due.minusNanos(1))
                    .orElse(from);
        }
        log.append(event(Kind.ENROLLED, from));
    }

    /** A failure whose retry would come after a newer due time is final: the newer one takes its place. */
    private void giveUpWhatIsSuperseded(DueDecision decision) {
        Optional<RunEvent> pending = state.pendingFailure();
        Optional<Instant> passed = decision.due().or(decision.skipped()::last);
        if (pending.isPresent()
                && passed.isPresent()
                && pending.get().due().isBefore(passed.get())
                && job.catchUp() != Job.CatchUp.ALL) {
            log.append(event(Kind.FAILED, pending.get().due())
                    .withAttempt(pending.get().attempt())
                    .withMessage(pending.get().message() + " A newer run took the place of further attempts."));
            settleNotices();
        }
    }

    private Turn attempt(Instant due, boolean expected) {
        int number = state.failedAttempts(due) + 1;
        Path target = job.output().at(job.scheduled(due));
        try (Attempts.OneAttempt attempt = attempts.at(due, number, target)) {
            Attempt.Result result;
            try {
                result = attempt.run(!repeating, expected);
            } catch (SafecsvException e) {
                if (e.getCause() instanceof Attempt.Undecided) {
                    throw e;
                }
                return failed(due, number, e);
            } catch (RuntimeException e) {
                return failed(
                        due, number, new SafecsvException(ExitCode.BUG, "This is a bug in safecsv: " + e + ".", e));
            }
            // From here on a fault is the run log's: the attempt did not fail, and the next turn finds what it did.
            return done(due, result);
        }
    }

    private Turn done(Instant due, Attempt.Result result) {
        switch (result.elsewhere()) {
            case RUNNING -> {
                return new Turn(Turn.Kind.BUSY, Optional.empty(), now());
            }
            case DONE -> {
                log.append(event(Kind.ELSEWHERE, due).withMessage("another host has done it"));
                runner.note(Level.INFO, job, "another host has done the run of " + job.scheduled(due));
                return ended();
            }
            case NOTHING -> recovery.succeed(result.published(), null);
        }
        if (!repeating) { // what somebody asks for again stays at least until the next run
            new Retention(log, job.keep()).apply(now()).forEach(told -> runner.note(Level.INFO, job, told));
        }
        settleNotices();
        return ended();
    }

    private Turn failed(Instant due, int number, SafecsvException error) {
        if (error.exitCode() == ExitCode.INTERRUPTED || runner.isStopping()) {
            log.append(event(Kind.INTERRUPTED, due).withAttempt(number).withMessage(error.getMessage()));
            runner.note(Level.WARNING, job, error.getMessage());
            return new Turn(Turn.Kind.INTERRUPTED, Optional.empty(), now());
        }
        boolean again = !repeating && number <= job.attempts().retries() && mayHelp(error);
        Duration delay = job.attempts().delayAfter(number);
        RunEvent event = event(Kind.FAILED, due)
                .withAttempt(number)
                .withMessage(error.getMessage())
                .withRetryAt(again ? now().plus(delay) : null);
        log.append(event);
        runner.note(
                again ? Level.WARNING : Level.ERROR,
                job,
                "attempt %d at the run of %s failed: %s %s"
                        .formatted(
                                number,
                                job.scheduled(due),
                                error.getMessage(),
                                again
                                        ? "It is tried again at " + seconds(event.retryAt()) + "."
                                        : "It is not tried again."));
        settleNotices();
        return ended();
    }

    /** What is wrong with the settings, or with the data themselves, is no better in a minute. */
    private static boolean mayHelp(SafecsvException error) {
        return error.exitCode() != ExitCode.USAGE
                && error.exitCode() != ExitCode.BUG
                && !(error.getCause() instanceof Attempt.Unexpected)
                && !(error.getCause() instanceof TooManyRowsException);
    }

    private void settleNotices() {
        new JobNotices(job, log, runner.time())
                .settle()
                .ifPresent(problem -> runner.note(Level.ERROR, job, "the notice could not be given: " + problem));
    }

    private Turn ended() {
        return new Turn(Turn.Kind.DONE, state.pendingFailure().or(state::lastEnd), now());
    }

    private RunEvent event(Kind kind, Instant due) {
        return RunEvent.of(kind, now(), due);
    }

    private ZonedDateTime seconds(Instant moment) {
        return job.scheduled(moment).truncatedTo(ChronoUnit.SECONDS);
    }

    private Instant now() {
        return runner.time().now();
    }
}
