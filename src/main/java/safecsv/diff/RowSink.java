package safecsv.diff;

import safecsv.csv.CsvRecord;

/** Takes what {@link RowJoin} finds. Records are valid only during the call. */
interface RowSink {
    /** So many rows are the same in both, byte for byte. */
    void same(long rows);

    /** A row that both have. */
    void pair(CsvRecord baseline, CsvRecord edited, RowPlace place);

    /** A row that only the CSV has. */
    void onlyEdited(CsvRecord edited, long line);

    /** A row that only the baseline has. */
    void onlyBaseline(CsvRecord baseline);

    /** A row that only the baseline has, or another one whose key has the same form. */
    void collapsed(CsvRecord baseline);

    /** The CSV has a key more than once. */
    void duplicate(String key);
}
