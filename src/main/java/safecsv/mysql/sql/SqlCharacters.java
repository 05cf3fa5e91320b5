package safecsv.mysql.sql;

/** Where MySQL's names, numbers and variables end; the rules of sql/sql_lex.cc for a utf8mb4 connection. */
final class SqlCharacters {
    private SqlCharacters() {}

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Two dashes begin a comment only before one of these, or at the end. */
    static boolean endsDashes(char c) {
        return c <= ' ' || c == 0x7f;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Every character beyond ASCII can be part of a name, the no-break and the full-width space too. */
    static boolean isNameCharacter(char c) {
        return isAsciiLetter(c) || isDigit(c) || c == '_' || c == '$' || c > 0x7f;
    }

    static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static int endOfVariable(String text, int start) {
        int end = text.startsWith("@@", start) ? start + 2 : start + 1;
        while (end < text.length()
                && text.charAt(end) <= 0x7f
                && (isNameCharacter(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    static boolean startsParameterName(String text, int start) {
        return start < text.length() && (isAsciiLetter(text.charAt(start)) || text.charAt(start) == '_');
    }

    static int endOfParameterName(String text, int start) {
        int end = start;
        while (end < text.length() && (startsParameterName(text, end) || isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    static boolean startsNumber(String text, int start) {
        char c = text.charAt(start);
        return isDigit(c) || (c == '.' && digitAt(text, start + 1));
    }

    /** The end of the number at {@code start}, or {@code start} where the digits begin a name ({@code 1st}). */
    static int endOfNumber(String text, int start) {
        int radixEnd = endOfRadixNumber(text, start);
        if (radixEnd > start) {
            return radixEnd;
        }
        int end = endOfDigits(text, start);
        if (end == text.length()) {
            return end;
        }
        if (text.charAt(end) == '.') {
            int fractionEnd = endOfDigits(text, end + 1);
            return endOfExponent(text, fractionEnd);
        }
        if (!isNameCharacter(text.charAt(end))) {
            return end;
        }
        int exponentEnd = endOfExponent(text, end);
        return exponentEnd > end ? exponentEnd : start;
    }

    private static int endOfRadixNumber(String text, int start) {
        boolean hexadecimal = text.startsWith("0x", start);
        if (!hexadecimal && !text.startsWith("0b", start)) {
            return start;
        }
        String digits = hexadecimal ? "0123456789abcdefABCDEF" : "01";
        int end = start + 2;
        while (end < text.length() && digits.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        boolean number = end > start + 2 && (end == text.length() || !isNameCharacter(text.charAt(end)));
        return number ? end : start;
    }

    private static int endOfExponent(String text, int start) {
        if (start == text.length() || Character.toLowerCase(text.charAt(start)) != 'e') {
            return start;
        }
        boolean signed = start + 1 < text.length() && "+-".indexOf(text.charAt(start + 1)) >= 0;
        int digits = start + (signed ? 2 : 1);
        return digitAt(text, digits) ? endOfDigits(text, digits) : start;
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (digitAt(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean digitAt(String text, int index) {
        return index < text.length() && isDigit(text.charAt(index));
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
