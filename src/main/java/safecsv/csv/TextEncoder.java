package safecsv.csv;

/** Makes one non-empty UTF-8 text safe in a record. */
interface TextEncoder {
    /**
     * Writes the cell's text; {@code target} has room for {@link #encodedLength} bytes.
     *
     * @return the position after the last byte written
     */
    int encode(byte[] source, int start, int length, byte[] target, int at);

    /** How many bytes {@link #encode} would write at most. */
    long encodedLength(byte[] source, int start, int length);
}
