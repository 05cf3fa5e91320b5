/**
 * Carries out a plan: the only code that changes a database. Entry point: {@link safecsv.apply.Applier}. Rows are locked by
 * key, compared with what the plan saw, written, and read again; the undo plan is on the disk before COMMIT. Never DDL,
 * never a statement without a full key. An interruption before COMMIT leaves the table as it was.
 */
package safecsv.apply;
