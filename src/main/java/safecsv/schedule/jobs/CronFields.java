package safecsv.schedule.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The five fields of an expression as numbers, for schedulers that write them in another way. Made from an expression that
 * {@link CronSchedule} has accepted.
 */
public final class CronFields {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};

    private final List<SortedSet<Integer>> values = new ArrayList<>();
    private final List<Boolean> all = new ArrayList<>();

    private CronFields(String expression) {
        String[] fields = expression.split("\\s+", -1);
        for (int i = 0; i < RANGES.length; i++) {
            SortedSet<Integer> set = new TreeSet<>();
            for (String item : fields[i].split(",", -1)) {
                add(set, item, i);
            }
            if (i == 4 && set.remove(7)) {
                set.add(0);
            }
            values.add(set);
            all.add(fields[i].equals("*"));
        }
    }

    /** The fields of a schedule. */
    public static CronFields of(CronSchedule schedule) {
        return new CronFields(schedule.fields());
    }

    /** Minutes, hours, days of the month, months, days of the week (0 is Sunday), by their number from 0. */
    public SortedSet<Integer> values(int field) {
        return values.get(field);
    }

    /** Whether the field is {@code *}. */
    public boolean isAll(int field) {
        return all.get(field);
    }

    /** Whether either of the two day fields is enough. */
    public boolean hasEitherDay() {
        return !isAll(2) && !isAll(4);
    }

    /** The numbers with commas, or {@code *}. */
    public String text(int field) {
        return isAll(field)
                ? "*"
                : values.get(field).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static void add(SortedSet<Integer> set, String item, int field) {
        String[] step = item.split("/", -1);
        String[] ends = step[0].split("-", -1);
        boolean star = step[0].equals("*");
        int from = star ? RANGES[field][0] : number(ends[0], field);
        int to = star || (ends.length == 1 && step.length == 2)
                ? RANGES[field][1]
                : number(ends[ends.length - 1], field);
        for (int value = from; value <= to; value += step.length == 2 ? Integer.parseInt(step[1]) : 1) {
            set.add(value);
        }
    }

    private static int number(String text, int field) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (field == 3 && MONTHS.contains(lower)) {
            return MONTHS.indexOf(lower) + 1;
        }
        return field == 4 && DAYS.contains(lower) ? DAYS.indexOf(lower) : Integer.parseInt(text);
    }
}
