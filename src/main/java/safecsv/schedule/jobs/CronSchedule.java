package safecsv.schedule.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When a job is due: a cron expression of five fields in a time zone. Immutable.
 *
 * <p>{@link CronFields} knows the calendar; what a change of the clocks means is decided here, as in Debian's cron but for
 * expressions with a star among the minutes and a named hour, which are times of day here. An expression
 * whose hour field begins with {@code *} follows real time: what the clock skips does not happen, and an hour that the
 * clock shows twice has its due times twice. Any other names times of day, and each happens once: one that the clock
 * skips, at the moment after the gap; one that it shows twice, the first time.
 */
public final class CronSchedule {
    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    /** Ever longer looks back, the last one past the eight years without a leap day around 2100. */
    private static final List<Duration> WINDOWS = List.of(
            Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(32), Duration.ofDays(366), Duration.ofDays(2950));

    private final String expression;
    private final CronFields fields;
    private final ZoneId zone;
    private final ZoneRules rules;
    private final boolean followsRealTime;

    private CronSchedule(String expression, CronFields fields, ZoneId zone, boolean followsRealTime) {
        this.expression = expression;
        this.fields = fields;
        this.zone = zone;
        this.rules = zone.getRules();
        this.followsRealTime = followsRealTime;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException with a sentence for the user where it is none, or names no time at all
     */
    public static CronSchedule of(String expression, ZoneId zone) {
        String text = NICKNAMES.getOrDefault(expression.strip().toLowerCase(Locale.ROOT), expression.strip());
        List<String> fields = List.of(text.split("\\s+", -1));
        if (fields.size() != 5) {
            throw new IllegalArgumentException(
                    "a cron expression has five fields (minute, hour, day of month, month, day of week), or is one of "
                            + String.join(
                                    ", ", NICKNAMES.keySet().stream().sorted().toList()));
        }
        CronFields read = new CronFields(fields);
        if (read.next(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw new IllegalArgumentException("no day of any year is like this");
        }
        return new CronSchedule(expression.strip(), read, zone, fields.get(1).startsWith("*"));
    }

    /** The zone that the expression's times are meant in. */
    public ZoneId zone() {
        return zone;
    }

    /** The five fields as numbers, a nickname spelled out. */
    public CronFields fields() {
        return fields;
    }

    /** A due time as the wall clock of the job's zone shows it. */
    public ZonedDateTime local(Instant due) {
        return due.atZone(zone);
    }

    /** The first due time after this moment; empty only where the calendar ends. */
    public Optional<Instant> nextAfter(Instant moment) {
        return followsRealTime ? nextInRealTime(moment) : nextTimeOfDay(moment);
    }

    /** The last due time at or before this moment; empty where there was none for eight years. */
    public Optional<Instant> latestUntil(Instant moment) {
        for (Duration window : WINDOWS) {
            Optional<Instant> latest = Optional.empty();
            Optional<Instant> next = nextAfter(moment.minus(window));
            while (next.isPresent() && !next.get().isAfter(moment)) {
                latest = next;
                next = nextAfter(next.get());
            }
            if (latest.isPresent()) {
                return latest;
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> nextInRealTime(Instant moment) {
        Instant from = moment;
        boolean inclusive = false;
        while (true) {
            ZoneOffset offset = rules.getOffset(from);
            LocalDateTime local = LocalDateTime.ofInstant(from, offset);
            Optional<Instant> next =
                    fields.next(inclusive ? local.minusNanos(1) : local).map(due -> due.toInstant(offset));
            ZoneOffsetTransition change = rules.nextTransition(from);
            if (next.isEmpty() || change == null || next.get().isBefore(change.getInstant())) {
                return next;
            }
            from = change.getInstant();
            inclusive = true;
        }
    }

    private Optional<Instant> nextTimeOfDay(Instant moment) {
        Optional<LocalDateTime> local = fields.next(LocalDateTime.ofInstant(moment, rules.getOffset(moment)));
        while (local.isPresent()) {
            Instant due = once(local.get());
            if (due.isAfter(moment)) {
                return Optional.of(due);
            }
            local = fields.next(local.get());
        }
        return Optional.empty();
    }

    private Instant once(LocalDateTime local) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? rules.getTransition(local).getInstant()
                : local.toInstant(offsets.get(0)); // of two, the first is the earlier one
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return expression;
    }
}
