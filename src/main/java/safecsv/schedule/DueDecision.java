package safecsv.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.Job.CatchUp;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.RunEvent;

/**
 * What a job is to do now. A pure function of the job, where it stands, and the time.
 *
 * @param due the due time to run, if there is one
 * @param skipped the due times that will not be run any more
 * @param wake when to decide again, where there is nothing to run
 */
record DueDecision(Optional<Instant> due, Skipped skipped, Instant wake) {
    /** A run that begins no later than this is on time. */
    static final Duration ON_TIME = Duration.ofMinutes(1);

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** @param asked whether somebody asks for this run, so that even {@link CatchUp#NONE} runs it late */
    static DueDecision of(Job job, JobState state, Instant now, boolean asked) {
        Optional<Instant> first = job.schedule().nextAfter(state.handledUntil());
        if (first.isEmpty() || first.get().isAfter(now)) {
            return new DueDecision(Optional.empty(), Skipped.NONE, first.orElse(NEVER));
        }
        Instant due = job.catchUp() == CatchUp.ALL
                ? first.get()
                : job.schedule().latestUntil(now).orElse(first.get());
        boolean missed = job.catchUp() == CatchUp.NONE
                && !asked
                && now.isAfter(due.plus(ON_TIME))
                && state.failedAttempts(due) == 0
                && !state.isBegun(due);
        Skipped skipped = skipped(job, state, first.get(), missed ? due.plusNanos(1) : due);
        if (missed) {
            return new DueDecision(Optional.empty(), skipped, nextAfter(job, due));
        }
        Optional<Instant> retryAt = state.pendingFailure()
                .filter(failure -> failure.due().equals(due))
                .map(RunEvent::retryAt)
                .filter(moment -> moment.isAfter(now));
        if (retryAt.isPresent()) {
            Instant newer = job.catchUp() == CatchUp.ALL ? NEVER : nextAfter(job, due);
            Instant wake = retryAt.get().isBefore(newer) ? retryAt.get() : newer;
            return new DueDecision(Optional.empty(), skipped, wake);
        }
        return new DueDecision(Optional.of(due), skipped, now);
    }

    /** A run that was tried and failed is given up, which is not the same as to be left out. */
    private static Skipped skipped(Job job, JobState state, Instant first, Instant end) {
        boolean tried = state.failedAttempts(first) > 0;
        return Skipped.between(job, tried ? nextAfter(job, first) : first, end);
    }

    private static Instant nextAfter(Job job, Instant due) {
        return job.schedule().nextAfter(due).orElse(NEVER);
    }

    /** The open due times before one that is asked for by name. */
    static Skipped openBefore(Job job, JobState state, Instant due) {
        return job.schedule()
                .nextAfter(state.handledUntil())
                .map(first -> Skipped.between(job, first, due))
                .orElse(Skipped.NONE);
    }

    /**
     * Due times that were left out.
     *
     * @param first null where there is none
     * @param last empty where there is none
     * @param count how many, counted up to {@link #MOST_COUNTED}: a clock that was years off must not keep anybody waiting
     */
    record Skipped(Instant first, Optional<Instant> last, long count) {
        static final Skipped NONE = new Skipped(null, Optional.empty(), 0);
        static final long MOST_COUNTED = 10_000;

        static Skipped between(Job job, Instant first, Instant end) {
            if (!first.isBefore(end)) {
                return NONE;
            }
            long count = 0;
            Optional<Instant> last = Optional.empty();
            Optional<Instant> next = Optional.of(first);
            while (next.isPresent() && next.get().isBefore(end)) {
                if (++count >= MOST_COUNTED) {
                    return new Skipped(first, job.schedule().latestUntil(end.minusNanos(1)), count);
                }
                last = next;
                next = job.schedule().nextAfter(next.get());
            }
            return new Skipped(first, last, count);
        }

        /** How many, in words. */
        String counted() {
            return count < MOST_COUNTED ? Long.toString(count) : "%,d or more".formatted(MOST_COUNTED);
        }
    }
}
