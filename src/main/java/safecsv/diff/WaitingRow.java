package safecsv.diff;

import safecsv.csv.CsvRecord;

/**
 * A record whose partner has not come yet.
 *
 * @param bytes without the line ending
 * @param line where the CSV has it; 0 for the baseline's
 */
@SuppressWarnings("ArrayRecordComponent") // kept, never compared
record WaitingRow(byte[] bytes, long line) {
    CsvRecord parsed(CsvRecord into) {
        return into.parse(bytes);
    }
}
