/**
 * The baseline of an editable export: {@code NAME.csv.baseline.zip} with {@code baseline.csv}, the rows as they were
 * sent, and {@code manifest.json}, what they are. Written by the export, read by the diff. Entry points:
 * {@link safecsv.csv.baseline.BaselineWriter}, {@link safecsv.csv.baseline.BaselineReader}.
 */
package safecsv.csv.baseline;
