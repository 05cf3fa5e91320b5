package safecsv.diff;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A column of a random table. A value is the text that a standard export writes for it, or null; there are few of them, so
 * that three sides often meet.
 *
 * @param declared its type in CREATE TABLE, with collation, NOT NULL and default
 * @param nullable whether NULL is among its values
 * @param byDefault what a new row without it gets; null is NULL
 */
record ModelColumn(String name, Kind kind, String declared, boolean nullable, String byDefault) {
    /** What its values are, and how else they can be written. */
    enum Kind {
        INT(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9")),
        DECIMAL(List.of("1.50", "2.25", "3.00")),
        DATE(List.of("2024-01-05", "2024-02-16", "2023-11-01")),
        BYTES(List.of("0x61", "0x41", "0x6100", "0x6120", "0x00", "0xFF")),
        TEXT(List.of("", "a", "A", "a ", "b", "NULL", "é,\"", "e")),
        /** Texts that no spreadsheet makes of each other. */
        PLAIN_TEXT(List.of("apple", "pear", "plum", "fig"));

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> values;

        Kind(List<String> values) {
            this.values = values;
        }
    }

    /** A value. */
    String value(Random random) {
        return nullable && random.nextInt(4) == 0 ? null : kind.values.get(random.nextInt(kind.values.size()));
    }

    /** A cell of a CSV that has this value, in one of the ways it can be written. */
    String spelled(String value, boolean otherwise, Random random) {
        if (value == null) {
            return "";
        }
        String text = otherwise ? other(value) : value;
        boolean must = text.isEmpty() || text.contains(",") || text.contains("\"");
        return must || random.nextInt(3) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private String other(String value) {
        return switch (kind) {
            case INT -> "0" + value;
            case DECIMAL -> value.endsWith("0") ? value.substring(0, value.length() - 1) : value + "0";
            case DATE -> value.replace("-0", "-");
            case BYTES -> "0x" + value.substring(2).toLowerCase(Locale.ROOT);
            case TEXT, PLAIN_TEXT -> value;
        };
    }

    /** The one text of what may be written in several ways. */
    String canonical(String text) {
        if (text == null) {
            return null;
        }
        return switch (kind) {
            case INT -> new BigDecimal(text).toBigIntegerExact().toString();
            case DECIMAL -> new BigDecimal(text).setScale(2).toPlainString();
            case DATE -> {
                List<String> parts = new ArrayList<>();
                for (String part : text.split("-", -1)) {
                    parts.add(part.length() == 1 ? "0" + part : part);
                }
                yield String.join("-", parts);
            }
            case BYTES -> "0x" + text.substring(2).toUpperCase(Locale.ROOT);
            case TEXT, PLAIN_TEXT -> text;
        };
    }

    /** What the server compares in a unique key. */
    String folded(String value) {
        if (kind != Kind.TEXT && kind != Kind.PLAIN_TEXT) {
            return value;
        }
        String trimmed = value.stripTrailing();
        return declared.contains("utf8mb4_bin")
                ? trimmed
                : trimmed.toLowerCase(Locale.ROOT).replace('é', 'e');
    }

    /** It as a literal of SQL. */
    String literal(String value) {
        if (value == null) {
            return "NULL";
        }
        return switch (kind) {
            case BYTES -> "X'" + value.substring(2) + "'";
            case TEXT, PLAIN_TEXT ->
                "CONVERT(X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "' USING utf8mb4)";
            default -> "'" + value + "'";
        };
    }
}
