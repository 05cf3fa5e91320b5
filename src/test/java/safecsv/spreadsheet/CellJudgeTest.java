package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.mysql.table.ColumnType;

class CellJudgeTest {
    /** {@code -} is NULL. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    decimal(10,2)  | 1.50                | 1.50              | SAME        | 1.50
                    decimal(10,2)  | 1.50                | 1.5               | REFORMATTED | 1.50
                    decimal(10,2)  | 1.50                | 1.51              | EDIT        | 1.51
                    decimal(10,2)  | 1.50                | 7                 | EDIT        | 7.00
                    decimal(10,2)  | 1.50                | 1.505             | INVALID     | 1.505
                    decimal(4,2)   | 1.50                | 100               | INVALID     | 100
                    int            | 7                   | 7.5               | INVALID     | 7.5
                    tinyint        | 7                   | 128               | INVALID     | 128
                    tinyint unsigned | 7                 | 255               | EDIT        | 255
                    int            | 7                   | ''                | EDIT        | -
                    int            | -                   | ''                | REFORMATTED | -
                    varchar(3)     | abc                 | ''                | EDIT        | ''
                    varchar(3)     | abc                 | abcd              | INVALID     | abcd
                    varchar(3)     | abc                 | 日本語            | EDIT        | 日本語
                    date           | 2024-01-05          | 2024-1-5          | REFORMATTED | 2024-01-05
                    date           | 2024-01-05          | 2024/1/6          | EDIT        | 2024-01-06
                    date           | 2024-01-05          | 2024-02-30        | INVALID     | 2024-02-30
                    date           | 0000-00-00          | 2024-02-29        | EDIT        | 2024-02-29
                    date           | 2024-01-05          | tomorrow          | INVALID     | tomorrow
                    datetime       | 2024-01-05 00:00:00 | 2024-01-05        | REFORMATTED | 2024-01-05 00:00:00
                    datetime(3)    | 2024-01-05 01:02:03.500 | 2024-01-05 1:02:03.5 | REFORMATTED | 2024-01-05 01:02:03.500
                    datetime       | 2024-01-05 01:02:03 | 2024-01-05 25:00:00 | INVALID   | 2024-01-05 25:00:00
                    time           | -00:00:01           | -0:00:01          | REFORMATTED | -00:00:01
                    time           | 12:34:56            | 839:00:00         | INVALID     | 839:00:00
                    json           | {"a": 1, "b": 2.0}  | {"b":2,"a":1}     | REFORMATTED | {"a": 1, "b": 2.0}
                    json           | {"a": 1}            | {"a": 2}          | EDIT        | {"a": 2}
                    json           | {"a": 1}            | {"a": 1           | INVALID     | {"a": 1
                    enum('a','b')  | a                   | b                 | EDIT        | b
                    enum('a','b')  | a                   | c                 | INVALID     | c
                    set('a','b')   | a                   | b,a               | EDIT        | a,b
                    year           | 2024                | 1900              | INVALID     | 1900
                    bit(4)         | 15                  | 16                | INVALID     | 16
                    double         | 0.1                 | 1e-1              | REFORMATTED | 0.1
                    double         | 0.1                 | 1E+20             | EDIT        | 1e20
                    varbinary(2)   | 0xAB                | 0xab              | REFORMATTED | 0xAB
                    varbinary(2)   | 0xAB                | 0xABCDEF          | INVALID     | 0xABCDEF
                    """)
    void verdicts_by_type_alone(String type, String baseline, String edited, CellVerdict.Kind kind, String value) {
        CellVerdict verdict = CellJudge.judge(ColumnType.parse(type, "utf8mb4", null), baseline, edited);
        assertEquals(kind, verdict.kind(), verdict::toString);
        assertEquals(value, verdict.value());
    }
}
