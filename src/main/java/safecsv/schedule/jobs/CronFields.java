package safecsv.schedule.jobs;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The five fields of a cron expression as numbers, and the calendar that they make. Knows no time zone. Immutable. */
public final class CronFields {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<String> NAMES = List.of("minute", "hour", "day of month", "month", "day of week");
    private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
    private static final int DAY_OF_MONTH = 2;
    private static final int MONTH = 3;
    private static final int DAY_OF_WEEK = 4;

    private static final String VALUE = "(?:\\d{1,2}|[A-Za-z]{3})";
    private static final Pattern ITEM = Pattern.compile("(?:\\*|" + VALUE + "(?:-" + VALUE + ")?)(?:/\\d{1,2})?");

    /** Past the eight years without a leap day around 2100. */
    private static final int LONGEST_GAP_IN_YEARS = 9;

    private final List<NavigableSet<Integer>> values = new ArrayList<>();
    private final List<Boolean> all = new ArrayList<>();

    /**
     * Reads five fields that blanks divide.
     *
     * @throws IllegalArgumentException with a sentence for the user where one is none
     */
    CronFields(List<String> fields) {
        requireClearDays(fields.get(DAY_OF_MONTH), fields.get(DAY_OF_WEEK));
        for (int i = 0; i < RANGES.length; i++) {
            NavigableSet<Integer> set = new TreeSet<>();
            for (String item : fields.get(i).split(",", -1)) {
                if (!ITEM.matcher(item).matches()) {
                    throw new IllegalArgumentException(
                            "'%s' is no field of a cron expression: numbers, names of three letters, ranges (1-5), lists (1,3) and steps (*/15)"
                                    .formatted(fields.get(i)));
                }
                add(set, item, i);
            }
            if (i == DAY_OF_WEEK && set.remove(7)) {
                set.add(0);
            }
            values.add(set);
            all.add(fields.get(i).equals("*"));
        }
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

    private static void add(SortedSet<Integer> set, String item, int field) {
        String[] step = item.split("/", -1);
        String[] ends = step[0].split("-", -1);
        boolean star = step[0].equals("*");
        int by = step.length == 2 ? Integer.parseInt(step[1]) : 1;
        if (by == 0) {
            throw new IllegalArgumentException("'%s' has a step of 0".formatted(item));
        }
        int from = star ? RANGES[field][0] : number(ends[0], field);
        int to;
        if (star) {
            to = RANGES[field][1];
        } else if (ends.length == 2) {
            to = number(ends[1], field);
            to = field == DAY_OF_WEEK && to == 0 && from > 0 && ends[1].length() == 3 ? 7 : to; // fri-sun
        } else if (step.length == 2) {
            from = field == DAY_OF_WEEK ? from % 7 : from; // 7/2 begins with Sunday, as 0/2 does
            to = RANGES[field][1];
        } else {
            to = from;
        }
        if (from > to) {
            throw new IllegalArgumentException(
                    "the range '%s' ends before it begins; write it as two, such as 22-23,0-2 or sat,sun-mon"
                            .formatted(step[0]));
        }
        for (int value = from; value <= to; value += by) {
            set.add(value);
        }
    }

    private static int number(String text, int field) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (field == MONTH && MONTHS.contains(lower)) {
            return MONTHS.indexOf(lower) + 1;
        }
        if (field == DAY_OF_WEEK && DAYS.contains(lower)) {
            return DAYS.indexOf(lower);
        }
        int number = Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : -1;
        if (number < RANGES[field][0] || number > RANGES[field][1]) {
            throw new IllegalArgumentException("'%s' is no %s; it is a number from %d to %d%s"
                    .formatted(
                            text,
                            NAMES.get(field),
                            RANGES[field][0],
                            RANGES[field][1],
                            field == MONTH ? " or jan to dec" : field == DAY_OF_WEEK ? " or sun to sat" : ""));
        }
        return number;
    }

    /** Minutes, hours, days of the month, months, days of the week (0 is Sunday), by their number from 0. */
    public SortedSet<Integer> values(int field) {
        return Collections.unmodifiableSortedSet(values.get(field));
    }

    /** Whether the field is {@code *}. */
    public boolean isAll(int field) {
        return all.get(field);
    }

    /** Whether either of the two day fields is enough. */
    public boolean hasEitherDay() {
        return !isAll(DAY_OF_MONTH) && !isAll(DAY_OF_WEEK);
    }

    /** The numbers with commas, or {@code *}. */
    public String text(int field) {
        return isAll(field)
                ? "*"
                : values.get(field).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The first minute after this moment that the fields name; empty where no day of any year is like this. */
    Optional<LocalDateTime> next(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate end = from.toLocalDate().plusYears(LONGEST_GAP_IN_YEARS);
        LocalDate day = from.toLocalDate();
        while (day.isBefore(end)) {
            if (!values.get(MONTH).contains(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
                continue;
            }
            if (isDay(day)) {
                Optional<LocalDateTime> time =
                        day.equals(from.toLocalDate()) ? timeFrom(from) : timeFrom(day.atStartOfDay());
                if (time.isPresent()) {
                    return time;
                }
            }
            day = day.plusDays(1);
        }
        return Optional.empty();
    }

    private boolean isDay(LocalDate day) {
        boolean ofMonth = values.get(DAY_OF_MONTH).contains(day.getDayOfMonth());
        boolean ofWeek = values.get(DAY_OF_WEEK).contains(day.getDayOfWeek().getValue() % 7);
        return hasEitherDay() ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    /** The first time at or after this one, on its day. */
    private Optional<LocalDateTime> timeFrom(LocalDateTime from) {
        NavigableSet<Integer> minutes = values.get(0);
        for (int hour : values.get(1).tailSet(from.getHour(), true)) {
            Integer minute = hour == from.getHour() ? minutes.ceiling(from.getMinute()) : minutes.first();
            if (minute != null) {
                return Optional.of(from.toLocalDate().atTime(hour, minute));
            }
        }
        return Optional.empty();
    }
}
