package safecsv.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A {@link Socket} over TCP or a Unix domain socket, on which no wait is without an end. The channel never blocks: reading
 * and writing wait on a selector each, so that both have the time limit of {@link #setSoTimeout}, a write goes out while
 * another thread reads, and {@link #close()} waits for nothing and ends both at once. What means nothing to the kind of
 * socket is accepted and has no effect.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // close must not wait; the rest is volatile fields
final class ChannelSocket extends Socket {
    /** More at a time would only cost memory outside of the heap, where the system's call needs its bytes. */
    private static final int MOST_AT_A_TIME = 1 << 18;

    private final SocketChannel channel;
    private final boolean tcp;
    private final Selector readable;
    private final Selector writable;
    private volatile int timeoutMillis;
    private volatile int mostMillis = Integer.MAX_VALUE;
    private volatile SilenceWatch watch;
    /** Why it was closed, where that was it. */
    private volatile String silence;

    private ChannelSocket(SocketChannel channel, boolean tcp) throws IOException {
        this.channel = channel;
        this.tcp = tcp;
        this.readable = Selector.open();
        this.writable = Selector.open();
        channel.configureBlocking(false);
    }

    /** To be connected. */
    static ChannelSocket overTcp() throws IOException {
        return new ChannelSocket(SocketChannel.open(), true);
    }

    /** Connects at once: to a Unix socket there is nothing to wait for. */
    static ChannelSocket over(Path path) throws IOException {
        ChannelSocket socket = new ChannelSocket(SocketChannel.open(UnixDomainSocketAddress.of(path)), false);
        socket.register();
        return socket;
    }

    private void register() throws IOException {
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        try (Selector connectable = Selector.open()) {
            if (!channel.connect(endpoint)) {
                channel.register(connectable, SelectionKey.OP_CONNECT);
                Deadline deadline = new Deadline(timeoutMillis);
                while (!channel.finishConnect()) {
                    if (deadline.passed()) {
                        throw new SocketTimeoutException("Connect timed out");
                    }
                    deadline.await(connectable);
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        register();
    }

    /** Has a wait for bytes that takes as long as its patience decided by a watch, instead of ended. */
    void watch(SilenceWatch watch) {
        this.watch = watch;
    }

    /** Has waits that begin from now on be shorter than this, whatever limit they get: all that is left is to say goodbye. */
    void hurry(int millis) {
        mostMillis = millis;
    }

    private int limit() {
        return mostMillis == Integer.MAX_VALUE
                ? timeoutMillis
                : timeoutMillis == 0 ? mostMillis : Math.min(timeoutMillis, mostMillis);
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return receive(ByteBuffer.wrap(target, offset, Math.min(length, MOST_AT_A_TIME)));
            }

            @Override
            public void close() throws IOException {
                ChannelSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                send(ByteBuffer.wrap(new byte[] {(byte) value}));
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                for (int sent = 0; sent < length; sent += MOST_AT_A_TIME) {
                    send(ByteBuffer.wrap(source, offset + sent, Math.min(length - sent, MOST_AT_A_TIME)));
                }
            }

            @Override
            public void close() throws IOException {
                ChannelSocket.this.close();
            }
        };
    }

    private int receive(ByteBuffer target) throws IOException {
        try {
            int count = channel.read(target);
            return count != 0 || !target.hasRemaining() ? count : awaitBytes(target);
        } catch (IOException e) {
            throw asOfSocket(e);
        }
    }

    private int awaitBytes(ByteBuffer target) throws IOException {
        int limit = limit();
        SilenceWatch asked = watch;
        // A shorter limit is that of a question which has its answer at once or never.
        boolean watched = asked != null && limit == asked.patienceMillis();
        CompletableFuture<String> verdict = null;
        Deadline deadline = new Deadline(limit);
        int count = 0;
        while (count == 0) {
            if (verdict != null && verdict.isDone()) {
                if (verdict.join() != null) {
                    throw fellSilent(verdict.join());
                }
                verdict = null;
                deadline = new Deadline(limit);
            }
            if (verdict == null && deadline.passed()) {
                if (!watched) {
                    throw new SocketTimeoutException("Read timed out");
                }
                verdict = asked.ask(readable::wakeup);
                deadline = new Deadline(0);
            }
            deadline.await(readable);
            count = channel.read(target);
        }
        return count;
    }

    private void send(ByteBuffer source) throws IOException {
        try {
            Deadline deadline = new Deadline(limit());
            while (source.hasRemaining()) {
                if (channel.write(source) > 0) {
                    deadline = new Deadline(limit());
                } else if (deadline.passed()) {
                    throw fellSilent("The server took no byte for %s s.".formatted(limit() / 1000.0));
                } else {
                    deadline.await(writable);
                }
            }
        } catch (IOException e) {
            throw asOfSocket(e);
        }
    }

    /** Nobody may wait for it again, not even to say goodbye; and whoever asks again is told the same. */
    private IOException fellSilent(String sentence) throws IOException {
        silence = sentence;
        close();
        return new ServerSilentException(sentence);
    }

    /** As a {@link Socket} has them: whoever reads them knows only those. */
    private IOException asOfSocket(IOException error) {
        if (error instanceof ClosedChannelException && silence != null) {
            return new ServerSilentException(silence);
        }
        if (error instanceof SocketException || error instanceof SocketTimeoutException) {
            return error;
        }
        SocketException same =
                new SocketException(error instanceof ClosedChannelException ? "Socket closed" : error.getMessage());
        same.initCause(error);
        return same;
    }

    /** The end of a wait. */
    private static final class Deadline {
        private final boolean never;
        private final long end;

        /** @param millis from now; 0 for never */
        Deadline(int millis) {
            never = millis == 0;
            end = System.nanoTime() + millis * 1_000_000L;
        }

        boolean passed() {
            return !never && end - System.nanoTime() <= 0;
        }

        /** Waits until there is something to do, or the end; an interrupt does not end it, and is kept. */
        void await(Selector selector) throws IOException {
            boolean interrupted = Thread.interrupted(); // select would not wait
            try {
                selector.select(never ? 0 : Math.max(1, (end - System.nanoTime()) / 1_000_000L));
                interrupted |= Thread.interrupted();
                selector.selectedKeys().clear();
            } catch (ClosedSelectorException e) {
                throw new IOException("Socket closed", e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        readable.close();
        writable.close();
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public InetAddress getInetAddress() {
        return remote() == null ? InetAddress.getLoopbackAddress() : remote().getAddress();
    }

    @Override
    public int getPort() {
        return remote() == null ? 0 : remote().getPort();
    }

    private InetSocketAddress remote() {
        try {
            return tcp ? (InetSocketAddress) channel.getRemoteAddress() : null;
        } catch (IOException e) {
            return null; // closed meanwhile
        }
    }

    /** The longest wait for a byte to come, or for a byte to be taken. */
    @Override
    public void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    /** Closing waits for nothing. */
    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        option(StandardSocketOptions.TCP_NODELAY, on);
    }

    @Override
    public void setKeepAlive(boolean on) {
        option(StandardSocketOptions.SO_KEEPALIVE, on);
    }

    /** Sets an option of TCP, where this is TCP and the system has it. */
    <T> void option(SocketOption<T> option, T value) {
        try {
            if (tcp && channel.supportedOptions().contains(option)) {
                channel.setOption(option, value);
            }
        } catch (IOException e) {
            return; // closed meanwhile, which whoever reads or writes will see
        }
    }

    @Override
    public void setTrafficClass(int value) {}

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public void setSendBufferSize(int size) {}

    @Override
    public String toString() {
        return tcp ? "TCP socket" : "Unix socket";
    }
}
