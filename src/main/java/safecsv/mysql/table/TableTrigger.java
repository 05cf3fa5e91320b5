package safecsv.mysql.table;

/**
 * A trigger of a table.
 *
 * @param timing BEFORE or AFTER
 * @param event INSERT, UPDATE or DELETE
 */
public record TableTrigger(String name, String timing, String event) {}
