package safecsv.csv;

/** What ends a record. */
public enum LineEnding {
    LF("\n"),
    CRLF("\r\n");

    private final String characters;

    LineEnding(String characters) {
        this.characters = characters;
    }

    /** The characters themselves. */
    public String characters() {
        return characters;
    }
}
