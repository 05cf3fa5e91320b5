package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.List;
import safecsv.mysql.table.ColumnType;

/** What a spreadsheet can make of a DATE, DATETIME, TIMESTAMP or TIME. */
final class MomentChange {
    private static final long TEN_MILLISECONDS = 10_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final long DAY = 24 * HOUR;
    /** Days from 1899-12-30, Excel's day 0 for every date after February 1900, to 1970-01-01. */
    private static final int DAYS_1900 = 25_569;
    /** The 1904 base of old Macintosh files starts so many days later. */
    private static final int DAYS_1904 = 24_107;

    private MomentChange() {}

    static Change of(ColumnType type, String b, String e, Notation notation) {
        List<Moment> befores = MomentParser.parse(b, DateOrder.YEAR_FIRST);
        if (befores.isEmpty()) {
            return null;
        }
        Moment before = befores.get(0);
        Change best = null;
        for (DateOrder order : notation.orders()) {
            for (Moment after : TypedMoments.of(e, order)) {
                Change change = type.kind() == ColumnType.Kind.TIME
                        ? time(before, after)
                        : after.zone() == null ? date(before, after) : zoned(type, before, after, notation);
                if (change != null && (best == null || change.lossless())) {
                    best = change;
                }
            }
            if (MomentParser.startsWithYear(e)) {
                // The order does not matter.
                break;
            }
        }
        return best != null ? best : serial(before, e, notation, type.kind() == ColumnType.Kind.TIME);
    }

    /** A TIMESTAMP is an instant; in other columns a zone says more than they hold, and was added by the rule or not. */
    private static Change zoned(ColumnType type, Moment before, Moment after, Notation notation) {
        if (type.kind() != ColumnType.Kind.TIMESTAMP) {
            return before.sameDate(after) && before.sameTime(after) ? Change.damaged(Damage.DATE_FORMAT) : null;
        }
        Moment shown = notation.zone() == null ? null : after.shownIn(notation.zone());
        return shown == null ? null : date(before, shown);
    }

    private static Change date(Moment before, Moment after) {
        if (!after.hasDate()) {
            return after.hasTime() && before.hasTime() ? timeAlone(before, after) : null;
        }
        if (!after.agreesOnDate(before) || after.month() < 0) {
            return carried(before, after) ? Change.damaged(Damage.FRACTION) : null;
        }
        if (!after.hasWholeDate()) {
            return after.hasTime() && !sameMinutes(before, after) ? null : Change.damaged(Damage.PARTIAL_DATE);
        }
        if (before.sameTime(after)) {
            return Change.reformatted(Damage.DATE_FORMAT);
        }
        return after.hasTime() ? clock(before, after) : Change.damaged(Damage.PARTIAL_DATE);
    }

    /** A fraction that was rounded up beyond midnight. */
    private static boolean carried(Moment before, Moment after) {
        return before.nano() > 0
                && before.isOnCalendar()
                && before.hasWholeDate()
                && after.hasWholeDate()
                && after.isMidnight()
                && before.nanos() + TEN_MILLISECONDS >= DAY
                && days(before) + 1 == days(after);
    }

    private static long days(Moment date) {
        return java.time.LocalDate.of(date.year(), date.month(), date.day()).toEpochDay();
    }

    /** The time of day of a whole date: seconds or a fraction may be missing. */
    private static Change clock(Moment before, Moment after) {
        if (after.second() < 0) {
            return sameMinutes(before, after) ? Change.damaged(Damage.SECONDS) : null;
        }
        return fraction(before, after);
    }

    private static Change fraction(Moment before, Moment after) {
        long difference = Math.abs(before.nanos() - after.nanos());
        if (before.negative() != after.negative() && !after.isMidnight()) {
            return null;
        }
        if (after.nano() >= 0 && difference < TEN_MILLISECONDS) {
            return Change.damaged(Damage.FRACTION);
        }
        if (before.nano() <= 0) {
            // A second less, by the arithmetic of days as fractions: seen in LibreOffice, and rare.
            return difference == SECOND && after.nano() <= 0 ? Change.damaged(Damage.FRACTION) : null;
        }
        boolean cut = before.seconds() == after.seconds() || difference < SECOND;
        return cut && after.nano() < 0 ? Change.damaged(Damage.FRACTION) : null;
    }

    private static boolean sameMinutes(Moment before, Moment after) {
        return Math.max(before.hour(), 0) == Math.max(after.hour(), 0) && before.minute() == after.minute();
    }

    /** {@code mm:ss.f} of a date and time: the hour is gone too. */
    private static Change timeAlone(Moment before, Moment after) {
        if (after.hour() < 0) {
            long difference = Math.abs(before.nanos() % HOUR - after.nanos());
            return difference <= SECOND / 10 || difference >= HOUR - SECOND / 10
                    ? Change.damaged(Damage.PARTIAL_DATE)
                    : null;
        }
        return before.sameTime(after) || (after.second() < 0 && sameMinutes(before, after))
                ? Change.damaged(Damage.PARTIAL_DATE)
                : null;
    }

    private static Change time(Moment before, Moment after) {
        if (after.hasDate()) {
            return after.hasWholeDate() ? durationAsDate(before, after) : null;
        }
        if (before.sameTime(after)) {
            return Change.reformatted(Damage.DATE_FORMAT);
        }
        if (after.hour() < 0) {
            long difference = Math.abs(Math.abs(before.nanos()) % HOUR - after.nanos());
            return difference <= SECOND / 10 ? Change.damaged(Damage.PARTIAL_DATE) : null;
        }
        if (after.second() < 0) {
            return sameMinutes(before, after) && before.negative() == after.negative()
                    ? Change.damaged(Damage.SECONDS)
                    : null;
        }
        return fraction(before, after);
    }

    /** {@code 100:28:13} shown as the fourth day of 1900 with a time of day. */
    private static Change durationAsDate(Moment before, Moment after) {
        if (after.shortYear() || (after.year() != 1900 && after.year() != 1899)) {
            return null;
        }
        long days =
                java.time.LocalDate.of(after.year(), after.month(), after.day()).toEpochDay() + DAYS_1900;
        for (long base = days - 1; base <= days + 1; base++) {
            long shown = base * DAY + after.nanos();
            if (Math.abs(shown - before.nanos()) < (after.second() < 0 ? 60 * SECOND : SECOND)) {
                return Change.reformatted(Damage.DATE_FORMAT);
            }
        }
        return null;
    }

    /** A number of days since 1900 or 1904, or the fraction of one day. */
    private static Change serial(Moment before, String e, Notation notation, boolean duration) {
        for (char mark : notation.marks()) {
            BigDecimal days = NumberReading.read(e, mark);
            if (days == null || days.precision() - days.scale() > 7) {
                continue;
            }
            double shown = days.doubleValue();
            double exact = before.nanos() / (double) DAY;
            if (!duration) {
                if (!before.hasWholeDate() || !before.isOnCalendar()) {
                    return null;
                }
                exact += java.time.LocalDate.of(before.year(), before.month(), before.day())
                        .toEpochDay();
            }
            // Ten characters of a serial number hold about a second.
            double allowed = days.scale() <= 0 && exact == Math.rint(exact) ? 0 : 2e-5;
            if (duration ? Math.abs(shown - exact) <= allowed : isBased(shown - exact, allowed)) {
                return Change.reformatted(Damage.DATE_FORMAT);
            }
        }
        return null;
    }

    private static boolean isBased(double base, double allowed) {
        return Math.abs(base - DAYS_1900) <= allowed || Math.abs(base - DAYS_1904) <= allowed;
    }
}
