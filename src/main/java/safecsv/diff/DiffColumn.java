package safecsv.diff;

import safecsv.csv.baseline.BaselineColumn;
import safecsv.mysql.table.ColumnDefinition;

/**
 * A column of the table that the comparison is about.
 *
 * @param baseline its place in the baseline's records, counted from 0; negative where there is no baseline
 * @param edited its place in the CSV's records; negative where the CSV lacks it
 */
record DiffColumn(ColumnDefinition column, BaselineColumn.Role role, int baseline, int edited) {
    String name() {
        return column.name();
    }

    boolean isKey() {
        return role == BaselineColumn.Role.KEY;
    }

    boolean isInCsv() {
        return edited >= 0;
    }
}
