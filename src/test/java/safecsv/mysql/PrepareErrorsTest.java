package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** The server's texts are MySQL 9.7's. */
class PrepareErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1142 | SELECT command denied to user 'poor'@'localhost' for table 'orders' | This account may not run the query:"
                        + " SELECT command denied to user 'poor'@'localhost' for table 'orders'. Ask for the SELECT privilege"
                        + " on it, and EXECUTE for a function. The query was not run.",
                "1046 | No database selected | No database is selected. Name one with -D, or write the tables as"
                        + " database.table. The query was not run.",
                "1146 | Table 'shop.order' doesn't exist | Table 'shop.order' doesn't exist. Check the spelling, and the"
                        + " database given with -D. The query was not run.",
                "1140 | In aggregated query without GROUP BY | MySQL does not accept the query (error 1140): In aggregated"
                        + " query without GROUP BY. The query was not run.",
            })
    void what_the_server_says_is_passed_on_with_what_would_help(int number, String text, String expected) {
        SafecsvException error = translate(number, text);
        assertEquals(ExitCode.FAILED, error.exitCode());
        assertEquals(expected, error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1792 | writes, locks rows, or calls a function that does, and the session is read-only",
                "1295 | is no query",
            })
    void what_is_no_read_is_refused(int number, String why) {
        SafecsvException error = translate(number, "text of the server");
        assertEquals(ExitCode.REFUSED, error.exitCode());
        assertEquals(
                "Refused: the statement that begins with SELECT, at line 2, column 1, " + why
                        + ". safecsv runs one SELECT, WITH … SELECT, TABLE or VALUES, or a SHOW, DESCRIBE or EXPLAIN."
                        + " The query was not run.",
                error.getMessage());
    }

    private static SafecsvException translate(int number, String text) {
        return PrepareErrors.translate(
                new SQLException(text, "HY000", number), NamedParameters.bind("-- x\nSELECT 1", Map.of()));
    }
}
