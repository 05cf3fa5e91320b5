package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, MAX(a) FROM t",
                "SELECT id, ROUND(sum(a) / 2) FROM t",
                "SELECT id, `count`(*) FROM t",
                "SELECT id FROM t ORDER BY COUNT(*)",
                "SELECT id, (1 + (SELECT 1)) + MIN(a) FROM t"
            })
    void one_row_of_all(String sql) {
        assertTrue(Aggregates.any(SqlScanner.scan(sql)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, max FROM t",
                "SELECT id, MAX(a) OVER (PARTITION BY b) FROM t",
                "SELECT id, SUM((a + 1) * 2) OVER w FROM t",
                "SELECT id, (SELECT COUNT(*) FROM u WHERE u.t = t.id) FROM t",
                "SELECT id, ((SELECT ROUND(AVG(a)) FROM u)) FROM t",
                "SELECT id, 'MAX(a)' FROM t WHERE a IN (WITH x AS (SELECT 1) SELECT MAX(y) FROM x)"
            })
    void rows_of_their_own(String sql) {
        assertFalse(Aggregates.any(SqlScanner.scan(sql)));
    }
}
