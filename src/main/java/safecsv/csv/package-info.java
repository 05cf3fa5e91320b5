/**
 * Dialects, the byte-level CSV writer, and files that appear complete or not at all. Knows nothing of databases: values
 * come as bytes with a {@link safecsv.csv.CellEncoding}. An interruption leaves at most a temporary file whose name says
 * so.
 */
package safecsv.csv;
