package safecsv.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What every writing session sets, so that values arrive as they are given and no lock is waited for for long. */
final class WriteSessionSetup {
    /**
     * Strict, so that a value that does not fit is an error. Dates may be zero, partial or impossible, because the table
     * may hold such and an undo must put them back; and a 0 in an auto-increment column is a 0.
     */
    private static final String LENIENT = "ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO";

    private static final String SQL_MODE = "STRICT_TRANS_TABLES," + LENIENT;

    private WriteSessionSetup() {}

    static void apply(Connection connection, WriteSettings settings) throws SQLException {
        boolean mariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        long seconds = settings.lockWait().toSeconds();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode='" + SQL_MODE + "', sql_select_limit=18446744073709551615"
                    + ", foreign_key_checks=1, unique_checks=1, sql_safe_updates=0, sql_warnings=0, sql_notes=1"
                    + ", net_write_timeout=3600, lock_wait_timeout=" + seconds
                    + ", innodb_lock_wait_timeout=" + seconds
                    + (mariaDb ? ", max_statement_time=0" : ", max_execution_time=0"));
            statement.execute("SET SESSION TRANSACTION READ WRITE");
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL " + isolation(statement));
        }
        try (PreparedStatement statement = connection.prepareStatement("SET SESSION time_zone = ?")) {
            statement.setString(1, settings.timeZone());
            statement.execute();
        }
    }

    static Void strict(Connection connection, boolean strict) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode='" + (strict ? SQL_MODE : LENIENT) + "'");
            return null;
        }
    }

    /**
     * READ COMMITTED locks the rows that are named and no gaps between them. A server that replicates statements allows
     * no writing in it: MySQL manual, "Setting The Binary Log Format".
     */
    private static String isolation(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT @@log_bin AND @@binlog_format = 'STATEMENT'")) {
            result.next();
            return result.getBoolean(1) ? "REPEATABLE READ" : "READ COMMITTED";
        }
    }
}
