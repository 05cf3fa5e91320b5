package safecsv.csv;

import java.util.List;

/** Turns the bytes of result rows into CSV records. Each thread has one of its own. */
public interface RowEncoder {
    /** Appends a record of column names. */
    void header(List<String> names, OutputBuffer target);

    /**
     * Appends one record.
     *
     * @param source holds the values' bytes
     * @param starts where the value of each column starts in {@code source}
     * @param lengths its length in bytes; negative for NULL
     */
    void row(byte[] source, int[] starts, int[] lengths, OutputBuffer target);
}
