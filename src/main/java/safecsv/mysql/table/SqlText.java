package safecsv.mysql.table;

import java.util.List;
import java.util.Locale;
import safecsv.mysql.sql.Identifiers;

/**
 * Canonical texts in SQL that people read and run: values to write, and guards that are true only for exactly this value.
 * For sessions with {@code SET NAMES utf8mb4}, in which a backslash escapes and an apostrophe begins a string.
 */
public final class SqlText {
    private SqlText() {}

    /** A value to write into a column; null is NULL. */
    public static String value(ColumnType type, String text) {
        if (text == null) {
            return "NULL";
        }
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, BIT, YEAR, FLOAT, DOUBLE -> number(text);
            case BINARY, VARBINARY, BLOB, GEOMETRY, VECTOR -> "X'" + text.substring(2) + "'";
            case DATE, DATETIME, TIMESTAMP, TIME, CHAR, VARCHAR, TEXT, ENUM, SET, JSON, OTHER -> quoted(text);
        };
    }

    /** A condition that is true where the column holds exactly this value: collations, paddings and floats considered. */
    public static String guard(ColumnDefinition column, String text) {
        String name = Identifiers.quoted(column.name());
        if (text == null) {
            return name + " IS NULL";
        }
        return switch (column.type().kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, BIT, YEAR -> name + " <=> " + number(text);
            case DATE, DATETIME, TIMESTAMP, TIME -> name + " <=> " + quoted(text);
            // A FLOAT or DOUBLE is compared as DOUBLE; a FLOAT's text is that of the nearest float.
            case FLOAT -> name + "*1e0 <=> " + exponent(Double.toString(Float.parseFloat(text)));
            case DOUBLE -> column.type().isRoundedFloat() ? fixed(name, text) : name + " <=> " + exponent(text);
            case BINARY, VARBINARY, BLOB, GEOMETRY, VECTOR ->
                "HEX(" + name + ") <=> '" + text.substring(2).toUpperCase(Locale.ROOT) + "'";
            case JSON -> "CAST(CAST(" + name + " AS CHAR) AS BINARY) <=> CAST(" + quoted(text) + " AS BINARY)";
            case CHAR, VARCHAR, TEXT, ENUM, SET, OTHER ->
                "CAST(CONVERT(" + name + " USING utf8mb4) AS BINARY) <=> CAST(" + quoted(text) + " AS BINARY)";
        };
    }

    /** Conditions for a key's column: one by which the server finds the row in an index, and where that is not exact, a guard. */
    public static List<String> key(ColumnDefinition column, String text) {
        String guard = guard(column, text);
        if (guard.startsWith(Identifiers.quoted(column.name()) + " <=> ")
                || column.type().isRoundedFloat()) {
            return List.of(guard);
        }
        String value = column.type().kind() == ColumnType.Kind.FLOAT
                ? exponent(Double.toString(Float.parseFloat(text)))
                : value(column.type(), text);
        return List.of(Identifiers.quoted(column.name()) + " = " + value, guard);
    }

    /** The server may keep a DOUBLE(m,d) a little off its text (-0.00001 as -0.00000999999999995449): no number equals it. */
    private static String fixed(String name, String text) {
        return "CAST(" + name + " AS CHAR) <=> " + quoted(number(text));
    }

    /** A string literal. */
    public static String quoted(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int index = 0; index < text.length(); index++) {
            char next = text.charAt(index);
            switch (next) {
                case '\'' -> literal.append("''");
                case '\\' -> literal.append("\\\\");
                case '\0' -> literal.append("\\0");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case 0x1a -> literal.append("\\Z");
                default -> literal.append(next);
            }
        }
        return literal.append('\'').toString();
    }

    private static String number(String text) {
        if (!text.matches("[-+0-9.eE]+")) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return text;
    }

    private static String exponent(String text) {
        String checked = number(text);
        return checked.matches(".*[eE].*") ? checked : checked + "e0";
    }
}
