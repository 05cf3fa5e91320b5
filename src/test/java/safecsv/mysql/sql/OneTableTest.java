package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM t | t
            select id, `from` from `a b`.`t` as x where id in (select id from u join v) order by id limit 3 | `a b`.`t`
            SELECT id FROM s.t x WHERE a = 'UNION' -- GROUP BY | s.t
            SELECT EXTRACT(DAY FROM d) FROM t ORDER BY 1 | t
            SELECT t.distinct FROM t | t
            """)
    void one_table(String sql, String table) {
        assertEquals(Optional.of(table), OneTable.of(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "TABLE t",
                "(SELECT * FROM t)",
                "WITH t AS (SELECT 1) SELECT * FROM t",
                "SELECT DISTINCT a FROM t",
                "SELECT * FROM t, u",
                "SELECT * FROM t x, u",
                "SELECT * FROM t JOIN u",
                "SELECT * FROM t x JOIN u ON 1",
                "SELECT * FROM t NATURAL JOIN u",
                "SELECT * FROM t LEFT JOIN u ON 1",
                "SELECT * FROM t STRAIGHT_JOIN u",
                "SELECT * FROM t CROSS JOIN u WHERE 1",
                "SELECT a FROM t GROUP BY a",
                "SELECT a FROM t x HAVING a",
                "SELECT * FROM t UNION ALL SELECT * FROM t",
                "SELECT * FROM t WHERE a EXCEPT SELECT * FROM t",
                "SELECT * FROM t LIMIT 1 UNION SELECT 1",
                "SELECT * FROM (SELECT * FROM t) x",
                "SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a INT PATH '$')) x",
                "SELECT * FROM t PARTITION (p)"
            })
    void rows_that_may_not_be_a_tables(String sql) {
        assertEquals(Optional.empty(), OneTable.of(sql));
    }
}
