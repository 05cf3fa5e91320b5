package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static safecsv.mysql.TestAccount.assertFailure;
import static safecsv.mysql.TestAccount.query;
import static safecsv.mysql.TestAccount.tlsCipher;
import static safecsv.mysql.TestAccount.value;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;
import safecsv.testing.TestServer;

class ConnectionIT {
    private static final String USER = "safecsv_conn_it";
    private static final String DATABASE = "safecsv conn?allowLoadLocalInfile=true&a+b%41ü";

    private static ServerUnderTest server;
    private static TestAccount account;

    @BeforeAll
    static void create_a_user() throws SQLException {
        server = ServerUnderTest.required();
        account = TestAccount.create(server, USER);
        server.execute("DROP DATABASE IF EXISTS `" + DATABASE + "`", "CREATE DATABASE `" + DATABASE + "`");
    }

    @AfterAll
    static void drop_the_user() throws SQLException {
        if (account != null) {
            account.drop();
            server.execute("DROP DATABASE IF EXISTS `" + DATABASE + "`");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"PREFERRED", "REQUIRED"})
    void a_cold_password_cache_is_no_obstacle_with_tls(SslMode mode) throws SQLException {
        TestServer.get().requireMySql("caching_sha2_password");
        server.execute("FLUSH PRIVILEGES");

        assertTrue(tlsCipher(account.settings().tls(mode).build()).startsWith("TLS"));
    }

    @Test
    void without_tls_a_cold_password_cache_says_to_use_it() throws SQLException {
        TestServer.get().requireMySql("caching_sha2_password");
        server.execute("FLUSH PRIVILEGES");

        assertFailure(
                account.settings().tls(SslMode.DISABLED).build(),
                "The server at " + server.address()
                        + " wants this password over TLS or a socket only, and this connection has no TLS (--ssl-mode"
                        + " DISABLED): use --ssl-mode REQUIRED, or the server's socket, here with -S or there with"
                        + " --ssh and -S. Nothing was read or written.");
    }

    @Test
    void a_warm_password_cache_lets_plain_text_in() throws SQLException {
        TestServer.get().requireMySql("caching_sha2_password");
        tlsCipher(account.settings().build());

        assertEquals("", tlsCipher(account.settings().tls(SslMode.DISABLED).build()));
    }

    @Test
    void the_database_name_is_a_name_whatever_is_in_it() throws SQLException {
        assertEquals(DATABASE, query(server.administrator().database(DATABASE).build(), "SELECT DATABASE()"));
        assertEquals("0", query(server.administrator().database(DATABASE).build(), "SELECT 0"));
    }

    @Test
    void text_arrives_as_utf8_and_the_session_names_the_program() throws SQLException {
        TestServer.get().requireMySql("connection attributes in performance_schema");
        assertEquals("utf8mb4", query(account.settings().build(), "SELECT @@character_set_results"));
        assertEquals(
                "safecsv",
                query(
                        account.settings().build(),
                        "SELECT attr_value FROM performance_schema.session_account_connect_attrs"
                                + " WHERE attr_name = 'program_name' AND processlist_id = CONNECTION_ID()"));
    }

    @Test
    void a_wrong_password_names_the_account_and_not_the_password() {
        SafecsvException error =
                assertFailure(account.settings().user(USER, "hunter2").build());

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
        SafecsvException error = assertFailure(account.settings().user(USER, "").build());

        assertTrue(error.getMessage().contains(": no password was sent; give -p to be asked for one."));
    }

    @Test
    void an_unknown_database_is_named() {
        assertFailure(
                server.administrator().database("safecsv_conn_nowhere").build(),
                "There is no database 'safecsv_conn_nowhere' at " + server.address()
                        + ". Nothing was read or written.");
        assertFailure(
                account.settings().database("mysql").build(),
                "user '" + USER + "' at " + server.address()
                        + " has no privilege on database 'mysql'. Nothing was read or written.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCOUNT LOCK", "PASSWORD EXPIRE"})
    void an_account_that_may_not_log_in_is_explained(String state) throws SQLException {
        TestServer.get().requireMySql("its error numbers");
        account.alter(state);
        try {
            SafecsvException error = assertFailure(account.settings().build());
            String expected = state.equals("ACCOUNT LOCK") ? "is locked" : "has expired";
            assertTrue(error.getMessage().contains(expected), error.getMessage());
        } finally {
            account = TestAccount.create(server, USER);
        }
    }

    @Test
    void a_ca_that_signed_the_certificate_is_enough_for_verify_ca_and_the_name_matters_for_identity()
            throws SQLException {
        Path authority = Path.of(ServerUnderTest.required("CA"));

        assertTrue(
                tlsCipher(account.settings().tls(SslMode.VERIFY_CA, authority).build())
                        .startsWith("TLS"));
        assertFailure(
                account.settings().tls(SslMode.VERIFY_IDENTITY, authority).build(),
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
                account.settings().tls(mode, other).build(),
                "The certificate of " + server.address() + " is not trusted: the CA in " + other
                        + " has not signed it, or it has expired. Nothing was read or written.");
    }

    @Test
    void a_unix_socket_lets_in_with_a_cold_password_cache() throws SQLException {
        ServerAddress socket = new ServerAddress.UnixSocket(Path.of(ServerUnderTest.required("SOCKET")));
        server.execute("FLUSH PRIVILEGES");

        ConnectionSettings plain = account.settingsAt(socket).build();
        assertEquals("", tlsCipher(plain));
        ConnectionSettings encrypted =
                account.settingsAt(socket).tls(SslMode.REQUIRED).build();
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
}
