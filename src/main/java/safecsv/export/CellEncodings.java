package safecsv.export;

import safecsv.csv.CellEncoding;
import safecsv.mysql.ColumnKind;

/** Which CSV text each kind of column gets; the table is in docs/csv-format.md. */
final class CellEncodings {
    private CellEncodings() {}

    static CellEncoding of(ColumnKind kind, CellEncoding binary) {
        return switch (kind) {
            case NUMBER_OR_TIME, FLOAT -> CellEncoding.PLAIN;
            case WIDENED_FLOAT -> CellEncoding.FLOAT;
            case TEXT -> CellEncoding.TEXT;
            case BINARY -> binary;
            case BIT -> CellEncoding.BIT;
        };
    }
}
