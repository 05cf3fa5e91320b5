package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.BoundQuery.Value;

class NamedParametersTest {
    private static final Map<String, String> VALUES = Map.of("since", "2024-01-01", "n", "10");

    @Test
    void placeholders_become_question_marks_of_the_same_length_and_values_follow_their_order() {
        BoundQuery query =
                NamedParameters.bind("SELECT * FROM t\nWHERE a >= :since AND b<>:since LIMIT :n, :n;  -- end", VALUES);
        assertEquals("SELECT * FROM t\nWHERE a >= ?      AND b<>?      LIMIT ? , ? ", query.sql());
        assertEquals(List.of(text("2024-01-01"), text("2024-01-01"), number("10"), number("10")), query.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ':a', \":a\", `:a`, '\\':a', 'it'':a' -- :a\n # :a\n /* :a */",
                "SELECT 'a::b', '12:30' FROM t WHERE b = '?' -- ?",
                "SELECT `?` /* ? */",
            })
    void nothing_in_quotes_and_comments_is_a_placeholder(String sql) {
        assertEquals(new BoundQuery(sql, sql, List.of()), NamedParameters.bind(sql, Map.of()));
    }

    @Test
    void only_the_numbers_of_limit_and_offset_are_bound_as_numbers() {
        BoundQuery query =
                NamedParameters.bind("SELECT f(:n, :n) FROM t WHERE limits = :n LIMIT 5 OFFSET :n", Map.of("n", "10"));
        assertEquals(List.of(text("10"), text("10"), text("10"), number("10")), query.values());
    }

    @Test
    void a_byte_order_mark_at_the_start_is_dropped() {
        assertEquals(
                "SELECT 1", NamedParameters.bind("\uFEFFSELECT 1", Map.of()).sql());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT :since, :n, :x, :x, :y | no value for :x (line 1, column 20), :y (line 1, column 28)",
                "SELECT :n                     | no placeholder :since",
                "SELECT ':n', :since           | no placeholder :n",
                "SELECT :since, :n, ?          | a ? at line 1, column 20",
                "SELECT :since 'x', :n         | :since at line 1, column 8 stands beside a string",
                "SELECT 'x' :since, :n         | :since at line 1, column 12 stands beside a string",
                "SELECT x:since, :n            | :since at line 1, column 9 stands right after a word",
                "SELECT :n LIMIT :since        | :since at line 1, column 17 stands after LIMIT or OFFSET",
            })
    void what_does_not_fit_is_named(String sql, String expected) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> NamedParameters.bind(sql, VALUES));
        assertEquals(ExitCode.USAGE, error.exitCode());
        assertTrue(error.getMessage().contains(expected), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", " 1", "1.0", "1e3", "1; DROP TABLE t", "１", "123456789012345678901"})
    void only_whole_numbers_stand_after_limit(String value) {
        SafecsvException error = assertThrows(
                SafecsvException.class, () -> NamedParameters.bind("SELECT 1 LIMIT :n", Map.of("n", value)));
        assertEquals(ExitCode.USAGE, error.exitCode());
    }

    @Test
    void half_a_surrogate_pair_is_an_error_and_not_a_question_mark() {
        SafecsvException error =
                assertThrows(SafecsvException.class, () -> NamedParameters.bind("SELECT :v", Map.of("v", "a\uD842")));
        assertEquals(ExitCode.USAGE, error.exitCode());
    }

    @Test
    void a_name_that_can_not_be_written_is_called_so() {
        SafecsvException error =
                assertThrows(SafecsvException.class, () -> NamedParameters.bind("SELECT 1", Map.of("a-b", "")));
        assertTrue(error.getMessage().startsWith("'a-b' is no name for a parameter"), error.getMessage());
    }

    private static Value text(String text) {
        return new Value(text, Value.Kind.TEXT);
    }

    private static Value number(String digits) {
        return new Value(digits, Value.Kind.INTEGER);
    }
}
