package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import safecsv.csv.NumberText;

/** The shortest text of a floating-point number, written as the server does. */
final class FloatText {
    private static final int LONGEST_PLAIN = 24;
    private static final int DOUBLE_DIGITS = 17;

    private FloatText() {}

    static String of(double value) {
        if (value == 0 || Double.isInfinite(value) || Double.isNaN(value)) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
            BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() == value) {
                return written(shorter);
            }
        }
        return written(exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN)));
    }

    static String of(float value) {
        return Float.isInfinite(value) || Float.isNaN(value) ? "0" : NumberText.shortest(value);
    }

    private static String written(BigDecimal number) {
        BigDecimal value = number.stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        String plain = exponent >= 15 || exponent < -LONGEST_PLAIN ? null : value.toPlainString();
        if (plain != null && plain.length() <= LONGEST_PLAIN) {
            return plain;
        }
        String digits = value.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (value.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }
}
