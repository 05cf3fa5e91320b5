package safecsv.cli;

import java.util.Locale;
import safecsv.csv.CsvDialect;

/** The values of {@code --dialect}. */
enum DialectName {
    STANDARD,
    EXCEL,
    TSV,
    MYSQL;

    /** Data rows below a header that spreadsheet programs open: 2^20 in all. */
    static final long MOST_EXCEL_ROWS = (1 << 20) - 1;

    CsvDialect dialect() {
        return switch (this) {
            case STANDARD -> CsvDialect.STANDARD;
            case EXCEL -> CsvDialect.EXCEL;
            case TSV -> CsvDialect.TSV;
            case MYSQL -> CsvDialect.MYSQL;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
