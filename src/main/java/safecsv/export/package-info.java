/**
 * A query becomes a CSV file that is complete or absent. Entry point: {@link safecsv.export.Exporter}. It reads from
 * the database in a read-only session and never writes to it. An interruption leaves no file under the target name and
 * no query running on the server.
 */
package safecsv.export;
