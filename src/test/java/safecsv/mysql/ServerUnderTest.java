package safecsv.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The server that integration tests speak to, named by environment variables: {@code SAFECSV_TEST_HOST}, {@code _PORT},
 * {@code _USER}, {@code _PASSWORD}; optionally {@code _SOCKET} (with {@code _SOCKET_USER}, an administrator without
 * password there) and {@code _CA}, the PEM file of its CA.
 */
record ServerUnderTest(String host, int port, String user, Secret password) {

    static ServerUnderTest required() {
        Optional<String> host = variable("HOST");
        assumeTrue(host.isPresent(), "no server to test against: set SAFECSV_TEST_HOST, _PORT, _USER and _PASSWORD");
        return new ServerUnderTest(
                host.get(),
                Integer.parseInt(variable("PORT").orElse("3306")),
                variable("USER").orElse("root"),
                Secret.of(variable("PASSWORD").orElse("")));
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
