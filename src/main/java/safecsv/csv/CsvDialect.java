package safecsv.csv;

import java.util.Objects;

/**
 * The outer form of a CSV file in UTF-8. Immutable.
 *
 * @param delimiter one ASCII character between cells: a tab or a punctuation mark that no number or date contains, and
 *     neither quote nor backslash
 * @param nullText what stands for NULL, written as it is, never quoted; may be empty
 * @param lineEnding ends every record, the last one too
 * @param escaping how values are made safe
 */
public record CsvDialect(char delimiter, String nullText, LineEnding lineEnding, Escaping escaping) {
    /** Comma, LF, RFC 4180 quoting; NULL is nothing and the empty string is {@code ""}. */
    public static final CsvDialect STANDARD = new CsvDialect(',', "", LineEnding.LF, Escaping.DOUBLED_QUOTES);

    /** As {@link #STANDARD} with a tab between cells. */
    public static final CsvDialect TSV = new CsvDialect('\t', "", LineEnding.LF, Escaping.DOUBLED_QUOTES);

    /** For spreadsheets: CRLF, and otherwise as {@link #STANDARD}; see docs/csv-format.md. */
    public static final CsvDialect EXCEL = new CsvDialect(',', "", LineEnding.CRLF, Escaping.DOUBLED_QUOTES);

    /** For LOAD DATA: NULL is {@code \N} and the empty string is nothing. */
    public static final CsvDialect MYSQL = new CsvDialect(',', "\\N", LineEnding.LF, Escaping.BACKSLASH);

    public CsvDialect {
        Objects.requireNonNull(nullText);
        Objects.requireNonNull(lineEnding);
        Objects.requireNonNull(escaping);
        boolean printable = (delimiter > ' ' && delimiter < 0x7f) || delimiter == '\t';
        if (!printable || Character.isLetterOrDigit(delimiter) || "\"\\.-+:".indexOf(delimiter) >= 0) {
            throw new IllegalArgumentException("unusable delimiter: U+%04X".formatted((int) delimiter));
        }
        if (nullText.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("NULL's text would need quotes");
        }
    }

    /**
     * Whether an empty string is written as {@code ""}: only where nothing at all already stands for NULL, so that the
     * two can be told apart.
     */
    boolean quotesEmptyText() {
        return nullText.isEmpty();
    }
}
