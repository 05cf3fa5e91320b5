package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import safecsv.mysql.table.ColumnType;

/** The dates and times that spreadsheets store as numbers: days since 1899-12-30, and fractions of a day. */
final class SerialDates {
    private static final LocalDateTime DAY_ZERO = LocalDate.of(1899, 12, 30).atStartOfDay();
    /** Until then Excel counts a day that 1900 did not have. */
    private static final int FIRST_SURE = 61;

    private static final int LAST = 2_958_465;
    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

    private SerialDates() {}

    /** What the number stands for in a column; null where it stands for nothing that the column can hold. */
    static NewValue value(ColumnType type, String edited, BigDecimal number) {
        Moment moment = type.kind() == ColumnType.Kind.TIME ? time(number) : date(number);
        NewValue value = moment == null ? null : MomentValues.of(type, edited, moment);
        return value == null || !value.isValid() ? null : value;
    }

    private static Moment time(BigDecimal number) {
        if (number.signum() < 0
                || number.compareTo(BigDecimal.ONE) >= 0
                || number.stripTrailingZeros().scale() <= 0) {
            return null;
        }
        int seconds = seconds(number);
        return Moment.time(seconds / 3600, seconds / 60 % 60, seconds % 60, -1);
    }

    private static int seconds(BigDecimal fraction) {
        return fraction.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    private static Moment date(BigDecimal number) {
        if (number.compareTo(BigDecimal.valueOf(LAST + 1L)) >= 0) {
            return digits(number);
        }
        if (number.compareTo(BigDecimal.valueOf(FIRST_SURE)) < 0) {
            return null;
        }
        long days = number.longValue();
        int seconds = seconds(number.subtract(BigDecimal.valueOf(days)));
        LocalDateTime at = DAY_ZERO.plusDays(days).plusSeconds(seconds);
        return moment(at);
    }

    /** {@code 20240301}. */
    private static Moment digits(BigDecimal number) {
        try {
            return moment(LocalDate.parse(number.toPlainString(), DateTimeFormatter.BASIC_ISO_DATE)
                    .atStartOfDay());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Moment moment(LocalDateTime at) {
        return Moment.date(at.getYear(), false, at.getMonthValue(), at.getDayOfMonth())
                .at(Moment.time(at.getHour(), at.getMinute(), at.getSecond(), -1));
    }
}
