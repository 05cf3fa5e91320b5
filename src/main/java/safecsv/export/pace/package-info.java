/**
 * How an export stays gentle on the server: how fast it takes rows, when it waits, and when it gives way. Entry point:
 * {@link safecsv.export.pace.Pace}, which the copying loop calls every few rows. It decides and waits; it never touches
 * the rows, so whatever it does, or fails to do, the file is right or absent.
 */
package safecsv.export.pace;
