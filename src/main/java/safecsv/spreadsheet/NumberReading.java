package safecsv.spreadsheet;

import java.math.BigDecimal;

/** Numbers as people and spreadsheets write them: grouping, currency, percent, parentheses, full-width digits. */
final class NumberReading {
    /** Digits, and what may stand in a number; longer texts are no numbers for a spreadsheet. */
    private static final int LONGEST = 80;

    private final StringBuilder plain = new StringBuilder(24);
    private final char mark;
    private int groupStart = -1;
    private boolean point;
    private boolean exponent;
    private boolean grouped;
    private int digits;

    private NumberReading(char mark) {
        this.mark = mark;
    }

    /** The value in a locale with this decimal mark ({@code .} or {@code ,}), or null where the text is no number there. */
    static BigDecimal read(String text, char mark) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        String body = text.strip();
        boolean negative = body.length() > 2 && body.charAt(0) == '(' && body.charAt(body.length() - 1) == ')';
        if (negative) {
            body = body.substring(1, body.length() - 1);
        }
        boolean percent = !body.isEmpty() && "%％".indexOf(body.charAt(body.length() - 1)) >= 0;
        if (percent) {
            body = body.substring(0, body.length() - 1).strip();
        }
        BigDecimal value = new NumberReading(mark).number(withoutCurrency(body));
        if (value == null) {
            return null;
        }
        value = percent ? value.movePointLeft(2) : value;
        return negative ? value.negate() : value;
    }

    /** As {@link #read}, for columns of numbers, where formats for accounts can mean nothing else: {@code $(5.00)}, {@code - €}, {@code ▲8}. */
    static BigDecimal readFormatted(String text, char mark) {
        BigDecimal value = read(text, mark);
        String body = text.strip();
        if (value != null || body.length() < 2 || body.length() > LONGEST) {
            return value;
        }
        if (body.charAt(0) == '▲' || body.charAt(0) == '△') {
            BigDecimal amount = read(body.substring(1), mark);
            return amount == null ? null : amount.negate();
        }
        boolean before = isCurrency(body.charAt(0));
        if (!before && !isCurrency(body.charAt(body.length() - 1))) {
            return null;
        }
        String amount = (before ? body.substring(1) : body.substring(0, body.length() - 1)).strip();
        return amount.equals("-") ? BigDecimal.ZERO : read(amount, mark);
    }

    private static String withoutCurrency(String body) {
        int from = 0;
        int to = body.length();
        String sign = "";
        if (to > 1 && "+-−－".indexOf(body.charAt(0)) >= 0) {
            sign = body.charAt(0) == '+' ? "" : "-";
            from++;
        }
        if (to > from + 1 && isCurrency(body.charAt(from))) {
            from++;
        } else if (to > from + 1 && isCurrency(body.charAt(to - 1))) {
            to--;
        }
        String rest = body.substring(from, to).strip();
        return sign.isEmpty() && rest.length() > 1 && rest.charAt(0) == '-' ? rest : sign + rest;
    }

    private static boolean isCurrency(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL || c == '円';
    }

    private BigDecimal number(String body) {
        for (int i = 0; i < body.length(); i++) {
            if (!take(body, i)) {
                return null;
            }
        }
        boolean openGroup = grouped && !point && !exponent && groupDigits(plain.length()) != 3;
        return digits == 0 || openGroup ? null : NumberValues.parse(plain.toString());
    }

    private boolean take(String body, int i) {
        char c = narrow(body.charAt(i));
        if (c >= '0' && c <= '9') {
            digits++;
            plain.append(c);
            return true;
        }
        if (c == '-' || c == '+') {
            boolean first = plain.length() == 0;
            boolean afterExponent = exponent && plain.charAt(plain.length() - 1) == 'E';
            plain.append(c);
            return first || afterExponent;
        }
        if (c == mark) {
            boolean fits = !point && !exponent && (!grouped || groupDigits(plain.length()) == 3);
            point = true;
            plain.append('.');
            return fits;
        }
        if (c == 'e' || c == 'E') {
            boolean fits = !exponent && digits > 0 && !grouped;
            exponent = true;
            plain.append('E');
            return fits;
        }
        return isGrouping(c) && takeGroup();
    }

    private boolean takeGroup() {
        int signs = plain.length() > 0 && !Character.isDigit(plain.charAt(0)) ? 1 : 0;
        int group = grouped ? groupDigits(plain.length()) : plain.length() - signs;
        boolean fits = !point && !exponent && (grouped ? group == 3 : group >= 1 && group <= 3);
        grouped = true;
        groupStart = plain.length();
        return fits;
    }

    private int groupDigits(int end) {
        return end - groupStart;
    }

    private boolean isGrouping(char c) {
        return c == (mark == '.' ? ',' : '.') || c == '\'' || c == '’' || c == '\u00a0' || c == '\u202f';
    }

    /** Full-width digits and marks are read as their narrow forms. */
    private static char narrow(char c) {
        if (c >= '０' && c <= '９') {
            return (char) (c - '０' + '0');
        }
        return switch (c) {
            case '．' -> '.';
            case '，' -> ',';
            case '－', '−' -> '-';
            default -> c;
        };
    }

    /** Whether the text has an exponent: what is before it may have been rounded. */
    static boolean hasExponent(String text) {
        int e = Math.max(text.indexOf('E'), text.indexOf('e'));
        return e > 0 && e < text.length() - 1;
    }
}
