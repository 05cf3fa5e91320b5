package safecsv.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which server it is, and how its session writes values.
 *
 * @param uuid {@code @@server_uuid}; on MariaDB, which has none, {@code mariadb:} with server id, host name and port
 * @param version as the server says it
 * @param timeZone the session's time zone; SYSTEM is that of the server's machine
 */
public record ServerIdentity(String uuid, String version, String timeZone) {
    static ServerIdentity of(Connection connection) throws SQLException {
        String version = text(connection, "SELECT VERSION()");
        String uuid = version.contains("MariaDB")
                ? text(connection, "SELECT CONCAT('mariadb:', @@server_id, ':', @@hostname, ':', @@port)")
                : text(connection, "SELECT @@server_uuid");
        return new ServerIdentity(uuid, version, text(connection, "SELECT @@session.time_zone"));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
