package safecsv.export;

import java.util.Set;

/**
 * A column, as tests ask for it and load it.
 *
 * @param type the data type alone, in lower case, as information_schema has it
 */
record TortureColumn(String name, String type) {
    private static final Set<String> BYTES = Set.of(
            "binary",
            "varbinary",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "geometry",
            "point",
            "linestring",
            "polygon",
            "vector");

    boolean isFloat() {
        return type.equals("float");
    }

    /** What to ask the mysql client for, so that it prints what the CSV should hold. */
    String expression() {
        // The client prints a BIT as bytes; the server's own conversion gives the unsigned number.
        return type.equals("bit") ? "CAST(" + name + " AS UNSIGNED)" : name;
    }

    /** As {@link #expression()}, with a FLOAT's exact value as the text of a DOUBLE (MariaDB too: plain CAST rounds). */
    String exactExpression() {
        return isFloat() ? "CAST(" + name + " AS DOUBLE)" : expression();
    }

    /** What LOAD DATA makes of the CSV's text, read into {@code @name}. */
    String fromText() {
        String variable = "@" + name;
        if (type.equals("bit")) {
            return "CAST(" + variable + " AS UNSIGNED)";
        }
        return BYTES.contains(type) ? "UNHEX(SUBSTRING(" + variable + ", 3))" : variable;
    }
}
