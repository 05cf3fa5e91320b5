package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mysql.cj.jdbc.JdbcConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.SafecsvException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConnectionIT {
    private static final String USER = "safecsv_conn_it";
    private static final String PASSWORD = "p\"w#d ö日'\\";
    private static final String DATABASE = "safecsv conn?allowLoadLocalInfile=true&a+b%41ü";

    private static ServerUnderTest server;

    @BeforeAll
    static void create_a_user() throws SQLException {
        server = ServerUnderTest.required();
        drop_the_user();
        server.execute(
                "CREATE USER " + USER + " IDENTIFIED BY '"
                        + PASSWORD.replace("\\", "\\\\").replace("'", "''") + "'",
                "CREATE DATABASE `" + DATABASE + "`");
    }

    @AfterAll
    static void drop_the_user() throws SQLException {
        if (server != null) {
            server.execute("DROP USER IF EXISTS " + USER, "DROP DATABASE IF EXISTS `" + DATABASE + "`");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"PREFERRED", "REQUIRED"})
    void a_cold_password_cache_is_no_obstacle_with_tls(SslMode mode) throws SQLException {
        server.execute("FLUSH PRIVILEGES");

        assertTrue(tlsCipher(account().tls(mode).build()).startsWith("TLS"));
    }

    @Test
    void without_tls_a_cold_password_cache_says_to_use_it() throws SQLException {
        server.execute("FLUSH PRIVILEGES");

        assertFailure(
                account().tls(SslMode.DISABLED).build(),
                "The server at " + server.address()
                        + " wants this password over TLS only, and this connection has none: use --ssl-mode REQUIRED."
                        + " Nothing was read or written.");
    }

    @Test
    void a_warm_password_cache_lets_plain_text_in() throws SQLException {
        tlsCipher(account().build());

        assertEquals("", tlsCipher(account().tls(SslMode.DISABLED).build()));
    }

    @Test
    void the_database_name_is_a_name_whatever_is_in_it() throws SQLException {
        assertEquals(DATABASE, query(administrator().database(DATABASE).build(), "SELECT DATABASE()"));
        assertEquals("0", query(administrator().database(DATABASE).build(), "SELECT 0"));
    }

    @Test
    void text_arrives_as_utf8_and_the_session_names_the_program() throws SQLException {
        assertEquals("utf8mb4", query(account().build(), "SELECT @@character_set_results"));
        assertEquals(
                "safecsv",
                query(
                        account().build(),
                        "SELECT attr_value FROM performance_schema.session_account_connect_attrs"
                                + " WHERE attr_name = 'program_name' AND processlist_id = CONNECTION_ID()"));
    }

    @Test
    void a_wrong_password_names_the_account_and_not_the_password() {
        SafecsvException error = assertFailure(account().user(USER, "hunter2").build());

        assertTrue(error.getMessage().startsWith("Access denied for user '" + USER + "'@'"), error.getMessage());
        assertTrue(
                error.getMessage()
                        .endsWith(" at " + server.address() + ": a password was sent; check user, password"
                                + " and the host the account is for. Nothing was read or written."),
                error.getMessage());
        assertFalse(error.getMessage().contains("hunter2"), error.getMessage());
    }

    @Test
    void a_missing_password_says_that_none_was_sent() {
        SafecsvException error = assertFailure(account().user(USER, "").build());

        assertTrue(error.getMessage().contains(": no password was sent; give -p to be asked for one."));
    }

    @Test
    void an_unknown_database_is_named() {
        assertFailure(
                administrator().database("safecsv_conn_nowhere").build(),
                "There is no database 'safecsv_conn_nowhere' at " + server.address()
                        + ". Nothing was read or written.");
        assertFailure(
                account().database("mysql").build(),
                "user '" + USER + "' at " + server.address()
                        + " has no privilege on database 'mysql'. Nothing was read or written.");
    }

    @Test
    void an_account_at_its_limit_of_connections_fails_the_second_borrow_at_once() throws SQLException {
        server.execute("ALTER USER " + USER + " WITH MAX_USER_CONNECTIONS 1");
        try (ConnectionPool pool = ConnectionPool.open(account().build());
                Connection first = pool.borrow()) {
            assertTrue(first.isValid(1));
            SafecsvException error =
                    assertTimeout(Duration.ofSeconds(2), () -> assertThrows(SafecsvException.class, pool::borrow));
            assertTrue(error.getMessage().contains("limit of connections"), error.getMessage());
        } finally {
            server.execute("ALTER USER " + USER + " WITH MAX_USER_CONNECTIONS 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCOUNT LOCK", "PASSWORD EXPIRE"})
    void an_account_that_may_not_log_in_is_explained(String state) throws SQLException {
        server.execute("ALTER USER " + USER + " " + state);
        try {
            SafecsvException error = assertFailure(account().build());
            String expected = state.equals("ACCOUNT LOCK") ? "is locked" : "has expired";
            assertTrue(error.getMessage().contains(expected), error.getMessage());
        } finally {
            drop_the_user();
            create_a_user();
        }
    }

    @Test
    void one_connection_is_opened_and_kept_and_the_second_only_when_needed() throws SQLException {
        try (ConnectionPool pool = ConnectionPool.open(account().build())) {
            String id;
            try (Connection first = pool.borrow()) {
                id = value(first, "SELECT CONNECTION_ID()");
                assertEquals("1", connections());
                try (Connection second = pool.borrow()) {
                    assertFalse(value(second, "SELECT CONNECTION_ID()").equals(id));
                    assertEquals("2", connections());
                }
            }
        }
        assertEquals("0", connections());
    }

    @Test
    void the_network_timeout_ends_with_the_login() throws SQLException {
        Duration timeout = Duration.ofSeconds(1);

        assertEquals("0", query(account().timeout(timeout).build(), "SELECT SLEEP(1.5)"));
    }

    @Test
    void closing_the_pool_drains_nothing() throws SQLException {
        ConnectionPool pool = ConnectionPool.open(account().build());
        Connection connection = pool.borrow();
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(Integer.MIN_VALUE);
        ResultSet endless =
                statement.executeQuery("WITH RECURSIVE n AS (SELECT 1 a UNION ALL SELECT a + 1 FROM n LIMIT 1000)"
                        + " SELECT REPEAT('x', 1000) FROM n a, n b, n c");
        assertTrue(endless.next());

        assertTimeout(Duration.ofSeconds(2), pool::close);
        assertTrue(connection.unwrap(JdbcConnection.class).isClosed());
    }

    @Test
    void a_ca_that_signed_the_certificate_is_enough_for_verify_ca_and_the_name_matters_for_identity()
            throws SQLException {
        Path authority = Path.of(ServerUnderTest.required("CA"));

        assertTrue(
                tlsCipher(account().tls(SslMode.VERIFY_CA, authority).build()).startsWith("TLS"));
        assertFailure(
                account().tls(SslMode.VERIFY_IDENTITY, authority).build(),
                "The certificate of " + server.address() + " is for another name than '" + server.host()
                        + "': use the name in it, or --ssl-mode VERIFY_CA to check the CA alone."
                        + " Nothing was read or written.");
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"VERIFY_CA", "VERIFY_IDENTITY"})
    void another_ca_is_not_trusted(SslMode mode) {
        Path other = Path.of("src/test/resources/safecsv/mysql/another-ca.pem");

        assertFailure(
                account().tls(mode, other).build(),
                "The certificate of " + server.address() + " is not trusted: the CA in " + other
                        + " has not signed it, or it has expired. Nothing was read or written.");
    }

    @Test
    void a_unix_socket_lets_in_with_a_cold_password_cache() throws SQLException {
        ServerAddress socket = new ServerAddress.UnixSocket(Path.of(ServerUnderTest.required("SOCKET")));
        server.execute("FLUSH PRIVILEGES");

        ConnectionSettings plain = Settings.of(socket).user(USER, PASSWORD).build();
        assertEquals("", tlsCipher(plain));
        ConnectionSettings encrypted =
                Settings.of(socket).user(USER, PASSWORD).tls(SslMode.REQUIRED).build();
        assertTrue(tlsCipher(encrypted).startsWith("TLS"));
    }

    @Test
    void an_ipv6_address_is_an_address() throws SQLException {
        assumeTrue(server.host().equals("127.0.0.1"), "only for a server on this machine");

        SafecsvException error = assertFailure(Settings.of(new ServerAddress.Tcp("::1", server.port()))
                .user("safecsv_conn_nobody", "x")
                .build());
        assertTrue(error.getMessage().contains("[::1]:" + server.port()), error.getMessage());
    }

    @Test
    void an_aborted_stream_over_a_unix_socket_ends_at_once() throws SQLException {
        ServerAddress socket = new ServerAddress.UnixSocket(Path.of(ServerUnderTest.required("SOCKET")));
        try (ConnectionPool pool =
                ConnectionPool.open(Settings.of(socket).user(USER, PASSWORD).build())) {
            Connection connection = pool.borrow();
            Statement statement = connection.createStatement();
            statement.setFetchSize(Integer.MIN_VALUE);
            assertTrue(statement
                    .executeQuery("WITH RECURSIVE n AS (SELECT 1 a UNION ALL SELECT a + 1 FROM n LIMIT 1000)"
                            + " SELECT REPEAT('x', 1000) FROM n a, n b, n c")
                    .next());
            assertTimeout(Duration.ofSeconds(1), () -> {
                connection.abort(Runnable::run);
                connection.close();
            });
            try (Connection next = pool.borrow()) {
                assertEquals("1", value(next, "SELECT 1"));
            }
        }
    }

    private static Settings account() {
        return Settings.of(server.address()).user(USER, PASSWORD);
    }

    private static Settings administrator() {
        return Settings.of(server.address())
                .user(server.user(), server.password().reveal());
    }

    private static String tlsCipher(ConnectionSettings settings) throws SQLException {
        return query(
                settings,
                "SELECT variable_value FROM performance_schema.session_status WHERE variable_name = 'Ssl_cipher'");
    }

    private static String connections() throws SQLException {
        return query(
                administrator().build(),
                "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '" + USER + "'");
    }

    private static String query(ConnectionSettings settings, String sql) throws SQLException {
        try (ConnectionPool pool = ConnectionPool.open(settings);
                Connection connection = pool.borrow()) {
            return value(connection, sql);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertTrue(result.next());
            return result.getString(1);
        }
    }

    private static SafecsvException assertFailure(ConnectionSettings settings) {
        return assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThrows(
                        SafecsvException.class,
                        () -> ConnectionPool.open(settings).close()));
    }

    private static void assertFailure(ConnectionSettings settings, String message) {
        assertEquals(message, assertFailure(settings).getMessage());
    }
}
