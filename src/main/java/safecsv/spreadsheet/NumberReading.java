package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers as people and spreadsheets write them: grouping, currency, percent, parentheses, full-width digits. */
final class NumberReading {
    /** Digits, and what may stand in a number; longer texts are no numbers for a spreadsheet. */
    private static final int LONGEST = 80;

    /** Letters of an ISO 4217 code. */
    private static final int CODE = 3;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());

    private static final Pattern BLANK_IN_GROUPS = Pattern.compile("(?<=[0-9]) (?=[0-9]{3})");

    private final StringBuilder plain = new StringBuilder(24);
    private final char mark;
    private int groupStart = -1;
    private boolean point;
    private boolean exponent;
    private boolean grouped;
    private char group;
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

    /**
     * As {@link #read}, for columns of numbers, where formats for accounts can mean nothing else: {@code $(5.00)},
     * {@code - €}, {@code ▲8}, {@code CHF 66'241.39}, {@code 12.75-}, groups divided by any kind of blank.
     */
    static BigDecimal readFormatted(String text, char mark) {
        if (text.length() > LONGEST) {
            return null;
        }
        String body = SignWidth.narrow(text).strip();
        BigDecimal value = read(withoutBlanksInGroups(body, mark), mark);
        if (value != null || body.length() < 2) {
            return value;
        }
        char first = body.charAt(0);
        if (first == '▲' || first == '△') {
            return negated(read(withoutBlanksInGroups(body.substring(1).strip(), mark), mark));
        }
        if (body.endsWith("-") && "+-(".indexOf(first) < 0) {
            BigDecimal amount = unsigned(body.substring(0, body.length() - 1).strip(), mark);
            if (amount != null) {
                return amount.negate();
            }
        }
        String amount = amount(body);
        boolean negative = amount == null && first == '-';
        if (negative) {
            amount = amount(body.substring(1).strip());
        }
        if (amount == null || amount.isEmpty()) {
            return null;
        }
        BigDecimal rest = amount.equals("-") ? BigDecimal.ZERO : read(withoutBlanksInGroups(amount, mark), mark);
        if (!negative) {
            return rest;
        }
        return "+-(".indexOf(amount.charAt(0)) < 0 ? negated(rest) : null;
    }

    private static BigDecimal unsigned(String amount, char mark) {
        BigDecimal value = amount.endsWith("-") ? null : readFormatted(amount, mark);
        return value == null || value.signum() < 0 ? null : value;
    }

    private static BigDecimal negated(BigDecimal amount) {
        return amount == null ? null : amount.negate();
    }

    /** What is left without a currency's sign or code ({@code CHF}) in front or behind; null where there is neither. */
    private static String amount(String body) {
        if (body.isEmpty()) {
            return null;
        }
        if (isCurrency(body.charAt(0))) {
            return body.substring(1).strip();
        }
        int last = body.length() - 1;
        if (isCurrency(body.charAt(last))) {
            return body.substring(0, last).strip();
        }
        if (body.length() > CODE && CURRENCIES.contains(body.substring(0, CODE))) {
            return body.substring(CODE).strip();
        }
        return body.length() > CODE && CURRENCIES.contains(body.substring(body.length() - CODE))
                ? body.substring(0, body.length() - CODE).strip()
                : null;
    }

    /** Blanks between groups of three digits are taken out; a text that has others keeps them, and is no number. */
    private static String withoutBlanksInGroups(String body, char mark) {
        if (body.indexOf(' ') < 0) {
            return body;
        }
        String point = mark == '.' ? "\\." : ",";
        return body.matches("[^0-9]*[0-9]{1,3}( [0-9]{3})+(" + point + "[0-9]*)?[^0-9]*")
                ? BLANK_IN_GROUPS.matcher(body).replaceAll("")
                : body;
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
        return isGrouping(c) && takeGroup(c == '’' ? '\'' : c);
    }

    private boolean takeGroup(char c) {
        if (grouped && group != c) {
            return false;
        }
        group = c;
        int signs = plain.length() > 0 && !Character.isDigit(plain.charAt(0)) ? 1 : 0;
        int size = grouped ? groupDigits(plain.length()) : plain.length() - signs;
        boolean fits = !point && !exponent && (grouped ? size == 3 : size >= 1 && size <= 3);
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
