package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;

/** The failures that need no MySQL: wrong addresses, silent and refusing servers. */
class ConnectionErrorsTest {
    private static final String END = " Nothing was read or written.";

    @TempDir
    Path folder;

    @Test
    void a_host_that_does_not_exist_is_named() {
        assertFailure(
                new ServerAddress.Tcp("no-such-host.invalid", 3306),
                "There is no host named 'no-such-host.invalid' (-h/--host).");
    }

    @Test
    void a_port_where_nothing_listens_is_named() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertFailure(
                new ServerAddress.Tcp("127.0.0.1", port),
                "Nothing listens at 127.0.0.1:" + port + ": is the server running, and are host and port right?");
    }

    @Test
    void a_server_that_never_speaks_is_given_up_after_the_timeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFailure(
                    new ServerAddress.Tcp("127.0.0.1", silent.getLocalPort()),
                    "No answer from 127.0.0.1:" + silent.getLocalPort()
                            + " within 1 s: is it the right host and port, and does a firewall let it through?");
        }
    }

    @Test
    void a_silent_unix_socket_is_given_up_after_the_timeout() throws IOException {
        Path path = folder.resolve("s");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(path));
            assertFailure(
                    new ServerAddress.UnixSocket(path),
                    "No answer from socket " + path
                            + " within 1 s: is it the right host and port, and does a firewall let it through?");
        }
    }

    @Test
    void a_socket_that_is_not_there_is_named() {
        Path path = folder.resolve("mysqld.sock");
        assertFailure(
                new ServerAddress.UnixSocket(path),
                "There is no socket " + path
                        + ": is the server running, and is this its socket? -h 127.0.0.1 connects over TCP instead.");
    }

    @Test
    void a_socket_that_a_dead_server_left_is_named() throws IOException {
        Path path = folder.resolve("mysqld.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertFailure(
                new ServerAddress.UnixSocket(path),
                "Nothing listens at socket " + path + ": is the server running, and are host and port right?");
    }

    @Test
    void a_server_that_hangs_up_is_reported() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread hangUp = new Thread(() -> {
                try (Socket accepted = server.accept()) {
                    accepted.getOutputStream().flush();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            hangUp.start();
            assertFailure(
                    new ServerAddress.Tcp("127.0.0.1", server.getLocalPort()),
                    "127.0.0.1:" + server.getLocalPort()
                            + " closed the connection before the login was done: is it a MySQL server?");
            hangUp.join();
        }
    }

    @Test
    void a_ca_file_that_is_missing_or_holds_none_is_wrong_usage() {
        Path missing = folder.resolve("ca.pem");
        SafecsvException error = assertThrows(
                SafecsvException.class,
                () -> ConnectionPool.open(Settings.of(new ServerAddress.Tcp("127.0.0.1", 1))
                        .tls(SslMode.VERIFY_CA, missing)
                        .build()));
        assertEquals("The CA file " + missing + " (--ssl-ca) can't be read.", error.getMessage());
        assertEquals(ExitCode.USAGE, error.exitCode());
        error = assertThrows(
                SafecsvException.class,
                () -> ConnectionPool.open(Settings.of(new ServerAddress.Tcp("127.0.0.1", 1))
                        .tls(SslMode.VERIFY_CA, Path.of("pom.xml"))
                        .build()));
        assertEquals("The CA file pom.xml (--ssl-ca) is not a file of PEM certificates.", error.getMessage());
    }

    private static void assertFailure(ServerAddress server, String sentence) {
        ConnectionSettings settings = Settings.of(server)
                .user("nobody", "hunter2")
                .timeout(Duration.ofSeconds(1))
                .build();
        SafecsvException error = assertTimeout(
                Duration.ofSeconds(4), () -> assertThrows(SafecsvException.class, () -> ConnectionPool.open(settings)));
        assertEquals(sentence + END, error.getMessage());
        assertEquals(ExitCode.FAILED, error.exitCode());
    }
}
