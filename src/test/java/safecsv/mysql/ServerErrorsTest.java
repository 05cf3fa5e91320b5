package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class ServerErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "1792, REFUSED, calls a function that writes",
        "3024, FAILED, --timeout",
        "1969, FAILED, --timeout",
        "1317, FAILED, was killed",
        "1927, FAILED, connection was killed",
        "1053, FAILED, shutting down",
        "1205, FAILED, locked by another session",
        "1690, FAILED, error 1690: text of the server",
    })
    void each_error_that_ends_a_read_has_its_exit_code_and_its_words(int number, ExitCode exitCode, String words) {
        SQLException cause = new SQLException("text of the server", "HY000", number);
        SafecsvException error = ServerErrors.whileReading(cause);
        assertEquals(exitCode, error.exitCode());
        assertTrue(error.getMessage().contains(words), error.getMessage());
        assertSame(cause, error.getCause());
    }

    @Test
    void a_lost_connection_is_recognised_by_its_cause_whatever_the_state() {
        SQLException cut = new SQLException("Application was streaming results", "S1000", 0, new EOFException("cut"));
        assertTrue(ServerErrors.isConnectionLost(cut));
        assertEquals(
                "The connection to the server was lost while the query ran: cut. Someone may have killed it, the server may"
                        + " have gone, or the network was cut.",
                ServerErrors.whileReading(cut).getMessage());
        assertTrue(ServerErrors.isConnectionLost(new SQLException("gone", "08S01")));
    }
}
