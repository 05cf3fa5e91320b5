/**
 * Edited CSV, baseline and database, compared into a plan. Not built yet; it will never write to the database.
 */
package safecsv.diff;
