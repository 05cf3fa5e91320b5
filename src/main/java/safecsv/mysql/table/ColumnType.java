package safecsv.mysql.table;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a column can hold, as information_schema declares it. A pure value. Source: MySQL manual, "Data Types".
 *
 * @param declared information_schema's COLUMN_TYPE, e.g. {@code decimal(10,2) unsigned}
 * @param length most characters (CHAR, VARCHAR) or most bytes (BINARY, VARBINARY, all TEXTs and BLOBs, which never hold
 *     more), bits of a BIT; -1 where the type has none. Display width of integers is not a length
 * @param precision digits of a DECIMAL in all; -1 elsewhere
 * @param scale digits of a DECIMAL after the point, or of a second's fraction (TIME, DATETIME, TIMESTAMP); 0 elsewhere
 * @param members of an ENUM or SET in their order, unescaped; empty elsewhere
 * @param characterSet null where the type has none
 * @param collation null where the type has none
 */
public record ColumnType(
        Kind kind,
        String declared,
        boolean unsigned,
        int length,
        int precision,
        int scale,
        List<String> members,
        String characterSet,
        String collation) {

    /** The types as far as a value's text differs between them; the TEXTs are one, and so are the BLOBs. */
    public enum Kind {
        TINYINT,
        SMALLINT,
        MEDIUMINT,
        INT,
        BIGINT,
        DECIMAL,
        FLOAT,
        DOUBLE,
        BIT,
        YEAR,
        DATE,
        DATETIME,
        TIMESTAMP,
        TIME,
        CHAR,
        VARCHAR,
        TEXT,
        ENUM,
        SET,
        JSON,
        BINARY,
        VARBINARY,
        BLOB,
        GEOMETRY,
        VECTOR,
        /** A type that this version does not know: its values are taken as text. */
        OTHER;

        /** TINYINT to BIGINT. */
        public boolean isInteger() {
            return compareTo(BIGINT) <= 0;
        }

        /** Whether values are written as {@code 0x} and hexadecimal digits. */
        public boolean isBytes() {
            return compareTo(BINARY) >= 0 && this != OTHER;
        }
    }

    public ColumnType {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(declared);
        members = List.copyOf(members);
    }

    /**
     * Reads a declaration. A type that is not known becomes {@link Kind#OTHER}; nothing is thrown for it.
     *
     * @param columnType information_schema's COLUMN_TYPE
     * @param characterSet CHARACTER_SET_NAME, or null
     * @param collation COLLATION_NAME, or null
     */
    public static ColumnType parse(String columnType, String characterSet, String collation) {
        TypeDeclaration declaration = TypeDeclaration.of(columnType);
        Kind kind = kind(declaration.word(), declaration.number(0, -1));
        int first = declaration.number(0, -1);
        return new ColumnType(
                kind,
                columnType,
                declaration.unsigned() || kind == Kind.BIT,
                length(kind, declaration.word(), first),
                kind == Kind.DECIMAL ? declaration.number(0, 10) : -1,
                scale(kind, declaration),
                kind == Kind.ENUM || kind == Kind.SET ? declaration.members() : List.of(),
                characterSet,
                collation);
    }

    /**
     * {@code float(m,d)} or {@code double(m,d)}: the server rounds both values and literals to the digits, and keeps some a
     * little off their text (-0.00001 as -0.00000999999999995449), so that no number is sure to equal one.
     */
    public boolean isRoundedFloat() {
        return (kind == Kind.FLOAT || kind == Kind.DOUBLE) && declared.contains("(");
    }

    /** {@code tinyint(1)}: what MySQL makes of BOOLEAN. */
    public boolean isBoolean() {
        return declared.toLowerCase(Locale.ROOT).startsWith("tinyint(1)");
    }

    /** The number in parentheses after an integer type, to which ZEROFILL fills up; -1 where there is none. */
    public int displayWidth() {
        return TypeDeclaration.of(declared).number(0, -1);
    }

    private static Kind kind(String word, int length) {
        return switch (word) {
            case "tinyint", "bool", "boolean" -> Kind.TINYINT;
            case "smallint" -> Kind.SMALLINT;
            case "mediumint" -> Kind.MEDIUMINT;
            case "int", "integer" -> Kind.INT;
            case "bigint" -> Kind.BIGINT;
            case "decimal", "numeric", "dec", "fixed" -> Kind.DECIMAL;
            // FLOAT(p) with more than 24 bits is a DOUBLE; MySQL manual, "Floating-Point Types".
            case "float" -> length > 24 ? Kind.DOUBLE : Kind.FLOAT;
            case "double", "real" -> Kind.DOUBLE;
            case "bit" -> Kind.BIT;
            case "year" -> Kind.YEAR;
            case "date" -> Kind.DATE;
            case "datetime" -> Kind.DATETIME;
            case "timestamp" -> Kind.TIMESTAMP;
            case "time" -> Kind.TIME;
            case "char", "nchar" -> Kind.CHAR;
            case "varchar", "nvarchar" -> Kind.VARCHAR;
            case "tinytext", "text", "mediumtext", "longtext" -> Kind.TEXT;
            case "enum" -> Kind.ENUM;
            case "set" -> Kind.SET;
            case "json" -> Kind.JSON;
            case "binary" -> Kind.BINARY;
            case "varbinary" -> Kind.VARBINARY;
            case "tinyblob", "blob", "mediumblob", "longblob" -> Kind.BLOB;
            case "vector" -> Kind.VECTOR;
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" -> Kind.GEOMETRY;
            default -> Kind.OTHER;
        };
    }

    private static int length(Kind kind, String word, int declared) {
        return switch (kind) {
            case CHAR, BINARY, BIT -> declared < 0 ? 1 : declared;
            case VARCHAR, VARBINARY -> declared;
            case TEXT, BLOB -> longest(word);
            default -> -1;
        };
    }

    private static int longest(String word) {
        if (word.startsWith("tiny")) {
            return 255;
        }
        if (word.startsWith("medium")) {
            return (1 << 24) - 1;
        }
        return word.startsWith("long") ? Integer.MAX_VALUE : (1 << 16) - 1;
    }

    private static int scale(Kind kind, TypeDeclaration declaration) {
        return switch (kind) {
            case DECIMAL -> declaration.number(1, 0);
            case TIME, DATETIME, TIMESTAMP -> declaration.number(0, 0);
            default -> 0;
        };
    }
}
