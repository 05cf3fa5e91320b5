package safecsv.schedule.jobs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A cron of its own that knows no arithmetic of dates: it looks at every minute and asks whether the job is due. */
public final class MinuteByMinute {
    private final List<Set<Integer>> fields = new ArrayList<>();
    private final boolean everyDayOfMonth;
    private final boolean everyDayOfWeek;
    private final boolean realTime;
    private final ZoneId zone;

    /** A cron for an expression of five fields without names. */
    public MinuteByMinute(String expression, ZoneId zone) {
        String[] parts = expression.split(" ", -1);
        int[][] ranges = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
        for (int i = 0; i < 5; i++) {
            fields.add(values(parts[i], ranges[i][0], ranges[i][1]));
        }
        if (fields.get(4).contains(7)) {
            fields.get(4).add(0);
        }
        this.everyDayOfMonth = parts[2].equals("*");
        this.everyDayOfWeek = parts[4].equals("*");
        this.realTime = parts[1].startsWith("*");
        this.zone = zone;
    }

    private static Set<Integer> values(String field, int least, int most) {
        Set<Integer> values = new HashSet<>();
        for (String item : field.split(",", -1)) {
            String[] step = item.split("/", -1);
            String[] ends = step[0].split("-", -1);
            int from = step[0].equals("*") ? least : Integer.parseInt(ends[0]);
            if (most == 7 && ends.length == 1 && step.length == 2 && from == 7) {
                from = 0; // every second day from Sunday on, whichever number Sunday has
            }
            int to = step[0].equals("*")
                    ? most
                    : ends.length == 2 ? Integer.parseInt(ends[1]) : step.length == 2 ? most : from;
            for (int value = from; value <= to; value += step.length == 2 ? Integer.parseInt(step[1]) : 1) {
                values.add(value);
            }
        }
        return values;
    }

    /** The due times from one moment up to another one, which is not included. */
    public List<Instant> due(Instant from, Instant to) {
        List<Instant> due = new ArrayList<>();
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            if (isDue(minute)) {
                due.add(minute);
            }
        }
        return due;
    }

    private boolean isDue(Instant minute) {
        ZoneOffset offset = zone.getRules().getOffset(minute);
        LocalDateTime shown = LocalDateTime.ofInstant(minute, offset);
        if (realTime) {
            return matches(shown);
        }
        if (matches(shown) && zone.getRules().getValidOffsets(shown).get(0).equals(offset)) { // and not shown before
            return true;
        }
        if (zone.getRules().getOffset(minute.minusSeconds(60)).equals(offset)) {
            return false;
        }
        ZoneOffsetTransition change = zone.getRules().previousTransition(minute.plusNanos(1));
        if (!change.isGap()) {
            return false;
        }
        for (LocalDateTime skipped = change.getDateTimeBefore();
                skipped.isBefore(change.getDateTimeAfter());
                skipped = skipped.plusMinutes(1)) {
            if (matches(skipped)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(LocalDateTime time) {
        boolean dayOfMonth = fields.get(2).contains(time.getDayOfMonth());
        boolean dayOfWeek = fields.get(4).contains(time.getDayOfWeek().getValue() % 7);
        boolean day = everyDayOfMonth ? dayOfWeek : everyDayOfWeek ? dayOfMonth : dayOfMonth || dayOfWeek;
        return fields.get(0).contains(time.getMinute())
                && fields.get(1).contains(time.getHour())
                && fields.get(3).contains(time.getMonthValue())
                && day;
    }
}
