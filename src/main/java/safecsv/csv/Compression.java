package safecsv.csv;

/** How the finished bytes are compressed. */
public enum Compression {
    NONE(""),
    /** RFC 1952, one member. */
    GZIP(".gz"),
    /** RFC 8878, one frame with a checksum. */
    ZSTD(".zst");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** How the names of such files end; empty for {@link #NONE}. */
    public String suffix() {
        return suffix;
    }

    /** What a file's name says; {@link #NONE} where it says nothing. */
    public static Compression byName(String fileName) {
        for (Compression compression : new Compression[] {GZIP, ZSTD}) {
            if (fileName.endsWith(compression.suffix)) {
                return compression;
            }
        }
        return NONE;
    }
}
