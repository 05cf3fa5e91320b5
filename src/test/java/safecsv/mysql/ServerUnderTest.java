package safecsv.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import safecsv.mysql.settings.Secret;
import safecsv.mysql.settings.ServerAddress;
import safecsv.testing.TestServer;

/**
 * The tests' server. What it can't tell about itself comes from the environment: SAFECSV_TEST_SOCKET (with
 * SAFECSV_TEST_SOCKET_USER, an administrator without password there) and SAFECSV_TEST_CA, the PEM file of its CA.
 */
record ServerUnderTest(String host, int port, String user, Secret password) {

    static ServerUnderTest required() {
        TestServer server = TestServer.get();
        return new ServerUnderTest(
                server.host(),
                server.port(),
                server.admin().name(),
                Secret.of(server.admin().password()));
    }

    static String required(String name) {
        Optional<String> value = variable(name);
        assumeTrue(value.isPresent(), "SAFECSV_TEST_" + name + " is not set");
        return value.get();
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv("SAFECSV_TEST_" + name));
    }

    ServerAddress address() {
        return new ServerAddress.Tcp(host, port);
    }

    Settings administrator() {
        return Settings.of(address()).user(user, password.reveal());
    }

    /** Runs statements as the administrator. */
    void execute(String... statements) throws SQLException {
        try (ConnectionPool pool = ConnectionPool.open(administrator().build());
                Connection connection = pool.borrow();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
