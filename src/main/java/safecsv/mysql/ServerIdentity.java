package safecsv.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which server it is, and how its session writes values.
 *
 * @param uuid {@code @@server_uuid}, or for MariaDB, which has none, {@code @@server_uid}
 * @param version as the server says it
 * @param timeZone the session's time zone, never SYSTEM after {@link #fixTimeZone}
 * @param sqlMode the session's
 */
public record ServerIdentity(String uuid, String version, String timeZone, String sqlMode) {
    /** SYSTEM means the zone of the server's machine, which may be another one tomorrow: what it is now as an offset. */
    private static final String OFFSET = "SELECT IF(@@session.time_zone = 'SYSTEM', CONCAT("
            + "IF(TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), NOW()) < 0, '-', '+'),"
            + " TIME_FORMAT(SEC_TO_TIME(ABS(TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), NOW())) * 60), '%H:%i')),"
            + " @@session.time_zone)";

    /**
     * Gives the session a time zone that another session can have as well.
     *
     * @param timeZone an offset, a name that the server knows, or null for what the session has
     */
    static ServerIdentity fixTimeZone(Connection connection, String timeZone) throws SQLException {
        String zone = timeZone != null ? timeZone : text(connection, OFFSET);
        try (PreparedStatement statement = connection.prepareStatement("SET SESSION time_zone = ?")) {
            statement.setString(1, zone);
            statement.execute();
        }
        return of(connection);
    }

    static ServerIdentity of(Connection connection) throws SQLException {
        String version = text(connection, "SELECT VERSION()");
        String uuid = text(connection, version.contains("MariaDB") ? "SELECT @@server_uid" : "SELECT @@server_uuid");
        return new ServerIdentity(
                uuid,
                version,
                text(connection, "SELECT @@session.time_zone"),
                text(connection, "SELECT @@session.sql_mode"));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
