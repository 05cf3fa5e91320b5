package safecsv.spreadsheet;

import java.util.List;
import safecsv.mysql.table.ColumnType;

/** Which dates and times a column can hold. Source: MySQL manual, "Date and Time Data Types". */
final class MomentValues {
    private static final long LONGEST_TIME_SECONDS = 838 * 3600L + 59 * 60 + 59;
    private static final int[] POWERS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private MomentValues() {}

    static NewValue of(ColumnType type, String text) {
        List<Moment> read = MomentParser.parse(text, DateOrder.YEAR_FIRST);
        return read.isEmpty() ? invalid(type, text) : of(type, text, read.get(0));
    }

    /** @param text as it came, for the message */
    static NewValue of(ColumnType type, String text, Moment moment) {
        String fraction = fraction(type, moment);
        if (fraction == null) {
            return NewValue.invalid(
                    "keeps " + type.scale() + " digits of a second's fraction, and " + Shown.text(text) + " has more");
        }
        return type.kind() == ColumnType.Kind.TIME
                ? time(type, text, moment, fraction)
                : date(type, text, moment, fraction);
    }

    private static NewValue time(ColumnType type, String text, Moment moment, String fraction) {
        if (moment.hasDate() || !moment.hasTime()) {
            return invalid(type, text);
        }
        if (moment.seconds() > LONGEST_TIME_SECONDS) {
            return NewValue.invalid("holds at most 838:59:59, not " + Shown.text(text));
        }
        return NewValue.of((moment.negative() ? "-" : "") + clock(moment) + fraction);
    }

    private static NewValue date(ColumnType type, String text, Moment moment, String fraction) {
        boolean calendar = moment.hasWholeDate() && (moment.isOnCalendar() || moment.isZeroDate());
        if (!calendar || moment.negative() || moment.hour() > 23) {
            return invalid(type, text);
        }
        int year = moment.fullYear();
        if (year > 9999) {
            return invalid(type, text);
        }
        StringBuilder value = new StringBuilder(26);
        digits(value, year, 4);
        digits(value.append('-'), moment.month(), 2);
        digits(value.append('-'), moment.day(), 2);
        if (type.kind() == ColumnType.Kind.DATE) {
            return moment.isMidnight()
                    ? NewValue.of(value.toString())
                    : NewValue.invalid("is a date, and " + Shown.text(text) + " has a time of day");
        }
        if (type.kind() == ColumnType.Kind.TIMESTAMP && !moment.isZeroDate() && (year < 1969 || year > 2038)) {
            return NewValue.invalid("is a TIMESTAMP, which ends in 2038, not " + Shown.text(text));
        }
        return NewValue.of(
                value.append(' ').append(clock(moment)).append(fraction).toString());
    }

    private static String clock(Moment moment) {
        StringBuilder clock = new StringBuilder(9);
        digits(clock, Math.max(moment.hour(), 0), 2);
        digits(clock.append(':'), Math.max(moment.minute(), 0), 2);
        digits(clock.append(':'), Math.max(moment.second(), 0), 2);
        return clock.toString();
    }

    /** With its point; empty where the column has none; null where digits would be lost. */
    private static String fraction(ColumnType type, Moment moment) {
        int nano = Math.max(moment.nano(), 0);
        int scale = type.kind() == ColumnType.Kind.DATE ? 0 : type.scale();
        int unit = scale == 0 ? 1_000_000_000 : POWERS[9 - scale];
        if (nano % unit != 0) {
            return null;
        }
        return scale == 0
                ? ""
                : digits(new StringBuilder(".").append(""), nano / unit, scale).toString();
    }

    private static StringBuilder digits(StringBuilder target, int value, int width) {
        String digits = Integer.toString(value);
        return target.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }

    private static NewValue invalid(ColumnType type, String text) {
        String wanted = switch (type.kind()) {
            case DATE -> "a date such as 2024-03-09";
            case TIME -> "a time such as 12:34:56";
            default -> "a date and time such as 2024-03-09 12:34:56";
        };
        return NewValue.invalid("needs " + wanted + ", not " + Shown.text(text));
    }
}
