package safecsv.mysql.table;

import java.util.List;

/**
 * A foreign key of another table (or of the same) that refers to this one.
 *
 * @param schema the child's
 * @param table the child
 * @param constraint the foreign key's name
 * @param columns the child's columns
 * @param parentColumns the columns they refer to, in the same order
 * @param onDelete CASCADE, SET NULL, RESTRICT, NO ACTION or SET DEFAULT
 * @param onUpdate one of the same
 */
public record ChildReference(
        String schema,
        String table,
        String constraint,
        List<String> columns,
        List<String> parentColumns,
        String onDelete,
        String onUpdate) {
    public ChildReference {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    /** Whether a deleted row changes rows of the child. */
    public boolean followsDelete() {
        return changes(onDelete);
    }

    /** Whether a changed key of a row changes rows of the child. */
    public boolean followsUpdate() {
        return changes(onUpdate);
    }

    private static boolean changes(String rule) {
        return rule.equals("CASCADE") || rule.startsWith("SET ");
    }
}
