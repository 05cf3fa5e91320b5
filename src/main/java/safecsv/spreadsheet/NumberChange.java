package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** What a spreadsheet can make of a number, in a number's column or in a text that looks like one. */
final class NumberChange {
    /** Digits that a spreadsheet keeps (IEEE 754 doubles, as Excel and LibreOffice print them). */
    private static final int KEPT_DIGITS = 15;
    /** Characters of a number in a cell of default width. */
    private static final int SHOWN_CHARACTERS = 11;

    private static final int DECIMALS = 20;
    /** Digits that tell every double from the next. */
    private static final MathContext DOUBLE = new MathContext(17, RoundingMode.HALF_EVEN);

    private NumberChange() {}

    /** How the value of {@code b} can have become that of {@code e}, whose text is given too; null where it can't. */
    static Change of(String b, BigDecimal before, String e, BigDecimal after) {
        Change change = change(b, before, e, after);
        return change == null ? null : change.of(after);
    }

    private static Change change(String b, BigDecimal before, String e, BigDecimal after) {
        if (before.compareTo(after) == 0) {
            return Change.reformatted(Damage.NUMBER_FORMAT);
        }
        if (NumberReading.hasExponent(e)) {
            return isWithinMantissa(before, after, e) ? Change.damaged(Damage.EXPONENT) : null;
        }
        if (before.precision() > KEPT_DIGITS && (isCutTo(before, after, KEPT_DIGITS) || isDouble(before, after))) {
            return Change.damaged(Damage.LONG_DIGITS);
        }
        if (b.length() > SHOWN_CHARACTERS && isRoundedToFit(before, after, e)) {
            return Change.damaged(Damage.ROUNDING);
        }
        if (before.scale() > DECIMALS
                && before.setScale(DECIMALS, RoundingMode.HALF_UP).compareTo(after) == 0) {
            return Change.damaged(Damage.ROUNDING);
        }
        Roundings.Decimals decimals = Roundings.between(before, after);
        return decimals == null ? null : Change.rounded(decimals);
    }

    /** What is left of a number that a program keeps as a double: its exact value, or as many digits as it needs. */
    static boolean isDouble(BigDecimal before, BigDecimal after) {
        double kept = before.doubleValue();
        return !Double.isInfinite(kept)
                && (new BigDecimal(kept).compareTo(after) == 0
                        || BigDecimal.valueOf(kept).compareTo(after) == 0
                        || before.round(DOUBLE).compareTo(after) == 0);
    }

    static boolean isCutTo(BigDecimal before, BigDecimal after, int digits) {
        return NumberValues.isRounded(before, digits, after)
                || before.round(new MathContext(digits, RoundingMode.DOWN)).compareTo(after) == 0;
    }

    /** Half a unit of the mantissa's last digit; a whole one from 14 digits on, where programs round twice. */
    private static boolean isWithinMantissa(BigDecimal before, BigDecimal after, String e) {
        int digits = 0;
        int decimals = 0;
        boolean point = false;
        for (int i = 0; i < e.length() && e.charAt(i) != 'E' && e.charAt(i) != 'e'; i++) {
            char c = e.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                decimals += point ? 1 : 0;
            } else if (c == '.' || c == ',') {
                point = true;
            }
        }
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(exponent(e) - decimals);
        // A mantissa of 1.00 is the next one after 9.99, whose unit is a tenth.
        boolean one = after.abs().movePointLeft(exponent(e)).compareTo(BigDecimal.ONE) == 0;
        unit = one && before.abs().compareTo(after.abs()) < 0 ? unit.movePointLeft(1) : unit;
        BigDecimal allowed = digits >= 14 ? unit : unit.divide(BigDecimal.valueOf(2));
        return before.subtract(after).abs().compareTo(allowed) <= 0;
    }

    private static int exponent(String e) {
        int from = Math.max(e.indexOf('E'), e.indexOf('e')) + 1;
        String digits = e.substring(e.charAt(from) == '+' ? from + 1 : from);
        return digits.matches("-?[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
    }

    private static boolean isRoundedToFit(BigDecimal before, BigDecimal after, String e) {
        int scale = Math.max(after.scale(), 0);
        if (before.scale() <= scale || e.length() > SHOWN_CHARACTERS + (after.signum() < 0 ? 1 : 0)) {
            return false;
        }
        return before.setScale(scale, RoundingMode.HALF_UP).compareTo(after) == 0 && isFilled(before, e, scale);
    }

    /** Whether one more digit would not have fitted, zeros at the end aside. */
    private static boolean isFilled(BigDecimal before, String e, int scale) {
        String next = before.setScale(scale + 1, RoundingMode.HALF_UP).toPlainString();
        int sign = e.startsWith("-") ? 1 : 0;
        int room = SHOWN_CHARACTERS + sign;
        return next.length() > room
                || before.setScale(Math.max(0, room - integerLength(before) - 1), RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .scale()
                        <= scale;
    }

    private static int integerLength(BigDecimal value) {
        return value.toBigInteger().toString().length()
                + (value.signum() < 0 && value.toBigInteger().signum() == 0 ? 1 : 0);
    }

    /** {@code 123.456} read with the point as grouping. */
    static boolean isPointDropped(String b, String e) {
        int point = b.indexOf('.');
        int sign = b.startsWith("-") ? 1 : 0;
        if (point <= sign || b.length() - point != 4) {
            return false;
        }
        // 0.896 becomes 896: zeros in front go too.
        String digits = b.substring(sign, point) + b.substring(point + 1);
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return e.equals(b.substring(0, sign) + digits.substring(from));
    }

    /** {@code 10.50} read as a month and a year, {@code 9.10} as a day and a month. */
    static boolean isDateOf(String b, String e, List<DateOrder> orders) {
        for (DateOrder order : orders) {
            for (Moment before : MomentParser.parse(b, order)) {
                for (Moment after : MomentParser.parse(e, order)) {
                    if (before.hasDate() && after.holdsAllOf(before)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
