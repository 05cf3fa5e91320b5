package safecsv.diff;

/**
 * Cells of one column that a spreadsheet damaged in one way, and that keep the baseline's value.
 *
 * @param damage what happened to them, by its name
 * @param cells how many
 */
public record RepairedCells(String column, String damage, long cells) {
    /** What is counted together. */
    record Id(String column, String damage) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            int byColumn = column.compareTo(other.column);
            return byColumn != 0 ? byColumn : damage.compareTo(other.damage);
        }
    }
}
