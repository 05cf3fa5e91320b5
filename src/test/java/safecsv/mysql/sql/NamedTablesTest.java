package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedTablesTest {
    @Test
    void tables_stand_behind_from_and_join_and_commas() {
        assertEquals(
                Set.of(List.of("a"), List.of("s", "b"), List.of("c d"), List.of("e")),
                NamedTables.of("SELECT 'FROM x' FROM a AS one, s.b two JOIN `c d` ON 1 STRAIGHT_JOIN e"));
    }

    @Test
    void subqueries_and_unions_count() {
        assertEquals(
                Set.of(List.of("a"), List.of("b"), List.of("c")),
                NamedTables.of("SELECT * FROM (SELECT * FROM a) d UNION SELECT (SELECT 1 FROM b), 2 UNION TABLE c"));
    }

    @Test
    void a_query_without_tables_names_none() {
        assertEquals(Set.of(), NamedTables.of("SELECT 1, 2"));
    }
}
