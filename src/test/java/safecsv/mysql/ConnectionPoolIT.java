package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static safecsv.mysql.TestAccount.query;
import static safecsv.mysql.TestAccount.value;

import com.mysql.cj.jdbc.JdbcConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ServerAddress;

class ConnectionPoolIT {
    private static final String USER = "safecsv_pool_it";

    private static ServerUnderTest server;
    private static TestAccount account;

    @BeforeAll
    static void create_a_user() throws SQLException {
        server = ServerUnderTest.required();
        account = TestAccount.create(server, USER);
    }

    @AfterAll
    static void drop_the_user() throws SQLException {
        if (account != null) {
            account.drop();
        }
    }

    @Test
    void an_account_at_its_limit_of_connections_fails_the_second_borrow_at_once() throws SQLException {
        account.alter("WITH MAX_USER_CONNECTIONS 1");
        try (ConnectionPool pool = ConnectionPool.open(account.settings().build());
                Connection first = pool.borrow()) {
            assertTrue(first.isValid(1));
            SafecsvException error =
                    assertTimeout(Duration.ofSeconds(2), () -> assertThrows(SafecsvException.class, pool::borrow));
            assertTrue(error.getMessage().contains("limit of connections"), error.getMessage());
        } finally {
            account.alter("WITH MAX_USER_CONNECTIONS 0");
        }
    }

    @Test
    void one_connection_is_opened_and_kept_and_the_second_only_when_needed() throws SQLException {
        try (ConnectionPool pool = ConnectionPool.open(account.settings().build())) {
            String id;
            try (Connection first = pool.borrow()) {
                id = value(first, "SELECT CONNECTION_ID()");
                assertEquals("1", account.connections());
                try (Connection second = pool.borrow()) {
                    assertFalse(value(second, "SELECT CONNECTION_ID()").equals(id));
                    assertEquals("2", account.connections());
                }
            }
        }
        assertEquals("0", account.connections());
    }

    @Test
    void the_network_timeout_ends_with_the_login() throws SQLException {
        Duration timeout = Duration.ofSeconds(1);

        assertEquals("0", query(account.settings().timeout(timeout).build(), "SELECT SLEEP(1.5)"));
    }

    @Test
    void closing_the_pool_drains_nothing() throws SQLException {
        ConnectionPool pool = ConnectionPool.open(account.settings().build());
        Connection connection = pool.borrow();
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(Integer.MIN_VALUE);
        ResultSet endless = statement.executeQuery(
                "SELECT REPEAT('x', 1000) FROM information_schema.columns a, information_schema.columns b");
        assertTrue(endless.next());

        assertTimeout(Duration.ofSeconds(2), pool::close);
        assertTrue(connection.unwrap(JdbcConnection.class).isClosed());
    }

    @Test
    void an_aborted_stream_over_a_unix_socket_ends_at_once() throws SQLException {
        ServerAddress socket = new ServerAddress.UnixSocket(Path.of(ServerUnderTest.required("SOCKET")));
        try (ConnectionPool pool =
                ConnectionPool.open(account.settingsAt(socket).build())) {
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
}
