package safecsv.build;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Plays a MySQL server on loopback, as far as an export goes: greeting, TLS, caching_sha2_password, session variables,
 * prepared statements, one small result. It checks no password and executes nothing. One thread per connection.
 */
final class StandInServer implements Closeable {
    static final String VERSION = "9.7.4";

    /** A table whose rows take long enough for an export to open its second connection. */
    static final String SLOW_TABLE = "slow_orders";

    private final ServerSocket socket;
    private final SSLSocketFactory tls;

    /** Listens on a free port until closed. */
    StandInServer(SSLSocketFactory tls) throws IOException {
        this.tls = tls;
        this.socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Stops listening; conversations end with their clients. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                start(() -> converse(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            new StandInConversation(client, tls).run();
        } catch (IOException gone) {
            // The client has left, which is how every conversation ends; whether it got what it needed is checked
            // there.
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "stand-in server");
        thread.setDaemon(true);
        thread.start();
    }
}
