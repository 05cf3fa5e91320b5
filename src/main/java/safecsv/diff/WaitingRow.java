package safecsv.diff;

import safecsv.csv.CsvRecord;
import safecsv.csv.RecordReader;

/**
 * A record whose partner has not come yet.
 *
 * @param bytes without the line ending
 * @param line where its file has it
 * @param number which record of its file it is, counted from 1
 */
@SuppressWarnings("ArrayRecordComponent") // kept, never compared
record WaitingRow(byte[] bytes, long line, long number) {
    static WaitingRow of(RecordReader reader) {
        return new WaitingRow(reader.record().bytes(), reader.line(), reader.number());
    }

    CsvRecord parsed(CsvRecord into) {
        return into.parse(bytes);
    }
}
