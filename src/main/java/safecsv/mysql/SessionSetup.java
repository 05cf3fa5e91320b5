package safecsv.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What every reading session sets, so that no setting of the server, the account or an option file can shorten a result
 * or change a value's text.
 */
final class SessionSetup {
    /** Seconds that the server waits for a reader that has paused (a slow disk, a throttle). */
    private static final int NET_WRITE_TIMEOUT = 3600;

    /** Seconds that the server waits for the question after the last row, while a slow disk or a throttle still reads. */
    private static final int WAIT_TIMEOUT = 86_400;

    /** Seconds to wait for a table that an ALTER holds; the server's default is a year. */
    private static final int LOCK_WAIT_TIMEOUT = 5;

    private SessionSetup() {}

    static void apply(Connection connection, Duration timeout) throws SQLException {
        boolean mariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION net_write_timeout=" + NET_WRITE_TIMEOUT
                    + ", wait_timeout=" + WAIT_TIMEOUT
                    + ", sql_select_limit=18446744073709551615"
                    // A GROUP_CONCAT longer than this would be cut with no more than a warning.
                    + ", group_concat_max_len=1073741824"
                    + ", lock_wait_timeout=" + LOCK_WAIT_TIMEOUT
                    // PAD_CHAR_TO_FULL_LENGTH changes values, ANSI_QUOTES changes how the query is read.
                    + ", sql_mode='STRICT_TRANS_TABLES'"
                    + ", " + timeLimit(timeout, mariaDb));
            statement.execute("SET SESSION TRANSACTION READ ONLY");
        }
    }

    /** https://dev.mysql.com/doc/refman/en/server-system-variables.html#sysvar_max_execution_time */
    private static String timeLimit(Duration timeout, boolean mariaDb) {
        return mariaDb
                ? "max_statement_time=" + timeout.toMillis() / 1000.0
                : "max_execution_time=" + timeout.toMillis();
    }
}
