package safecsv.csv;

import java.util.Objects;

/** What becomes of encoded rows on their way into files. Immutable. */
public record FileForm(Compression compression, SplitRule split) {
    /** One file of the bytes as they are. */
    public static final FileForm PLAIN = new FileForm(Compression.NONE, SplitRule.NONE);

    public FileForm {
        Objects.requireNonNull(compression);
        Objects.requireNonNull(split);
    }

    /** Whether rows are looked at one by one, so that their buffers must keep where each ends. */
    public boolean needsRowEnds() {
        return split.splits();
    }
}
