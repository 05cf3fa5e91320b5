package safecsv.mysql;

import com.mysql.cj.result.Field;

/** What a result column's bytes are, in the text protocol with character_set_results utf8mb4. */
public enum ColumnKind {
    /** ASCII text of a number, date or time: digits, sign, point, exponent, colon, blank; nothing that needs quoting. */
    NUMBER_OR_TIME,
    /** As the server prints a FLOAT: at most 6 digits, which may not read back to the same value. */
    FLOAT,
    /** The text of a DOUBLE that holds exactly the value of a FLOAT column (see {@link TableSelect}). */
    WIDENED_FLOAT,
    /** UTF-8 text. */
    TEXT,
    /** Raw bytes: BINARY, VARBINARY, BLOB, GEOMETRY, VECTOR. */
    BINARY,
    /** One to eight raw big-endian bytes. */
    BIT;

    /** Collation of columns whose strings are bytes; source: MySQL manual, "The binary Character Set". */
    private static final int BINARY_COLLATION = 63;

    /** The numbers are those of the protocol's column definition; source: MySQL internals, enum_field_types. */
    static ColumnKind of(Field field) {
        return switch (field.getMysqlTypeId()) {
            case 4 -> FLOAT;
            case 16 -> BIT;
            case 0, 1, 2, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 246 -> NUMBER_OR_TIME;
            case 242, 255 -> BINARY;
            case 249, 250, 251, 252, 253, 254, 15 -> field.getCollationIndex() == BINARY_COLLATION ? BINARY : TEXT;
            // NULL, JSON, ENUM, SET, and whatever a later server may send as text.
            default -> TEXT;
        };
    }
}
