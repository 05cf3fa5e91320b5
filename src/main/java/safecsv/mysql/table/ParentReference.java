package safecsv.mysql.table;

import java.util.List;

/**
 * A foreign key of this table.
 *
 * @param constraint its name
 * @param columns this table's columns
 * @param schema the parent's
 * @param table the parent, which can be this table
 * @param parentColumns the columns they refer to, in the same order
 */
public record ParentReference(
        String constraint, List<String> columns, String schema, String table, List<String> parentColumns) {
    public ParentReference {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }
}
