package safecsv.spreadsheet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The outer form of an edited file.
 *
 * @param charset what its bytes are, from {@code skip} on; US-ASCII where the baseline has other characters and the
 *     file's beginning has none
 * @param skip bytes before the header: a byte order mark, a {@code sep=} line
 * @param delimiter between cells
 * @param mojibake the encoding that the file was wrongly read in before it was saved: its characters are not what they
 *     were. Null where they are right
 * @param carriageReturns whether lines end with CR alone
 * @param recordsAbove how many records stand above the header: titles, blank lines
 */
public record EditedForm(
        Charset charset, int skip, char delimiter, Charset mojibake, boolean carriageReturns, int recordsAbove) {
    /** As the standard dialect is written. */
    public static final EditedForm STANDARD = new EditedForm(StandardCharsets.UTF_8, 0, ',', null, false, 0);

    public EditedForm {
        Objects.requireNonNull(charset);
    }

    /** Whether the file is read as an export is written, but for the byte order mark: UTF-8 with this delimiter. */
    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }
}
