package safecsv.mysql.table;

import java.util.List;
import java.util.Objects;

/**
 * A primary or unique key over whole columns; keys over prefixes and expressions identify no row by its cells and are
 * left out.
 *
 * @param name {@code PRIMARY} for the primary key
 * @param columns in the key's order, at least one
 */
public record UniqueKey(String name, List<String> columns) {
    /** The name of every primary key. */
    public static final String PRIMARY = "PRIMARY";

    public UniqueKey {
        Objects.requireNonNull(name);
        columns = List.copyOf(columns);
    }
}
