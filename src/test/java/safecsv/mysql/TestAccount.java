package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.ServerAddress;
import safecsv.testing.TestServer;

/** An account of its own on the server under test, and questions to ask with it. */
final class TestAccount {
    static final String PASSWORD = "p\"w#d ö日'\\";

    private final ServerUnderTest server;
    private final String user;

    private TestAccount(ServerUnderTest server, String user) {
        this.server = server;
        this.user = user;
    }

    /** Creates the account anew. */
    static TestAccount create(ServerUnderTest server, String user) throws SQLException {
        TestAccount account = new TestAccount(server, user);
        account.drop();
        server.execute("CREATE USER " + user + " IDENTIFIED BY '"
                + PASSWORD.replace("\\", "\\\\").replace("'", "''") + "'");
        return account;
    }

    void drop() throws SQLException {
        server.execute("DROP USER IF EXISTS " + user);
    }

    void alter(String what) throws SQLException {
        server.execute("ALTER USER " + user + " " + what);
    }

    Settings settings() {
        return settingsAt(server.address());
    }

    Settings settingsAt(ServerAddress address) {
        return Settings.of(address).user(user, PASSWORD);
    }

    /** The connections that the server has for this account, as the administrator sees them. */
    String connections() throws SQLException {
        return query(
                server.administrator().build(),
                "SELECT COUNT(*) FROM " + TestServer.get().processlist() + " WHERE user = '" + user + "'");
    }

    static String tlsCipher(ConnectionSettings settings) throws SQLException {
        return query(
                settings,
                "SELECT variable_value FROM performance_schema.session_status WHERE variable_name = 'Ssl_cipher'");
    }

    static String query(ConnectionSettings settings, String sql) throws SQLException {
        try (ConnectionPool pool = ConnectionPool.open(settings);
                Connection connection = pool.borrow()) {
            return value(connection, sql);
        }
    }

    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertTrue(result.next());
            return result.getString(1);
        }
    }

    static SafecsvException assertFailure(ConnectionSettings settings) {
        return assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThrows(
                        SafecsvException.class,
                        () -> ConnectionPool.open(settings).close()));
    }

    static void assertFailure(ConnectionSettings settings, String message) {
        assertEquals(message, assertFailure(settings).getMessage());
    }
}
