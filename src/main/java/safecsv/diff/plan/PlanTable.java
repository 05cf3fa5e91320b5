package safecsv.diff.plan;

import java.util.List;
import java.util.Objects;

/**
 * The table that a plan is for, as it was when the plan was made.
 *
 * @param fingerprint of the table's definition; a plan for a table whose fingerprint is another now is refused
 * @param columns those that a change of this plan may name
 * @param key the names of the columns that tell a row from every other, in the order of the key
 */
public record PlanTable(String schema, String name, String fingerprint, List<PlanColumn> columns, List<String> key) {
    /** Refuses null and a table without a key, and copies the lists. */
    public PlanTable {
        Objects.requireNonNull(schema);
        Objects.requireNonNull(name);
        Objects.requireNonNull(fingerprint);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a plan for a table without a key");
        }
    }

    /** For messages: {@code schema.table}. */
    public String qualifiedName() {
        return schema + "." + name;
    }
}
