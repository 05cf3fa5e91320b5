package safecsv.schedule.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether two runs of an incremental job would have one file name: the second would have to replace rows that stand
 * nowhere else. Looks at the next due times, and at those around the next time that the clock is put back.
 */
final class OutputNames {
    private static final int DUE_TIMES = 500;
    private final Job job;
    private final Map<String, Instant> names = new HashMap<>();

    OutputNames(Job job) {
        this.job = job;
    }

    Optional<String> problem(Instant now) {
        if (job.incremental().isEmpty()) {
            return Optional.empty();
        }
        return problemFrom(now, DUE_TIMES)
                .or(() ->
                        nextPutBack(now).flatMap(change -> problemFrom(change.minus(Duration.ofHours(4)), DUE_TIMES)));
    }

    private Optional<String> problemFrom(Instant start, int count) {
        Instant due = start;
        for (int i = 0; i < count; i++) {
            Optional<Instant> next = job.schedule().nextAfter(due);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            due = next.get();
            Instant other = names.putIfAbsent(job.output().path().at(job.scheduled(due)), due);
            if (other != null && !other.equals(due)) {
                return Optional.of(
                        "the runs of %s and %s would write one file, and an incremental file is never replaced; put the hour, the minute or the offset (XX) into its name"
                                .formatted(shown(other), shown(due)));
            }
        }
        return Optional.empty();
    }

    private String shown(Instant due) {
        ZonedDateTime local = job.scheduled(due);
        return ShownTime.minutes(local);
    }

    private Optional<Instant> nextPutBack(Instant now) {
        ZoneOffsetTransition change = job.schedule().zone().getRules().nextTransition(now);
        for (int i = 0; change != null && i < 4; i++) {
            if (change.isOverlap()) {
                return Optional.of(change.getInstant());
            }
            change = job.schedule().zone().getRules().nextTransition(change.getInstant());
        }
        return Optional.empty();
    }
}
