package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class WhereConditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = 1",
                "(a OR b) AND c IN (1, 2)",
                "name = ')' -- ) comment",
                "a = ';' AND b = '?' AND c = ':x'",
                "`od)d` = 1"
            })
    void takes_one_condition(String condition) {
        assertDoesNotThrow(() -> WhereCondition.check(condition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/* */",
                "1) UNION (SELECT 1",
                "1 OR 1) OR (1",
                "(1",
                "1)",
                "1;",
                "id = ?",
                "id = :x",
                "'"
            })
    void refuses_what_would_leave_the_parentheses(String condition) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> WhereCondition.check(condition));
        assertEquals(ExitCode.USAGE, error.exitCode());
    }
}
