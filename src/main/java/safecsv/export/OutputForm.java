package safecsv.export;

import java.util.Objects;
import safecsv.csv.CellEncoding;
import safecsv.csv.CsvDialect;
import safecsv.csv.FileForm;

/**
 * What the output looks like. Immutable.
 *
 * @param header whether the first record of each file holds the column names
 * @param binary {@link CellEncoding#HEX} or {@link CellEncoding#BASE64}
 * @param file compression and division into parts
 */
public record OutputForm(CsvDialect dialect, boolean header, CellEncoding binary, FileForm file) {
    /** One file in the dialect {@code standard}, with a header, bytes as hexadecimal digits. */
    public static final OutputForm STANDARD =
            new OutputForm(CsvDialect.STANDARD, true, CellEncoding.HEX, FileForm.PLAIN);

    public OutputForm {
        Objects.requireNonNull(dialect);
        Objects.requireNonNull(file);
        if (binary != CellEncoding.HEX && binary != CellEncoding.BASE64) {
            throw new IllegalArgumentException("not an encoding of bytes: " + binary);
        }
    }
}
