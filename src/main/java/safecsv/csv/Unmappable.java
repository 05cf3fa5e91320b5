package safecsv.csv;

/** What happens to a character that the output's character set can't hold. */
public enum Unmappable {
    /** The export fails, and says where it is. */
    FAIL,
    /** It becomes a question mark, and is counted. */
    REPLACE
}
