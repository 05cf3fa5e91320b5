package safecsv.mysql.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tinyint(1)              | TINYINT    | false | -1         | -1 | 0
                    bigint unsigned         | BIGINT     | true  | -1         | -1 | 0
                    decimal(10,2) unsigned  | DECIMAL    | true  | -1         | 10 | 2
                    decimal(5,0)            | DECIMAL    | false | -1         | 5  | 0
                    float                   | FLOAT      | false | -1         | -1 | 0
                    double                  | DOUBLE     | false | -1         | -1 | 0
                    bit(12)                 | BIT        | true  | 12         | -1 | 0
                    year                    | YEAR       | false | -1         | -1 | 0
                    datetime(6)             | DATETIME   | false | -1         | -1 | 6
                    time                    | TIME       | false | -1         | -1 | 0
                    varchar(191)            | VARCHAR    | false | 191        | -1 | 0
                    mediumtext              | TEXT       | false | 16777215   | -1 | 0
                    longblob                | BLOB       | false | 2147483647 | -1 | 0
                    varbinary(16)           | VARBINARY  | false | 16         | -1 | 0
                    geomcollection          | GEOMETRY   | false | -1         | -1 | 0
                    vector(3)               | VECTOR     | false | -1         | -1 | 0
                    json                    | JSON       | false | -1         | -1 | 0
                    some_day_new(4)         | OTHER      | false | -1         | -1 | 0
                    """)
    void declarations_are_read(
            String declared, ColumnType.Kind kind, boolean unsigned, int length, int precision, int scale) {
        ColumnType type = ColumnType.parse(declared, null, null);
        assertEquals(new ColumnType(kind, declared, unsigned, length, precision, scale, List.of(), null, null), type);
    }

    /** As MySQL 9.7 declares ENUM('a''b', 'c\\d', 'x\ny', 'q,r', ''). */
    @Test
    void members_keep_quotes_commas_and_backslashes() {
        ColumnType type = ColumnType.parse("enum('a''b','c\\\\d','x\\ny','q,r','')", "utf8mb4", "utf8mb4_0900_ai_ci");
        assertEquals(List.of("a'b", "c\\d", "x\ny", "q,r", ""), type.members());
    }

    @Test
    void tinyint_1_is_a_boolean() {
        assertTrue(ColumnType.parse("tinyint(1)", null, null).isBoolean());
    }
}
