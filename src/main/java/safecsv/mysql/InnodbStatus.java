package safecsv.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The server's list of transactions, asked for again and again. */
final class InnodbStatus {
    private static final String ANOTHER_WAY =
            "Or use --snapshot-lock with LOCK TABLES on its database, which keeps writers away from the table for some milliseconds; or --no-consistency, if the rows need not be of one moment; or leave --parallel out.";

    private final Connection connection;

    private InnodbStatus(Connection connection) {
        this.connection = connection;
    }

    /** @throws safecsv.SafecsvException refused, where this server or account shows no such list, or none to rely on */
    static InnodbStatus open(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")) {
            // It lets a transaction's changes be seen before it takes it off the list.
            throw ParallelSnapshot.refused(
                    "MariaDB shows nothing that would prove that snapshots of several connections are of the same moment.",
                    ANOTHER_WAY);
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT @@global.innodb_status_output_locks")) {
            result.next();
            if (result.getBoolean(1)) {
                // With it the server may let go of the mutex in the middle of the list.
                throw ParallelSnapshot.refused(
                        "innodb_status_output_locks is ON, so the server's list of transactions may be of several moments and proves nothing.",
                        "Have it set OFF. " + ANOTHER_WAY);
            }
        }
        return new InnodbStatus(connection);
    }

    InnodbTransactions transactions() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW ENGINE INNODB STATUS")) {
            result.next();
            return InnodbTransactions.parse(result.getString(3))
                    .orElseThrow(() -> ParallelSnapshot.refused(
                            "The server's list of transactions is cut short, or has a form that is not known, so it proves nothing.",
                            ANOTHER_WAY));
        } catch (SQLException e) {
            if (e.getErrorCode() == ServerErrors.PRIVILEGE_MISSING) {
                throw ParallelSnapshot.refused(
                        "This account may not see which transactions run, so nothing proves that the snapshots of several connections are of the same moment.",
                        "Let it: GRANT PROCESS ON *.* TO this account. " + ANOTHER_WAY);
            }
            throw e;
        }
    }
}
