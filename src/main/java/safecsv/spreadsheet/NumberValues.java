package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import safecsv.mysql.table.ColumnType;

/** Which numbers a column can hold. Source of the ranges: MySQL manual, "Numeric Data Types". */
final class NumberValues {
    private static final int MOST_DIGITS = 400;

    private NumberValues() {}

    static NewValue of(ColumnType type, String text) {
        BigDecimal number = parse(text);
        if (number == null) {
            return NewValue.invalid("needs a number, not " + Shown.text(text));
        }
        return of(type, number);
    }

    static NewValue of(ColumnType type, BigDecimal number) {
        return switch (type.kind()) {
            case DECIMAL -> decimal(type, number);
            case FLOAT ->
                floating(
                        number.floatValue(),
                        Float.isInfinite(number.floatValue()),
                        FloatText.of(number.floatValue()),
                        number);
            case DOUBLE ->
                floating(
                        number.doubleValue(),
                        Double.isInfinite(number.doubleValue()),
                        FloatText.of(number.doubleValue()),
                        number);
            default -> integer(type, number);
        };
    }

    /** A plain number, perhaps with an exponent, or null. */
    static BigDecimal parse(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return null;
            }
        }
        try {
            BigDecimal number = new BigDecimal(text);
            // An exponent of millions would be written out by the arithmetic that follows.
            return Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS
                            || number.scale() > 2 * MOST_DIGITS
                    ? null
                    : number;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    private static NewValue decimal(ColumnType type, BigDecimal number) {
        BigDecimal exact = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (exact.scale() > type.scale()) {
            return NewValue.invalid(
                    "keeps " + type.scale() + " digits after the point, and " + number.toPlainString() + " has more");
        }
        if (exact.precision() - exact.scale() > type.precision() - type.scale()
                || (type.unsigned() && exact.signum() < 0)) {
            return outOfRange(type, number);
        }
        String text = exact.setScale(type.scale()).toPlainString();
        return NewValue.of(filled(type, text, type.precision() + (type.scale() > 0 ? 1 : 0)));
    }

    private static NewValue floating(double value, boolean infinite, String text, BigDecimal number) {
        return infinite || Double.isNaN(value) ? NewValue.invalid("can't hold " + number) : NewValue.of(text);
    }

    private static NewValue integer(ColumnType type, BigDecimal number) {
        BigInteger whole;
        try {
            whole = number.toBigIntegerExact();
        } catch (ArithmeticException fraction) {
            return NewValue.invalid("takes whole numbers, not " + number.toPlainString());
        }
        if (type.kind() == ColumnType.Kind.YEAR) {
            int year = whole.bitLength() > 31 ? -1 : whole.intValue();
            return year == 0 || (year >= 1901 && year <= 2155)
                    ? NewValue.of("%04d".formatted(year))
                    : outOfRange(type, number);
        }
        int bits = bits(type);
        BigInteger low = type.unsigned()
                ? BigInteger.ZERO
                : BigInteger.ONE.shiftLeft(bits - 1).negate();
        BigInteger high = BigInteger.ONE.shiftLeft(type.unsigned() ? bits : bits - 1);
        boolean fits = whole.compareTo(low) >= 0 && whole.compareTo(high) < 0;
        return fits ? NewValue.of(filled(type, whole.toString(), type.displayWidth())) : outOfRange(type, number);
    }

    /** With the zeros in front that a ZEROFILL column's text has. */
    private static String filled(ColumnType type, String text, int width) {
        boolean filled = type.declared().endsWith("zerofill") && text.length() < width;
        return filled ? "0".repeat(width - text.length()) + text : text;
    }

    private static int bits(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case MEDIUMINT -> 24;
            case INT -> 32;
            case BIT -> type.length();
            default -> 64;
        };
    }

    private static NewValue outOfRange(ColumnType type, BigDecimal number) {
        return NewValue.invalid("is " + type.declared() + ", and " + number.toPlainString() + " is out of its range");
    }

    /**
     * Whether it is the number with this many significant digits, rounded at once or, as programs do that keep a double and
     * first print one digit or two more, in several steps.
     */
    static boolean isRounded(BigDecimal number, int digits, BigDecimal shown) {
        double kept = number.doubleValue();
        return isRoundedTwice(number, digits, shown)
                || (!Double.isInfinite(kept) && isRoundedTwice(new BigDecimal(kept), digits, shown));
    }

    private static boolean isRoundedTwice(BigDecimal number, int digits, BigDecimal shown) {
        for (int first = digits; first <= digits + 2; first++) {
            if (rounded(rounded(number, first), digits).compareTo(shown) == 0) {
                return true;
            }
        }
        return false;
    }

    /** As a number with this many significant digits, half away from zero as spreadsheets round. */
    static BigDecimal rounded(BigDecimal number, int digits) {
        return number.round(new MathContext(digits, RoundingMode.HALF_UP));
    }
}
