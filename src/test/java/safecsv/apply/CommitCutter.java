package safecsv.apply;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A proxy on loopback that cuts the connection when the client sends COMMIT: before the server sees it, or after the server
 * has answered but before the client sees the answer. Source of the packet format: MySQL internals, "MySQL Packets".
 */
final class CommitCutter implements AutoCloseable {
    /** Which side learns of the COMMIT. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Moment moment;

    CommitCutter(String host, int port, Moment moment) throws IOException {
        this.host = host;
        this.port = port;
        this.moment = moment;
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(host, port);
                CountDownLatch answered = new CountDownLatch(1);
                Socket[] cut = {null};
                start(() -> answers(server, client, cut, answered));
                start(() -> commands(client, server, cut, answered));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private void commands(Socket client, Socket server, Socket[] cut, CountDownLatch answered) {
        try (client;
                server) {
            InputStream source = new BufferedInputStream(client.getInputStream());
            OutputStream target = server.getOutputStream();
            byte[] header = source.readNBytes(4);
            while (header.length == 4) {
                int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
                byte[] payload = source.readNBytes(length);
                boolean commit = isCommit(payload);
                if (commit && moment == Moment.BEFORE) {
                    return;
                }
                if (commit) {
                    cut[0] = server;
                }
                target.write(header);
                target.write(payload);
                target.flush();
                if (commit) {
                    answered.await(20, TimeUnit.SECONDS);
                    return;
                }
                header = source.readNBytes(4);
            }
        } catch (IOException | InterruptedException e) {
            // One side is gone, and the other goes with it.
            return;
        }
    }

    private static boolean isCommit(byte[] payload) {
        return payload.length > 0
                && payload[0] == 3
                && new String(payload, StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .endsWith("commit");
    }

    private static void answers(Socket server, Socket client, Socket[] cut, CountDownLatch answered) {
        byte[] buffer = new byte[1 << 16];
        try (client) {
            int length = server.getInputStream().read(buffer);
            while (length >= 0) {
                if (cut[0] != null) {
                    answered.countDown();
                    return;
                }
                client.getOutputStream().write(buffer, 0, length);
                client.getOutputStream().flush();
                length = server.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // One side is gone, and the other goes with it.
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "commit-cutter");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
