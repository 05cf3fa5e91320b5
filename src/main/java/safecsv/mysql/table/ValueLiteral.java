package safecsv.mysql.table;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** The canonical text of a value as an SQL literal that the server stores in the column as just this value. */
final class ValueLiteral {
    private static final Pattern BITS = Pattern.compile("[0-9]{1,20}");

    private ValueLiteral() {}

    /**
     * @param text as {@code export} writes it, unquoted; null for NULL
     * @throws IllegalArgumentException where the text is no value of the type
     */
    static String of(ColumnType type, String text) {
        if (text == null) {
            return "NULL";
        }
        if (type.kind().isBytes()) {
            if (!text.startsWith("0x")) {
                throw new IllegalArgumentException("no bytes: " + text);
            }
            return "X'" + HexFormat.of().formatHex(HexFormat.of().parseHex(text, 2, text.length())) + "'";
        }
        if (type.kind() == ColumnType.Kind.BIT) {
            // As a string it would be taken for the bits of its characters.
            if (!BITS.matcher(text).matches()) {
                throw new IllegalArgumentException("not a number of bits: " + text);
            }
            return text;
        }
        return string(text);
    }

    /**
     * Everything else is a string, which the server converts exactly: a number as a literal might pass through DOUBLE. The
     * session has neither NO_BACKSLASH_ESCAPES nor another character set; MySQL manual, "String Literals". With the
     * introducer all have one collation, so that CASE can choose among them.
     */
    private static String string(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 16).append("_utf8mb4'");
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            switch (letter) {
                case '\'' -> literal.append("''");
                case '\\' -> literal.append("\\\\");
                case '\0' -> literal.append("\\0");
                default -> literal.append(letter);
            }
        }
        return literal.append('\'').toString();
    }
}
