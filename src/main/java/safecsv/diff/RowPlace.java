package safecsv.diff;

/**
 * Where a row is that both files have. Numbers count the records from 1, the header being the first.
 *
 * @param line in which the CSV has it
 * @param number in the CSV: the row's number in a spreadsheet
 * @param baseline in the baseline
 */
record RowPlace(long line, long number, long baseline) {}
