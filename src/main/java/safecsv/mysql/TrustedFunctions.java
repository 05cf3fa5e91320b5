package safecsv.mysql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import safecsv.mysql.sql.Identifiers;

/**
 * The stored functions, loadable functions and views that a user answers for, so that nobody looks at what they do.
 *
 * @param all whether every one is trusted
 * @param names those that are, each as a database and a name, or a name alone for one of the default database
 */
public record TrustedFunctions(boolean all, Set<List<String>> names) {
    /** Stands for all names. */
    public static final String EVERY = "*";

    /** Everything is looked at. */
    public static final TrustedFunctions NONE = new TrustedFunctions(false, Set.of());

    /** Nothing is looked at. */
    public static final TrustedFunctions ALL = new TrustedFunctions(true, Set.of());

    public TrustedFunctions {
        names = Set.copyOf(names);
    }

    /**
     * Those of a list.
     *
     * @param text names with commas between, as {@code shop.tax,`my db`.f}; {@value #EVERY} for all
     * @throws safecsv.SafecsvException usage, where one is no name
     */
    public static TrustedFunctions parse(String text) {
        if (text.equals(EVERY)) {
            return ALL;
        }
        Set<List<String>> names = new HashSet<>();
        Stream.of(text.split(",", -1)).map(String::strip).forEach(name -> names.add(Identifiers.parts(name)));
        return new TrustedFunctions(false, names);
    }

    /** @param schema the database, or null where there is none */
    boolean contains(String schema, String name, String defaultSchema) {
        return all
                || (schema != null && names.contains(List.of(schema, name)))
                || ((schema == null || schema.equals(defaultSchema)) && names.contains(List.of(name)));
    }
}
