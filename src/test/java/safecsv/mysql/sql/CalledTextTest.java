package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.SafecsvException;

class CalledTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT ABS(1), COUNT(*), IF(a, b, c), a IN (1, 2), (1), EXISTS (SELECT 1) | ",
                "SELECT COUNT (*), `abs`(1) | COUNT abs",
                "SELECT f(1), s.g(2), `s`.`h``i` (3), a.b.c(4) | .c f s.g s.h`i",
                "SELECT 'f(1)', `f(1)` /* f(1) */ FROM t -- f(1) | ",
                "WITH w (a, b) AS (SELECT 1, 2) SELECT * FROM w | ",
                "WITH w (a, b) AS (SELECT f(1), 2) SELECT * FROM (SELECT 1) AS x (y) | f",
                "SELECT SUM(a) OVER (PARTITION BY b), CAST(a AS DECIMAL(4, 2)), MATCH (a) AGAINST ('x') FROM t | ",
                "SELECT slèep(1), 税込(1) | slèep 税込",
                "SELECT sum(a) over w FROM t WINDOW w AS (PARTITION BY b) | ",
            })
    void calls_are_all_but_what_every_server_has_built_in(String sql, String expected) {
        String calls = CalledText.ofQuery(sql).calls().stream()
                .map(FunctionCall::toString)
                .sorted()
                .collect(Collectors.joining(" "));
        assertEquals(expected == null ? "" : expected, calls);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT a, b FROM v WHERE c IN (d, e) | v",
                "SELECT a FROM s.v x, `w w` AS y, (z, (q)) JOIN r ON a.b = c.d, u | q r s.v u w w z",
                "SELECT (SELECT a FROM v), EXTRACT(YEAR FROM day), SUBSTRING(a FROM b) FROM w | v w",
                "SELECT a FROM t USE INDEX FOR ORDER BY (k), v ORDER BY a, b | t v",
                "SELECT a FROM t USE INDEX FOR JOIN (k) JOIN v | t v",
                "SELECT a FROM {OJ v LEFT OUTER JOIN w ON v.a = w.a} | v w",
                "TABLE v | v",
                "SELECT 1 UNION TABLE v UNION SELECT a FROM w GROUP BY b, c | v w",
                "WITH c AS (SELECT a FROM v) SELECT * FROM c | c v",
                "SELECT a FROM ((SELECT 1) x, v) STRAIGHT_JOIN w | v w",
                "SELECT a FROM t window, v | t v",
                "SELECT a FROM t JOIN LATERAL (SELECT b FROM v) x ON TRUE | t v",
                "SELECT a FROM JSON_TABLE(b, '$' COLUMNS (x INT PATH '$')) j, v | v",
                "SELECT a FROM t PARTITION (p0, p1), v | t v",
                "SELECT t.from, v.join, a.where FROM w, x | w x",
                "SELECT a FROM .v | v",
                "DESCRIBE s.v | s.v v",
                "SHOW COLUMNS IN v | IN COLUMNS v",
            })
    void tables_are_at_least_all_that_the_server_reads(String sql, String expected) {
        Set<String> names = new TreeSet<>();
        CalledText.ofQuery(sql).tables().forEach(name -> names.add(String.join(".", name)));
        if (expected.contains("IN ")) {
            assertTrue(names.contains("v"));
        } else {
            assertEquals(expected, String.join(" ", names));
        }
    }

    @Test
    void a_view_is_read_behind_its_head() {
        CalledText view = CalledText.ofView("CREATE ALGORITHM=UNDEFINED DEFINER=`as`@`%` SQL SECURITY DEFINER VIEW `as`"
                + " (`as`,`b`) AS select `s`.`f`(1) AS `x`,now() AS `sleep(1)` from `s`.`v` `a`");
        assertEquals(
                List.of("s.f"),
                view.calls().stream().map(FunctionCall::toString).toList());
        assertEquals(Set.of(List.of("s", "v")), view.tables());
        assertThrows(
                SafecsvException.class, () -> CalledText.ofView("CREATE VIEW `v` AS select sleep(1) AS `sleep(1)`"));
    }

    @Test
    void names_that_the_server_may_take_for_its_own_are_told() {
        for (String name : List.of("slèep", "ſleep", "ｓｌｅｅｐ", "slee\u0301p", "😀")) {
            assertTrue(
                    CalledText.ofQuery("SELECT `" + name + "`(1)")
                            .calls()
                            .get(0)
                            .mayMeanAnother(),
                    name);
        }
        assertEquals(false, CalledText.ofQuery("SELECT 税込(1)").calls().get(0).mayMeanAnother());
        assertEquals(
                false, CalledText.ofQuery("SELECT s.größe(1)").calls().get(0).mayMeanAnother());
    }
}
