package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionRoute;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.Secret;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;
import safecsv.mysql.settings.TlsSettings;

/** Several servers in turn, and several attempts. */
@Tag("any-server")
class ConnectAttemptsIT {
    private static final String USER = "safecsv_attempts_it";

    private static ServerUnderTest server;
    private static TestAccount account;

    private final List<Duration> waits = new ArrayList<>();

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
    void the_first_server_that_answers_serves_every_connection_and_the_others_are_told() throws SQLException {
        ServerAddress nobody = nobody();
        ServerAddress unknown = new ServerAddress.Tcp("nosuchhost.invalid", 3306);

        try (ConnectionPool pool = ConnectionPool.open(trying(0, nobody, unknown, server.address()))) {
            pool.borrow();
            pool.borrow();
            assertEquals(server.address(), pool.settings().server());
            assertEquals(
                    List.of(
                            "Nothing listens at " + nobody + ": is the server running, and are host and port right?",
                            "There is no host named 'nosuchhost.invalid' (-h/--host)."),
                    pool.skipped());
        }
    }

    @Test
    void where_none_answers_every_cause_is_told() {
        ServerAddress first = nobody();
        ServerAddress second = nobody();

        String message = failure(trying(0, first, second));

        assertTrue(message.contains("Nothing listens at " + first), message);
        assertTrue(message.contains("Nothing listens at " + second), message);
        assertTrue(message.endsWith(" Nothing was read or written."), message);
        assertEquals(List.of(), waits);
    }

    @Test
    void a_server_that_refuses_the_password_is_the_last_one_asked() {
        ConnectionSettings settings = withPassword(trying(3, server.address(), nobody()), "hunter2");

        String message = failure(settings);

        assertTrue(message.startsWith("Access denied for user"), message);
        assertEquals(List.of(), waits);
    }

    @Test
    void what_may_pass_is_tried_again_with_longer_and_longer_waits() {
        String message = failure(trying(7, nobody()));

        assertTrue(message.contains(" This was tried 8 times."), message);
        assertEquals(
                List.of(1, 2, 4, 8, 16, 30, 30),
                waits.stream().map(Duration::toSeconds).map(Long::intValue).toList());
    }

    @Test
    void too_many_connections_may_pass() throws SQLException {
        account.alter("WITH MAX_USER_CONNECTIONS 1");
        try (ConnectionPool holding = ConnectionPool.open(account.settings().build())) {
            List<ConnectionPool> toClose = List.of(holding);
            ConnectAttempts.Answer answer = ConnectAttempts.connect(trying(3, server.address()), time -> {
                waits.add(time);
                toClose.forEach(ConnectionPool::close);
            });
            answer.connection().close();
            assertTrue(!waits.isEmpty());
        } finally {
            account.alter("WITH MAX_USER_CONNECTIONS 0");
        }
    }

    @Test
    void an_unknown_database_is_not_tried_again() {
        ConnectionSettings settings = trying(3, server.address());

        failure(new ConnectionSettings(
                settings.server(),
                settings.user(),
                settings.password(),
                Optional.of("safecsv_nowhere"),
                settings.tls(),
                settings.connectTimeout(),
                settings.route()));
        assertEquals(List.of(), waits);
    }

    private String failure(ConnectionSettings settings) {
        return assertThrows(SafecsvException.class, () -> ConnectAttempts.connect(settings, waits::add))
                .getMessage();
    }

    private static ConnectionSettings trying(int retries, ServerAddress... servers) {
        TlsSettings tls = new TlsSettings(SslMode.PREFERRED, Optional.empty());
        List<ConnectionRoute.Alternative> others = Stream.of(servers)
                .skip(1)
                .map(address -> new ConnectionRoute.Alternative(address, tls))
                .toList();
        ConnectionSettings first = account.settingsAt(servers[0]).build();
        return new ConnectionSettings(
                first.server(),
                first.user(),
                first.password(),
                first.database(),
                tls,
                first.connectTimeout(),
                new ConnectionRoute(Optional.empty(), retries, others, ConnectionRoute.DEFAULT_STALL_TIMEOUT));
    }

    private static ConnectionSettings withPassword(ConnectionSettings settings, String password) {
        return new ConnectionSettings(
                settings.server(),
                settings.user(),
                Secret.of(password),
                settings.database(),
                settings.tls(),
                settings.connectTimeout(),
                settings.route());
    }

    /** An address where nothing listens. */
    private static ServerAddress nobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new ServerAddress.Tcp("127.0.0.1", socket.getLocalPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
