package safecsv.csv;

import java.util.Objects;

/**
 * What becomes of encoded rows on their way into files. Immutable.
 *
 * @param mostRows most data rows of one file, above which the export fails; {@code Long.MAX_VALUE} for any number
 */
public record FileForm(TextCharset charset, Compression compression, SplitRule split, long mostRows) {
    /** One file of the bytes as they are. */
    public static final FileForm PLAIN =
            new FileForm(TextCharset.UTF_8, Compression.NONE, SplitRule.NONE, Long.MAX_VALUE);

    public FileForm {
        Objects.requireNonNull(charset);
        Objects.requireNonNull(compression);
        Objects.requireNonNull(split);
    }

    /** Whether rows are looked at one by one, so that their buffers must keep where each ends. */
    public boolean needsRowEnds() {
        return split.splits() || !charset.isUtf8();
    }

    /** The same in UTF-8 without a mark, divided by this rule. */
    public static FileForm of(Compression compression, SplitRule split) {
        return new FileForm(TextCharset.UTF_8, compression, split, Long.MAX_VALUE);
    }
}
