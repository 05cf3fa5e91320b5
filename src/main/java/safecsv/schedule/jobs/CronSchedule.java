package safecsv.schedule.jobs;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a job is due: a cron expression of five fields in a time zone. Immutable.
 *
 * <p>cron-utils knows the calendar; what a change of the clocks means is decided here, as in Debian's cron but for
 * expressions with a star among the minutes and a named hour, which are times of day here. An expression
 * whose hour field begins with {@code *} follows real time: what the clock skips does not happen, and an hour that the
 * clock shows twice has its due times twice. Any other names times of day, and each happens once: one that the clock
 * skips, at the moment after the gap; one that it shows twice, the first time.
 */
public final class CronSchedule {
    private static final Pattern FIELDS = Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)");
    private static final String VALUE = "(?:\\d{1,2}|[A-Za-z]{3})";
    private static final String ITEM = "(?:\\*|" + VALUE + "(?:-" + VALUE + ")?)(?:/\\d{1,2})?";
    private static final Pattern FIELD = Pattern.compile(ITEM + "(?:," + ITEM + ")*");
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
    private final String fields;
    private final ZoneId zone;
    private final ZoneRules rules;
    private final ExecutionTime calendar;
    private final boolean followsRealTime;

    private CronSchedule(String expression, String fields, ZoneId zone, ExecutionTime calendar) {
        this.expression = expression;
        this.fields = fields;
        this.zone = zone;
        this.rules = zone.getRules();
        this.calendar = calendar;
        this.followsRealTime = fields.matches("\\S+\\s+\\*.*");
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException with a sentence for the user where it is none, or names no time at all
     */
    public static CronSchedule of(String expression, ZoneId zone) {
        String text = NICKNAMES.getOrDefault(expression.strip().toLowerCase(Locale.ROOT), expression.strip());
        Matcher fields = FIELDS.matcher(text);
        if (!fields.matches()) {
            throw new IllegalArgumentException(
                    "a cron expression has five fields (minute, hour, day of month, month, day of week), or is one of "
                            + String.join(
                                    ", ", NICKNAMES.keySet().stream().sorted().toList()));
        }
        requireClearDays(fields.group(3), fields.group(5));
        for (String field : text.split("\\s+", -1)) {
            // cron-utils takes more than other crons do, and than CronFields can tell them.
            if (!FIELD.matcher(field).matches()) {
                throw new IllegalArgumentException(
                        "'%s' is no field of a cron expression: numbers, names of three letters, ranges (1-5), lists (1,3) and steps (*/15)"
                                .formatted(field));
            }
        }
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text);
        ExecutionTime calendar = ExecutionTime.forCron(cron);
        CronSchedule schedule = new CronSchedule(expression.strip(), text, zone, calendar);
        if (schedule.nextLocal(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw new IllegalArgumentException("no day of any year is like this");
        }
        return schedule;
    }

    /** With days of both kinds, either may match; whether a step over all days counts as one, cron programs disagree. */
    private static void requireClearDays(String dayOfMonth, String dayOfWeek) {
        boolean stepped = dayOfMonth.startsWith("*/") || dayOfWeek.startsWith("*/");
        if (stepped && !dayOfMonth.equals("*") && !dayOfWeek.equals("*")) {
            throw new IllegalArgumentException(
                    "a step (*/n) in one of the two day fields beside the other is read differently by different cron"
                            + " programs; list the days");
        }
    }

    /** The zone that the expression's times are meant in. */
    public ZoneId zone() {
        return zone;
    }

    /** The five fields, a nickname spelled out. */
    String fields() {
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
                    nextLocal(inclusive ? local.minusNanos(1) : local).map(due -> due.toInstant(offset));
            ZoneOffsetTransition change = rules.nextTransition(from);
            if (next.isEmpty() || change == null || next.get().isBefore(change.getInstant())) {
                return next;
            }
            from = change.getInstant();
            inclusive = true;
        }
    }

    private Optional<Instant> nextTimeOfDay(Instant moment) {
        Optional<LocalDateTime> local = nextLocal(LocalDateTime.ofInstant(moment, rules.getOffset(moment)));
        while (local.isPresent()) {
            Instant due = once(local.get());
            if (due.isAfter(moment)) {
                return Optional.of(due);
            }
            local = nextLocal(local.get());
        }
        return Optional.empty();
    }

    private Instant once(LocalDateTime local) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? rules.getTransition(local).getInstant()
                : local.toInstant(offsets.get(0)); // of two, the first is the earlier one
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime local) {
        return calendar.nextExecution(local.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return expression;
    }
}
