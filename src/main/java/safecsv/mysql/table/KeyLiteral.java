package safecsv.mysql.table;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The canonical text of a key's cell as an SQL literal to compare the column with, such that the server can use the
 * key's index and finds at least the rows whose cell has exactly this text. By a collation it may find others too.
 *
 * <p>Nothing of the text stands in the SQL but digits: strings are written in hexadecimal, numbers are parsed first.
 */
final class KeyLiteral {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,65}");
    private static final Pattern PLACES = Pattern.compile("-?[0-9]{1,65}(?:\\.[0-9]{1,38})?");
    private static final Pattern MOMENT = Pattern.compile("[-0-9:. ]{1,40}");

    private KeyLiteral() {}

    /**
     * @param text as {@code export} writes it, unquoted; not null
     * @throws IllegalArgumentException where the text is no value of the type
     */
    static String of(ColumnType type, String text) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, BIT, YEAR -> matching(WHOLE, text);
            case DECIMAL -> matching(PLACES, text);
            // A FLOAT compares as the DOUBLE of the same value: f = 0.1 is never true, f = 0.10000000149011612e0 is.
            case FLOAT -> exponent(Float.parseFloat(text));
            case DOUBLE -> exponent(Double.parseDouble(text));
            case DATE, DATETIME, TIMESTAMP, TIME -> "'" + matching(MOMENT, text) + "'";
            case BINARY, VARBINARY, BLOB, GEOMETRY, VECTOR -> "X'" + hex(text) + "'";
            case CHAR, VARCHAR, TEXT, ENUM, SET, JSON, OTHER -> string(type, text);
        };
    }

    /** As {@link #of}, compared as its column is also where no column stands beside it. */
    static String collated(ColumnType type, String text) {
        String literal = of(type, text);
        return type.collation() == null || literal.contains(" COLLATE ")
                ? literal
                : literal + " COLLATE " + word(type.collation());
    }

    /** Another character set's column would be converted itself, row by row, if the literal were not. */
    private static String string(ColumnType type, String text) {
        String literal = "_utf8mb4 X'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
        String characterSet = type.characterSet();
        if (characterSet == null || characterSet.equals("utf8mb4") || type.collation() == null) {
            return literal;
        }
        return "CONVERT(" + literal + " USING " + word(characterSet) + ") COLLATE " + word(type.collation());
    }

    private static String exponent(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("not a number that MySQL knows");
        }
        String text = Double.toString(value);
        return text.contains("E") ? text : text + "e0";
    }

    private static String hex(String text) {
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException("no bytes: " + text);
        }
        return HexFormat.of().formatHex(HexFormat.of().parseHex(text, 2, text.length()));
    }

    private static String matching(Pattern shape, String text) {
        if (!shape.matcher(text).matches()) {
            throw new IllegalArgumentException("not a value of the key: " + text);
        }
        return text;
    }

    private static String word(String name) {
        if (!name.matches("\\w+")) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        return name;
    }
}
