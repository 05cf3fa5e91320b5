package safecsv.mysql;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.util.List;

/** A result column's type in SQL's words, from the protocol's column definition. */
final class ColumnTypeName {
    /** Results come in utf8mb4, and the server gives lengths in bytes of it. */
    private static final int BYTES_PER_CHARACTER = 4;

    /** MySQL internals: a number of decimals that says there is no fixed one. */
    private static final int NOT_FIXED = 31;

    /** Both come as CHAR with a flag; MySQL internals, "Column Definition Flags". */
    private static final int ENUM_FLAG = 1 << 8;

    private static final int SET_FLAG = 1 << 11;

    private static final List<MysqlType> TEXTS = List.of(MysqlType.TINYTEXT, MysqlType.TEXT, MysqlType.MEDIUMTEXT);

    private ColumnTypeName() {}

    static String of(Field field) {
        if ((field.getFlags() & (ENUM_FLAG | SET_FLAG)) != 0) {
            return (field.getFlags() & ENUM_FLAG) != 0 ? "ENUM" : "SET";
        }
        MysqlType type = field.getMysqlType();
        String name = type.getName();
        return switch (type) {
            case CHAR, VARCHAR -> "%s(%d)".formatted(name, field.getLength() / BYTES_PER_CHARACTER);
            case TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> text(field.getLength() / BYTES_PER_CHARACTER);
            case BINARY, VARBINARY, BIT -> "%s(%d)".formatted(name, field.getLength());
            case DECIMAL, DECIMAL_UNSIGNED -> decimal(field, name);
            case DATETIME, TIMESTAMP, TIME ->
                field.getDecimals() > 0 && field.getDecimals() < NOT_FIXED
                        ? "%s(%d)".formatted(name, field.getDecimals())
                        : name;
            default -> name;
        };
    }

    /** The driver takes four bytes of each character for a longer type. */
    private static String text(long characters) {
        for (MysqlType type : TEXTS) {
            if (characters <= type.getPrecision()) {
                return type.getName();
            }
        }
        return MysqlType.LONGTEXT.getName();
    }

    /** The driver has taken sign and point off the length already. */
    private static String decimal(Field field, String name) {
        return name.replace("DECIMAL", "DECIMAL(%d,%d)".formatted(field.getLength(), field.getDecimals()));
    }
}
