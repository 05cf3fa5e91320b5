/**
 * What a table's columns can hold, as plain values: no connection, no java.sql. Entry point:
 * {@link safecsv.mysql.table.ColumnType}.
 */
package safecsv.mysql.table;
