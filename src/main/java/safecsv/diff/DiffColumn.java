package safecsv.diff;

import safecsv.csv.baseline.BaselineColumn;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.ColumnType;

/**
 * A column that the comparison is about.
 *
 * @param label its name in the baseline and the CSV
 * @param column the table's; for a computed column, which the table does not have, what the query made
 * @param computed whether the exported query computes it, so that the database is never asked for it
 * @param baseline its place in the baseline's records, counted from 0; negative where there is no baseline
 * @param edited its place in the CSV's records; negative where the CSV lacks it
 */
record DiffColumn(
        String label, ColumnDefinition column, boolean computed, BaselineColumn.Role role, int baseline, int edited) {
    /** What a query computed: text in UTF-8, numbers, bytes, all of which may be NULL. */
    static DiffColumn computed(BaselineColumn sent, int baseline, int edited) {
        ColumnType type = ColumnType.parse(sent.type(), "utf8mb4", null);
        ColumnDefinition column = new ColumnDefinition(sent.name(), type, true, false, false, false, false, true);
        return new DiffColumn(sent.name(), column, true, sent.role(), baseline, edited);
    }

    /** The table's name for it. */
    String name() {
        return column.name();
    }

    /** Whether it is this column of the table. */
    boolean is(ColumnDefinition other) {
        return !computed && column.equals(other);
    }

    boolean isKey() {
        return role == BaselineColumn.Role.KEY;
    }

    boolean isInCsv() {
        return edited >= 0;
    }
}
