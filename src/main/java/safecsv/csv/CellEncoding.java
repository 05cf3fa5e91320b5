package safecsv.csv;

/** How the bytes of one result column become the text of a CSV cell. */
public enum CellEncoding {
    /** Text that can hold no character that needs quoting (numbers, dates and times): copied as it is. */
    PLAIN,
    /** UTF-8 text: quoted where the dialect requires it. */
    TEXT,
    /** Raw bytes, written as {@code 0x} and upper-case hexadecimal digits. */
    HEX,
    /** Raw bytes, written as base64 (RFC 4648, with padding). */
    BASE64,
    /** A BIT value's raw big-endian bytes, written as an unsigned decimal number. */
    BIT,
    /**
     * The text of a DOUBLE that holds a FLOAT's exact value, written as the shortest decimal text that reads back to
     * the same float.
     */
    FLOAT
}
