package safecsv.export;

import java.util.Objects;
import safecsv.csv.CellEncoding;
import safecsv.csv.CsvDialect;
import safecsv.csv.FileForm;
import safecsv.csv.SpreadsheetGuard;
import safecsv.export.mask.Masks;

/**
 * What the output looks like. Immutable.
 *
 * @param header whether the first record of each file holds the column names
 * @param binary {@link CellEncoding#HEX} or {@link CellEncoding#BASE64}
 * @param guard how values are kept from being converted by a spreadsheet
 * @param file character set, compression and division into parts
 * @param masks of columns whose values never leave in clear
 * @param manifest where what was written is described
 */
public record OutputForm(
        CsvDialect dialect,
        boolean header,
        CellEncoding binary,
        SpreadsheetGuard guard,
        FileForm file,
        Masks masks,
        ManifestPlace manifest) {
    /** One file in the dialect {@code standard}, with a header, bytes as hexadecimal digits. */
    public static final OutputForm STANDARD =
            new OutputForm(CsvDialect.STANDARD, true, CellEncoding.HEX, FileForm.PLAIN);

    public OutputForm {
        Objects.requireNonNull(dialect);
        Objects.requireNonNull(guard);
        Objects.requireNonNull(masks);
        Objects.requireNonNull(manifest);
        Objects.requireNonNull(file);
        if (binary != CellEncoding.HEX && binary != CellEncoding.BASE64) {
            throw new IllegalArgumentException("not an encoding of bytes: " + binary);
        }
    }

    /** Without a guard, masks and manifest. */
    public OutputForm(CsvDialect dialect, boolean header, CellEncoding binary, FileForm file) {
        this(dialect, header, binary, SpreadsheetGuard.NONE, file, Masks.NONE, ManifestPlace.NONE);
    }

    /** The same with other masks. */
    public OutputForm with(Masks others) {
        return new OutputForm(dialect, header, binary, guard, file, others, manifest);
    }

    /** Masked, without a manifest. */
    public OutputForm(
            CsvDialect dialect,
            boolean header,
            CellEncoding binary,
            SpreadsheetGuard guard,
            FileForm file,
            Masks masks) {
        this(dialect, header, binary, guard, file, masks, ManifestPlace.NONE);
    }

    /** Whether it is meant for spreadsheets: their limits are looked after even where nothing is guarded. */
    boolean isForSpreadsheets() {
        return file.mostRows() != Long.MAX_VALUE;
    }
}
