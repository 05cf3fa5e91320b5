package safecsv.csv;

/** How a value that holds a delimiter, a quote or a line break is made safe. */
public enum Escaping {
    /** RFC 4180: the value is put between quotes and quotes inside it are doubled. */
    DOUBLED_QUOTES,
    /**
     * What LOAD DATA reads with {@code OPTIONALLY ENCLOSED BY '"' ESCAPED BY '\\'}: between quotes where needed; quote,
     * backslash and NUL carry a backslash. Source: MySQL manual, LOAD DATA, "Field and Line Handling".
     */
    BACKSLASH
}
