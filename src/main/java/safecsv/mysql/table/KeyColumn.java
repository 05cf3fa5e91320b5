package safecsv.mysql.table;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import safecsv.mysql.sql.Identifiers;

/**
 * A column of a primary key, as far as tables are divided and ordered by it.
 *
 * @param descending whether the key holds it in descending order
 * @param form how its values stand in SQL
 * @param characterSet of {@link Form#CHARACTERS}; null elsewhere
 */
public record KeyColumn(String name, boolean descending, Form form, String characterSet) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,65}(?:\\.[0-9]{1,38})?");
    private static final Pattern MOMENT = Pattern.compile("-?[0-9][-0-9:. ]{1,40}");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?:[0-9A-Fa-f]{2})*");

    /** How values are read from the server, and written into a condition. */
    public enum Form {
        /** Whole numbers, which can be calculated with. */
        INTEGER,
        /** DECIMAL and YEAR. */
        NUMBER,
        /** DATE, TIME and DATETIME, in quotes. */
        MOMENT,
        /** CHAR and VARCHAR: their bytes in their own character set, so that nothing is converted on the way. */
        CHARACTERS,
        /** BINARY and VARBINARY. */
        BYTES,
        /**
         * Whatever has no literal that surely compares as the column sorts: TIMESTAMP (an hour in autumn comes twice),
         * FLOAT and DOUBLE, ENUM and SET (sorted by number), BIT.
         */
        INDIVISIBLE
    }

    public KeyColumn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(form);
        if (form == Form.CHARACTERS && !characterSet.matches("\\w+")) {
            throw new IllegalArgumentException("no character set: " + characterSet);
        }
    }

    /** The column of a key, by its definition. */
    public static KeyColumn of(ColumnDefinition column, boolean descending) {
        ColumnType type = column.type();
        Form form = switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> Form.INTEGER;
            case DECIMAL, YEAR -> Form.NUMBER;
            case DATE, DATETIME, TIME -> Form.MOMENT;
            case CHAR, VARCHAR -> type.characterSet() == null ? Form.INDIVISIBLE : Form.CHARACTERS;
            case BINARY, VARBINARY -> Form.BYTES;
            default -> Form.INDIVISIBLE;
        };
        return new KeyColumn(column.name(), descending, form, form == Form.CHARACTERS ? type.characterSet() : null);
    }

    /** Whether ranges can end between two values of this column. */
    public boolean divides() {
        return form != Form.INDIVISIBLE && !descending;
    }

    /** What to select, so that {@link #literal} can be made of its text. */
    public String textExpression() {
        String column = Identifiers.quoted(name);
        return switch (form) {
            case CHARACTERS, BYTES -> "HEX(" + column + ")";
            default -> "CAST(" + column + " AS CHAR)";
        };
    }

    /**
     * A value in SQL.
     *
     * @param text of {@link #textExpression}
     * @throws IllegalArgumentException where it is none; so nothing else gets into SQL either
     */
    public String literal(String text) {
        return switch (form) {
            case INTEGER, NUMBER -> matching(NUMBER, text);
            case MOMENT -> "'" + matching(MOMENT, text) + "'";
            case CHARACTERS -> introducer() + " X'" + matching(HEXADECIMAL, text) + "'";
            case BYTES -> "X'" + matching(HEXADECIMAL, text) + "'";
            case INDIVISIBLE -> throw new IllegalArgumentException("no literal for " + name);
        };
    }

    /** The server warns of utf8mb3 wherever it is written; the bytes are the same. */
    private String introducer() {
        String lower = characterSet.toLowerCase(Locale.ROOT);
        return "_" + (lower.equals("utf8mb3") || lower.equals("utf8") ? "utf8mb4" : lower);
    }

    private static String matching(Pattern shape, String text) {
        if (!shape.matcher(text).matches()) {
            throw new IllegalArgumentException("not a value of the key: " + text);
        }
        return text;
    }
}
