package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.BiConsumer;
import safecsv.mysql.table.ColumnType;

/** Which damage a baseline text is open to, so that a cell that came through says something about the program. */
final class Exposure {
    private static final int KEPT_DIGITS = 15;
    private static final int SHOWN_DIGITS = 11;
    private static final int LONGEST_SHAPE = 24;
    private static final int LONGEST_NUMBER = 80;

    private Exposure() {}

    /** Calls back with each damage that could have hit the text and would have shown, and the text's shape. */
    static void of(ColumnType type, String b, BiConsumer<Damage, String> each) {
        switch (type.kind()) {
            case DATETIME, TIMESTAMP, TIME -> moment(b, each);
            case CHAR, VARCHAR, TEXT, ENUM, SET, OTHER -> text(b, each);
            default -> number(type, b, each);
        }
    }

    private static void moment(String b, BiConsumer<Damage, String> each) {
        if (b.indexOf(' ') > 0) {
            each.accept(Damage.PARTIAL_DATE, "");
        }
        int point = b.indexOf('.');
        String whole = point < 0 ? b : b.substring(0, point);
        if (!whole.endsWith(":00")) {
            each.accept(Damage.SECONDS, "");
        }
        if (point < 0) {
            each.accept(Damage.FRACTION, "second");
        } else if (!b.endsWith("0")) {
            each.accept(Damage.FRACTION, "");
        }
    }

    private static void number(ColumnType type, String b, BiConsumer<Damage, String> each) {
        if (type.kind().isBytes() || type.kind() == ColumnType.Kind.JSON) {
            return;
        }
        digits(b, each);
        int point = b.indexOf('.');
        if (point > 0 && b.length() - point == 4) {
            each.accept(Damage.DECIMAL_POINT, "");
        }
        if (b.length() <= 5 && point > 0) {
            // 0.19 and 99.90 are no dates anywhere; that they came through says nothing.
            dateLike(b, each);
        }
    }

    /** A number with decimals, which a number format could have shortened; null where the text is none. */
    static BigDecimal decimal(ColumnType type, String b) {
        if (b.length() > LONGEST_NUMBER || (b.indexOf('.') < 0 && b.indexOf('e') < 0)) {
            return null;
        }
        return switch (type.kind()) {
            case DECIMAL, FLOAT, DOUBLE, CHAR, VARCHAR, TEXT -> NumberValues.parse(b);
            default -> null;
        };
    }

    private static void digits(String b, BiConsumer<Damage, String> each) {
        int digits = 0;
        for (int i = 0; i < b.length(); i++) {
            char c = b.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        if (digits > KEPT_DIGITS) {
            longDigits(b, each);
        }
        if (digits > SHOWN_DIGITS) {
            each.accept(Damage.EXPONENT, digitShape(b, digits));
            if (b.indexOf('.') > 0) {
                each.accept(Damage.ROUNDING, rounding(b));
            }
        }
    }

    /** Only what either way of shortening would have changed says something. */
    private static void longDigits(String b, BiConsumer<Damage, String> each) {
        BigDecimal number = NumberValues.parse(b);
        if (number == null) {
            return;
        }
        if (NumberValues.rounded(number, KEPT_DIGITS).compareTo(number) != 0) {
            each.accept(Damage.LONG_DIGITS, "15");
        }
        if (!NumberChange.isDouble(number, number)) {
            each.accept(Damage.LONG_DIGITS, "double");
        }
    }

    /** The way in which digits were lost: all behind the 15th, or those that a double has no place for. */
    private static String longDigitsShape(String b, String e) {
        BigDecimal before = NumberReading.read(b, '.');
        for (char mark : new char[] {'.', ','}) {
            BigDecimal after = NumberReading.readFormatted(e, mark);
            if (before != null && after != null && NumberChange.isCutTo(before, after, KEPT_DIGITS)) {
                return "15";
            }
        }
        return "double";
    }

    private static void text(String b, BiConsumer<Damage, String> each) {
        if (b.isEmpty() || b.length() > 80) {
            return;
        }
        char first = b.charAt(0);
        char last = b.charAt(b.length() - 1);
        if (first == ' ' || last == ' ') {
            each.accept(Damage.EDGE_BLANKS, "");
        }
        if (BooleanWords.value(b) >= 0) {
            each.accept(Damage.BOOLEAN, "");
        }
        if (Formulas.isFormula(b)) {
            each.accept(Damage.FORMULA, formula(b, true));
            each.accept(Damage.FORMULA, formula(b, false));
        }
        boolean looksPlain = b.length() > LONGEST_SHAPE || (!Character.isDigit(last) && !Character.isDigit(first));
        if (!looksPlain || NumberReading.read(b, '.') != null) {
            numberLike(b, each);
            dateLike(b, each);
        }
    }

    private static void numberLike(String b, BiConsumer<Damage, String> each) {
        if (NumberReading.read(b, '.') == null) {
            return;
        }
        boolean digitsOnly = b.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digitsOnly) {
            if (b.length() > 1 && b.charAt(0) == '0') {
                each.accept(Damage.LEADING_ZEROS, "");
            }
            digits(b, each);
        } else if (NumberReading.hasExponent(b)) {
            each.accept(Damage.EXPONENT, digitShape(b, 0));
        } else {
            each.accept(Damage.NUMBER_FORMAT, shape(b));
        }
    }

    private static void dateLike(String b, BiConsumer<Damage, String> each) {
        for (DateOrder order : DateOrder.values()) {
            for (Moment moment : MomentParser.parse(b, order)) {
                each.accept(moment.hasDate() ? Damage.DATE_CONVERSION : Damage.TIME_CONVERSION, shape(b));
                return;
            }
        }
    }

    /** The shape that a lost cell is counted under; for formulas what was shown instead matters too. */
    static String shape(Damage damage, String b, String e) {
        return switch (damage) {
            case DATE_CONVERSION, TIME_CONVERSION, NUMBER_FORMAT -> shape(b);
            case EXPONENT ->
                digitShape(b, (int) b.chars().filter(c -> c >= '0' && c <= '9').count());
            case FRACTION -> b.indexOf('.') < 0 ? "second" : "";
            case ENCODING -> encoding(b, e);
            case ROUNDING -> rounding(b);
            case LONG_DIGITS -> longDigitsShape(b, e);
            case FORMULA -> formula(b, ErrorLiterals.isError(e));
            default -> "";
        };
    }

    /** Whether each lost character left a sign that says so, or a letter without its accents that anybody can type. */
    static String encoding(String b, String e) {
        boolean signs = e.indexOf('?') > b.indexOf('?') || e.indexOf('_') > b.indexOf('_') || !TextValues.isAscii(e);
        return signs ? "signs" : "letters";
    }

    /** Whether the digits behind the 15th were cut off (as Excel does) or rounded; empty where that is the same. */
    static String longDigits(String b, String e) {
        BigDecimal before = NumberValues.parse(b);
        BigDecimal after = NumberReading.read(e, '.');
        if (before == null || after == null) {
            return "";
        }
        boolean cut =
                before.round(new MathContext(KEPT_DIGITS, RoundingMode.DOWN)).compareTo(after) == 0;
        boolean rounded = NumberValues.isRounded(before, KEPT_DIGITS, after);
        return cut == rounded ? "" : cut ? "cut" : "rounded";
    }

    /** Numbers too small to be shown are lost whatever becomes of others. */
    private static String rounding(String b) {
        return (b.indexOf("e-") > 0 ? "tiny" : "") + (b.indexOf('.') > 0 ? "." : "");
    }

    static String formula(String b, boolean error) {
        return b.charAt(0) + (error ? "#" : "0");
    }

    private static String digitShape(String b, int digits) {
        return NumberReading.hasExponent(b) ? "E" : Integer.toString(digits);
    }

    /** Runs of digits and letters as one sign each; days and months apart from numbers that can't be either. */
    static String shape(String text) {
        StringBuilder shape = new StringBuilder();
        int i = 0;
        while (i < text.length() && shape.length() < LONGEST_SHAPE) {
            char c = text.charAt(i);
            int end = i + 1;
            if (c >= '0' && c <= '9') {
                while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                    end++;
                }
                boolean small = end - i <= 2 && Integer.parseInt(text.substring(i, end)) <= 12;
                shape.append(small ? '1' : end - i <= 2 ? '9' : 'Y');
            } else if (Character.isLetter(c)) {
                while (end < text.length() && Character.isLetter(text.charAt(end))) {
                    end++;
                }
                shape.append('A');
            } else {
                shape.append(c);
            }
            i = end;
        }
        return shape.toString();
    }
}
