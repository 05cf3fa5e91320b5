package safecsv.mysql;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;

/** A result column's type in SQL's words, from the protocol's column definition. */
final class ColumnTypeName {
    /** Results come in utf8mb4, and the server gives lengths in bytes of it. */
    private static final int BYTES_PER_CHARACTER = 4;

    /** MySQL internals: a number of decimals that says there is no fixed one. */
    private static final int NOT_FIXED = 31;

    /** Both come as CHAR with a flag; MySQL internals, "Column Definition Flags". */
    private static final int ENUM_FLAG = 1 << 8;

    private static final int SET_FLAG = 1 << 11;

    private ColumnTypeName() {}

    static String of(Field field) {
        if ((field.getFlags() & (ENUM_FLAG | SET_FLAG)) != 0) {
            return (field.getFlags() & ENUM_FLAG) != 0 ? "ENUM" : "SET";
        }
        MysqlType type = field.getMysqlType();
        String name = type.getName();
        return switch (type) {
            case CHAR, VARCHAR -> "%s(%d)".formatted(name, field.getLength() / BYTES_PER_CHARACTER);
            case BINARY, VARBINARY, BIT -> "%s(%d)".formatted(name, field.getLength());
            case DECIMAL, DECIMAL_UNSIGNED -> decimal(field, name);
            case DATETIME, TIMESTAMP, TIME ->
                field.getDecimals() > 0 && field.getDecimals() < NOT_FIXED
                        ? "%s(%d)".formatted(name, field.getDecimals())
                        : name;
            default -> name;
        };
    }

    /** The driver has taken sign and point off the length already. */
    private static String decimal(Field field, String name) {
        return name.replace("DECIMAL", "DECIMAL(%d,%d)".formatted(field.getLength(), field.getDecimals()));
    }
}
