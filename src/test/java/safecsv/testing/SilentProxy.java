package safecsv.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port on loopback that leads to a server, and falls silent at a chosen step: connections stay open and nothing passes any
 * more, as with a frozen machine or a proxy that hangs. A step is what one read of a socket gives, whatever the
 * protocol, so it works for TLS as well; steps are counted over all connections. What passes is not altered, unless a
 * byte is to be flipped in the place of the silence.
 */
public final class SilentProxy implements AutoCloseable {
    /** What falls silent. */
    public enum Scope {
        /** Every connection, old and new. */
        SERVER,
        /** The connection on which the step came; others, and new ones, work. */
        CONNECTION,
        /** Nothing: the last byte of the step is another, and everything passes. */
        NOTHING_BUT_A_BYTE
    }

    /** Whose bytes are counted, and are the first that are lost. */
    public enum Direction {
        FROM_SERVER,
        TO_SERVER
    }

    private final ServerSocket listener;
    private final TestServer server;
    private final int step;
    private final Direction direction;
    private final Scope scope;
    private final AtomicInteger steps = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean silent;

    /** @param step the first that does not pass, from 0; more than there are, and all pass */
    public SilentProxy(TestServer server, int step, Direction direction, Scope scope) throws IOException {
        this.server = server;
        this.step = step;
        this.direction = direction;
        this.scope = scope;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many steps there have been so far in the direction that is counted. */
    public int steps() {
        return steps.get();
    }

    /** Whether it has fallen silent. */
    public boolean isSilent() {
        return steps.get() > step;
    }

    /** Falls silent now, for every connection. */
    public void freeze() {
        silent = true;
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Connection connection = new Connection(listener.accept(), new Socket(server.host(), server.port()));
            start(() -> connection.copy(Direction.TO_SERVER));
            start(() -> connection.copy(Direction.FROM_SERVER));
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket target;
        private volatile boolean hangs;

        Connection(Socket client, Socket target) {
            this.client = client;
            this.target = target;
            sockets.add(client);
            sockets.add(target);
        }

        void copy(Direction way) throws IOException {
            boolean toServer = way == Direction.TO_SERVER;
            byte[] buffer = new byte[1 << 14];
            try (InputStream in = (toServer ? client : target).getInputStream();
                    OutputStream out = (toServer ? target : client).getOutputStream()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (way == direction && steps.getAndIncrement() == step) {
                        silent |= scope == Scope.SERVER;
                        hangs = scope == Scope.CONNECTION;
                        buffer[length - 1] ^= (byte) (scope == Scope.NOTHING_BUT_A_BYTE ? 1 : 0);
                    }
                    if (silent || hangs) {
                        awaitClose(); // with both sockets open, and this one's bytes unread
                        return;
                    }
                    out.write(buffer, 0, length);
                }
            }
        }
    }

    private void awaitClose() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return; // one side hung up, or the test is over
                    }
                },
                "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Hangs up on both sides. */
    @Override
    public void close() throws IOException {
        listener.close();
        closing.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
