package safecsv.csv.baseline;

import java.util.Objects;

/**
 * The outer form of the CSV that went out, by which is told what became of it.
 *
 * @param delimiter between cells
 * @param nullText what stood for NULL, without quotes; may be empty, and then the empty text was {@code ""}
 * @param mark whether it began with a byte order mark
 * @param charset its name in Java
 */
public record SentForm(char delimiter, String nullText, boolean mark, String charset) {
    public SentForm {
        Objects.requireNonNull(nullText);
        Objects.requireNonNull(charset);
    }

    /** Of a manifest that says nothing but the dialect. */
    static SentForm of(String dialect) {
        return new SentForm(dialect.equals("tsv") ? '\t' : ',', "", dialect.equals("excel"), "UTF-8");
    }
}
