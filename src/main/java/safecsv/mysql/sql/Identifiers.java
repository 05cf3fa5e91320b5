package safecsv.mysql.sql;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names in SQL. Source: MySQL manual, "Schema Object Names". */
public final class Identifiers {
    private Identifiers() {}

    /** One name between backticks. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** {@code table} or {@code schema.table}; a dot always separates. */
    public static String quotedName(String qualifiedName) {
        return Arrays.stream(qualifiedName.split("\\.", 2))
                .map(Identifiers::quoted)
                .collect(Collectors.joining("."));
    }
}
