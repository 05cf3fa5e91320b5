package safecsv.csv;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Numbers whose text is not the server's own. */
public final class NumberText {
    /** Nine significant digits tell any two floats apart (IEEE 754, binary32). */
    private static final int MOST_FLOAT_DIGITS = 9;

    /** Of the shortest texts of the largest float the one that is not larger: servers call 3.4028235e38 out of range. */
    private static final String LARGEST = "3.4028234e38";

    private NumberText() {}

    /** Writes up to eight big-endian bytes as an unsigned decimal number. */
    static int bits(byte[] source, int start, int length, byte[] target, int at) {
        if (length > Long.BYTES) {
            throw new IllegalArgumentException("a BIT value of " + length + " bytes");
        }
        long value = 0;
        for (int from = start; from < start + length; from++) {
            value = value << 8 | (source[from] & 0xff);
        }
        return ascii(Long.toUnsignedString(value), target, at);
    }

    /** Writes the shortest decimal text that reads back to the float that the source's decimal text holds. */
    static int shortestFloat(byte[] source, int start, int length, byte[] target, int at) {
        String exact = new String(source, start, length, StandardCharsets.US_ASCII);
        return ascii(shortest((float) Double.parseDouble(exact)), target, at);
    }

    /** The shortest decimal text that reads back to this finite float, and that servers accept. */
    public static String shortest(float value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (Math.abs(value) == Float.MAX_VALUE) {
            return value < 0 ? "-" + LARGEST : LARGEST;
        }
        // Not Float.toString: before JDK 19 its text is not always the shortest (JDK-4511638).
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_FLOAT_DIGITS; digits++) {
            // Above a power of two the gap is twice as wide, so the farther neighbour may be the one that reads back.
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.UP}) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.floatValue() == value) {
                    return plainOrScientific(rounded.stripTrailingZeros());
                }
            }
        }
        return plainOrScientific(exact.round(new MathContext(MOST_FLOAT_DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros());
    }

    /** Plain digits where that is short, else an exponent, in the form the server itself prints: {@code 3.4e38}. */
    private static String plainOrScientific(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -5 && exponent < 15) {
            return value.toPlainString();
        }
        String digits = value.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (value.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }

    private static int ascii(String text, byte[] target, int at) {
        for (int index = 0; index < text.length(); index++) {
            target[at + index] = (byte) text.charAt(index);
        }
        return at + text.length();
    }
}
