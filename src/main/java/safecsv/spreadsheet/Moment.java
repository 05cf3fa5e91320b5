package safecsv.spreadsheet;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a text says of a date, a time of day or a duration; -1 is a component that it does not say.
 *
 * @param year as written: below 100 where it has two digits and {@code shortYear}
 * @param hour hours of a duration may exceed 23
 * @param nano fraction of the second; -1 where none is written
 * @param zone the time zone that is written with it; null where none is
 */
record Moment(
        int year,
        boolean shortYear,
        int month,
        int day,
        int hour,
        int minute,
        int second,
        int nano,
        boolean negative,
        ZoneOffset zone) {
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    static Moment date(int year, boolean shortYear, int month, int day) {
        return new Moment(year, shortYear, month, day, -1, -1, -1, -1, false, null);
    }

    static Moment time(int hour, int minute, int second, int nano) {
        return new Moment(-1, false, -1, -1, hour, minute, second, nano, false, null);
    }

    Moment at(Moment time) {
        return new Moment(
                year, shortYear, month, day, time.hour, time.minute, time.second, time.nano, time.negative, null);
    }

    Moment negated() {
        return new Moment(year, shortYear, month, day, hour, minute, second, nano, !negative, zone);
    }

    Moment in(ZoneOffset written) {
        return new Moment(year, shortYear, month, day, hour, minute, second, nano, negative, written);
    }

    /** The same instant as another time zone's clocks show it, without a zone; null where the calendar has no such day. */
    Moment shownIn(ZoneId other) {
        if (dayOfWeek() == null || hour > 23) {
            return null;
        }
        LocalDateTime shown = local().atOffset(zone).atZoneSameInstant(other).toLocalDateTime();
        return new Moment(
                shown.getYear(),
                false,
                shown.getMonthValue(),
                shown.getDayOfMonth(),
                shown.getHour(),
                shown.getMinute(),
                second < 0 && shown.getSecond() == 0 ? -1 : shown.getSecond(),
                nano,
                false,
                null);
    }

    /** Whether another zone's clocks show this date and time twice, as summer time ends. */
    boolean isTwiceIn(ZoneId other) {
        return other.getRules().getValidOffsets(local()).size() > 1;
    }

    private LocalDateTime local() {
        return LocalDateTime.of(fullYear(), month, day, zeroed(hour), zeroed(minute), zeroed(second), zeroed(nano));
    }

    /** The year in four digits, as MySQL reads two: 70 to 99 are of the last century. */
    int fullYear() {
        return shortYear ? year + (year < 70 ? 2000 : 1900) : year;
    }

    /** Null where the date is not whole, or the calendar does not have it. */
    DayOfWeek dayOfWeek() {
        boolean known = hasWholeDate() && isOnCalendar() && !(month == 2 && day == 29 && !isLeap(fullYear()));
        return known ? LocalDate.of(fullYear(), month, day).getDayOfWeek() : null;
    }

    boolean hasDate() {
        return month >= 0 || day >= 0 || year >= 0;
    }

    boolean hasWholeDate() {
        return year >= 0 && month >= 0 && day >= 0;
    }

    boolean hasTime() {
        return hour >= 0 || minute >= 0;
    }

    boolean isMidnight() {
        return hour <= 0 && minute <= 0 && second <= 0 && nano <= 0;
    }

    /** Whether day and month are such as a calendar has; zeros are not. */
    boolean isOnCalendar() {
        if (month > 12 || month == 0 || day == 0 || day > (month > 0 ? DAYS[month - 1] : 31)) {
            return false;
        }
        return !(month == 2 && day == 29 && year >= 0 && !shortYear && !isLeap(year));
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    boolean isZeroDate() {
        return year == 0 && month == 0 && day == 0 && !shortYear;
    }

    /** Whether both say the same date in full; two-digit years match any century. */
    boolean sameDate(Moment other) {
        return hasWholeDate() && other.hasWholeDate() && agreesOnDate(other);
    }

    /** Whether no component of a date that both have differs. */
    boolean agreesOnDate(Moment other) {
        return agrees(month, other.month) && agrees(day, other.day) && agreesOnYear(other);
    }

    private boolean agreesOnYear(Moment other) {
        if (shortYear || other.shortYear) {
            return year < 0 || other.year < 0 || year % 100 == other.year % 100;
        }
        return agrees(year, other.year);
    }

    private static boolean agrees(int left, int right) {
        return left < 0 || right < 0 || left == right;
    }

    /** Whether both say the same time of day or duration, what is missing being zero. */
    boolean sameTime(Moment other) {
        return zeroed(hour) == zeroed(other.hour)
                && zeroed(minute) == zeroed(other.minute)
                && zeroed(second) == zeroed(other.second)
                && zeroed(nano) == zeroed(other.nano)
                && (negative == other.negative || isMidnight());
    }

    private static int zeroed(int component) {
        return Math.max(component, 0);
    }

    /** Whether each component that {@code other} has is here too and equal. */
    boolean holdsAllOf(Moment other) {
        return agreesOnDate(other)
                && !lacks(year, other.year)
                && !lacks(month, other.month)
                && !lacks(day, other.day)
                && (!other.hasTime() || (hasTime() && sameTime(other)));
    }

    private static boolean lacks(int own, int other) {
        return other >= 0 && own < 0;
    }

    /** Seconds since midnight or of a duration, without sign and fraction. */
    long seconds() {
        return zeroed(hour) * 3600L + zeroed(minute) * 60L + zeroed(second);
    }

    /** Nanoseconds since midnight or of a duration, signed. */
    long nanos() {
        long all = seconds() * 1_000_000_000L + zeroed(nano);
        return negative ? -all : all;
    }
}
