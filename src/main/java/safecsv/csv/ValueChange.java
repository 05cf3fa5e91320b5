package safecsv.csv;

/** Changes the values of one column before they are encoded. Used by one thread at a time. */
public interface ValueChange {
    /**
     * Appends what is written instead of a value, with {@link OutputBuffer#append}.
     *
     * @param source holds the value's bytes, as the server sent them
     * @param start where it starts
     * @param length in bytes; negative for NULL
     * @return whether there is a value; false for NULL
     */
    boolean apply(byte[] source, int start, int length, OutputBuffer target);
}
