package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.math.MathContext;

/** Texts that a spreadsheet takes for formulas, and what it shows instead. */
final class Formulas {
    private static final int LONGEST = 100;

    private final String text;
    private int at;

    private Formulas(String text) {
        this.text = text;
    }

    static boolean isFormula(String text) {
        return text.length() > 1
                && "=+-@".indexOf(text.charAt(0)) >= 0
                && NumberReading.read(text, '.') == null
                && NumberReading.read(text, ',') == null;
    }

    /** Whether {@code e} can be what the formula {@code b} shows. */
    static boolean canShow(String b, String e, Notation notation) {
        if (!isFormula(b)) {
            return false;
        }
        if (ErrorLiterals.isError(e)) {
            return true;
        }
        BigDecimal value = value(b);
        for (char mark : notation.marks()) {
            BigDecimal shown = NumberReading.read(e, mark);
            if (shown != null) {
                if (value != null && isShownAs(value, shown)) {
                    return true;
                }
                // What a function or another cell gives can't be known here.
                if (value == null && b.charAt(0) == '=') {
                    return true;
                }
            }
        }
        return b.charAt(0) == '=' && BooleanWords.value(e) >= 0;
    }

    private static boolean isShownAs(BigDecimal value, BigDecimal shown) {
        return value.subtract(shown)
                        .abs()
                        .compareTo(new BigDecimal("1e-9").max(value.abs().movePointLeft(9)))
                <= 0;
    }

    /** The value of plain arithmetic, or null. */
    private static BigDecimal value(String formula) {
        if (formula.length() > LONGEST) {
            return null;
        }
        Formulas arithmetic = new Formulas(formula.charAt(0) == '=' ? formula.substring(1) : formula);
        BigDecimal sum = arithmetic.sum();
        return sum != null && arithmetic.at == arithmetic.text.length() ? sum : null;
    }

    private BigDecimal sum() {
        BigDecimal left = product();
        while (left != null && at < text.length() && (peek() == '+' || peek() == '-')) {
            boolean plus = text.charAt(at++) == '+';
            BigDecimal right = product();
            left = right == null ? null : plus ? left.add(right) : left.subtract(right);
        }
        return left;
    }

    private BigDecimal product() {
        BigDecimal left = factor();
        while (left != null && at < text.length() && (peek() == '*' || peek() == '/')) {
            boolean times = text.charAt(at++) == '*';
            BigDecimal right = factor();
            if (right == null || (!times && right.signum() == 0)) {
                return null;
            }
            left = times ? left.multiply(right) : left.divide(right, MathContext.DECIMAL64);
        }
        return left;
    }

    private BigDecimal factor() {
        if (at < text.length() && (peek() == '-' || peek() == '+')) {
            boolean minus = text.charAt(at++) == '-';
            BigDecimal value = factor();
            return value == null || !minus ? value : value.negate();
        }
        if (at < text.length() && peek() == '(') {
            at++;
            BigDecimal inner = sum();
            return inner != null && at < text.length() && text.charAt(at++) == ')' ? inner : null;
        }
        int from = at;
        while (at < text.length() && (Character.isDigit(peek()) || peek() == '.')) {
            at++;
        }
        return NumberValues.parse(text.substring(from, at));
    }

    private char peek() {
        return text.charAt(at);
    }
}
