package safecsv.cli;

import java.util.Locale;
import safecsv.csv.CsvDialect;

/** The values of {@code --dialect}. */
enum DialectName {
    STANDARD,
    TSV,
    MYSQL;

    CsvDialect dialect() {
        return switch (this) {
            case STANDARD -> CsvDialect.STANDARD;
            case TSV -> CsvDialect.TSV;
            case MYSQL -> CsvDialect.MYSQL;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
