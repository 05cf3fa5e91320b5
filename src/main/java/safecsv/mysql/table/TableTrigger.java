package safecsv.mysql.table;

import java.util.Set;

/**
 * A trigger of a table.
 *
 * @param timing BEFORE or AFTER
 * @param event INSERT, UPDATE or DELETE
 * @param sets the columns of the row that it may set to values of its own, as its body has their names
 */
public record TableTrigger(String name, String timing, String event, Set<String> sets) {
    /** Copies the set. */
    public TableTrigger {
        sets = Set.copyOf(sets);
    }

    /** Whether it may set this column of the row; names of columns are compared without case. */
    public boolean sets(String column) {
        return sets.stream().anyMatch(column::equalsIgnoreCase);
    }
}
