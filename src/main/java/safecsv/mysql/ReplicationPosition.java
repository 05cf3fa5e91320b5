package safecsv.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * How far the server's binary log is. Asked beside a snapshot and not as part of it: a transaction that is in the log may not
 * be in the snapshot yet.
 *
 * @param file the binary log's name; null where it is off or the account may not ask
 * @param position in that file; null with it
 * @param gtid all transactions so far, as the server writes them; null where there is none or the account may not ask
 */
public record ReplicationPosition(String file, Long position, String gtid) {
    /** The second is for servers before MySQL 8.2 and for MariaDB. */
    private static final List<String> STATUS = List.of("SHOW BINARY LOG STATUS", "SHOW MASTER STATUS");

    private static final List<String> GTID =
            List.of("SELECT @@GLOBAL.gtid_executed", "SELECT @@GLOBAL.gtid_current_pos");

    static ReplicationPosition of(Connection connection) {
        String gtid = null;
        for (String sql : GTID) {
            gtid = gtid == null ? gtid(connection, sql) : gtid;
        }
        ReplicationPosition position = null;
        for (String sql : STATUS) {
            position = position == null ? position(connection, sql, gtid) : position;
        }
        return position == null ? new ReplicationPosition(null, null, gtid) : position;
    }

    /** Null where the statement is not this server's, or not for this account. */
    private static ReplicationPosition position(Connection connection, String sql, String gtid) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next()
                    ? new ReplicationPosition(result.getString(1), result.getLong(2), gtid)
                    : new ReplicationPosition(null, null, gtid);
        } catch (SQLException e) {
            ServerErrors.requireConnection(e);
            return null;
        }
    }

    private static String gtid(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            String text = result.getString(1);
            return text == null || text.isBlank() ? null : text.replace("\n", "");
        } catch (SQLException e) {
            ServerErrors.requireConnection(e);
            // Not this server's variable: the position without it is still worth having.
            return null;
        }
    }
}
