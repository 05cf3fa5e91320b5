package safecsv.schedule.jobs;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with dates in braces, each relative to a job's scheduled time: <code>{scheduled - 1d:yyyy-MM-dd}</code>. The date
 * begins with {@code scheduled}, or with {@code day}, {@code week}, {@code month} or {@code year} for the first moment of
 * that in which the scheduled time lies; then come any number of steps in {@code min h d w mo y}, a colon, and a pattern
 * of {@link DateTimeFormatter}. <code>{{</code> and <code>}}</code> are braces. Immutable.
 */
public final class DateText {
    private static final Pattern DATE = Pattern.compile("\\s*([a-z]+)((?:\\s*[+-]\\s*\\d{1,6}\\s*[a-z]+)*)\\s*:(.+)");
    private static final Pattern STEP = Pattern.compile("([+-])\\s*(\\d{1,6})\\s*([a-z]+)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "min", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS,
            "w", ChronoUnit.WEEKS,
            "mo", ChronoUnit.MONTHS,
            "y", ChronoUnit.YEARS);
    private static final ZonedDateTime SAMPLE = ZonedDateTime.parse("2024-02-29T12:34:56Z");
    private static final int LONGEST = 200;
    private static final List<String> BASES = List.of("scheduled", "day", "week", "month", "year");

    private final String text;
    private final List<Part> parts;

    private DateText(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Date(String base, List<Step> steps, DateTimeFormatter format) implements Part {}

    private record Step(long amount, ChronoUnit unit) {}

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException with a sentence for the user where braces or what is in them make no sense
     */
    public static DateText of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < text.length() && text.charAt(i + 1) == c) {
                literal.append(c);
                i += 2;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw new IllegalArgumentException("a { has no }; write {{ for a brace itself");
                }
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
                parts.add(date(text.substring(i + 1, end)));
                i = end + 1;
            } else if (c == '}') {
                throw new IllegalArgumentException("a } has no {; write }} for a brace itself");
            } else {
                literal.append(c);
                i++;
            }
        }
        parts.add(new Literal(literal.toString()));
        DateText read = new DateText(text, parts);
        try {
            read.at(SAMPLE);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("its dates go past the end of the calendar", e);
        }
        return read;
    }

    private static Part date(String inside) {
        if (inside.length() > LONGEST) {
            throw new IllegalArgumentException("a date in braces has at most %d characters".formatted(LONGEST));
        }
        Matcher matcher = DATE.matcher(inside);
        if (!matcher.matches() || !BASES.contains(matcher.group(1))) {
            throw new IllegalArgumentException(
                    "'{%s}' is no date; write one like {scheduled - 1d:yyyy-MM-dd}, beginning with one of %s"
                            .formatted(inside, String.join(", ", BASES)));
        }
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(matcher.group(2));
        while (step.find()) {
            ChronoUnit unit = UNITS.get(step.group(3));
            if (unit == null) {
                throw new IllegalArgumentException(
                        "'%s' in '{%s}' is no unit; they are min, h, d, w, mo, y".formatted(step.group(3), inside));
            }
            steps.add(new Step(Long.parseLong(step.group(1) + step.group(2)), unit));
        }
        return new Date(matcher.group(1), steps, format(matcher.group(3), inside));
    }

    private static DateTimeFormatter format(String pattern, String inside) {
        new DatePattern(pattern).problem().ifPresent(problem -> {
            throw new IllegalArgumentException("'%s' in '{%s}': %s".formatted(pattern, inside, problem));
        });
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            String sample = format.format(SAMPLE);
            if (sample.isBlank() || sample.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("an empty date");
            }
            return format;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' in '{%s}' is no date pattern (yyyy-MM-dd, yyyyMMdd'T'HHmm and the like)"
                            .formatted(pattern, inside),
                    e);
        }
    }

    /** The text for a run that was scheduled for this time, in the job's own zone. */
    public String at(ZonedDateTime scheduled) {
        StringBuilder result = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                result.append(literal.text());
            } else if (part instanceof Date date) {
                result.append(date.format().format(moment(date, scheduled)));
            }
        }
        return result.toString();
    }

    /** What stands before the first date. */
    public String beginning() {
        StringBuilder result = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Literal literal)) {
                return result.toString();
            }
            result.append(literal.text());
        }
        return result.toString();
    }

    /** Whether it is the same for every run. */
    public boolean isConstant() {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    private static ZonedDateTime moment(Date date, ZonedDateTime scheduled) {
        ZonedDateTime moment = switch (date.base()) {
            case "day" -> scheduled.truncatedTo(ChronoUnit.DAYS);
            case "week" ->
                scheduled
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .truncatedTo(ChronoUnit.DAYS);
            case "month" -> scheduled.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
            case "year" -> scheduled.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
            default -> scheduled;
        };
        for (Step step : date.steps()) {
            moment = moment.plus(step.amount(), step.unit());
        }
        return moment;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DateText that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
