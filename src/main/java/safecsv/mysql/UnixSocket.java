package safecsv.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A {@link Socket} over a Unix domain socket. The channel never blocks: reading and writing wait on a selector each, so
 * that a read timeout works, a write goes out while another thread reads, and {@link #close()} ends both at once.
 * Options of TCP are accepted and mean nothing.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // close must not wait; the rest is one volatile field
final class UnixSocket extends Socket {
    private final SocketChannel channel;
    private final Selector readable = Selector.open();
    private final Selector writable = Selector.open();
    private volatile int readTimeoutMillis;

    /** Connects at once: to a Unix socket there is nothing to wait for. */
    UnixSocket(Path path) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        channel.configureBlocking(false);
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) {
        throw new UnsupportedOperationException("connected when created");
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
                return receive(ByteBuffer.wrap(target, offset, length));
            }

            @Override
            public void close() throws IOException {
                UnixSocket.this.close();
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
                send(ByteBuffer.wrap(source, offset, length));
            }

            @Override
            public void close() throws IOException {
                UnixSocket.this.close();
            }
        };
    }

    private int receive(ByteBuffer target) throws IOException {
        int timeout = readTimeoutMillis;
        long deadline = System.nanoTime() + timeout * 1_000_000L;
        int count = channel.read(target);
        while (count == 0 && target.hasRemaining()) {
            long wait = timeout == 0 ? 0 : (deadline - System.nanoTime()) / 1_000_000L;
            if (timeout != 0 && wait <= 0) {
                throw new SocketTimeoutException("Read timed out");
            }
            await(readable, wait);
            count = channel.read(target);
        }
        return count;
    }

    private void send(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            if (channel.write(source) == 0) {
                await(writable, 0);
            }
        }
    }

    private static void await(Selector selector, long millis) throws IOException {
        if (!selector.isOpen()) {
            throw new IOException("Socket closed");
        }
        selector.select(millis);
        if (!selector.isOpen()) {
            throw new IOException("Socket closed");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        readable.close();
        writable.close();
    }

    @Override
    public boolean isConnected() {
        return true;
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
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void setSoTimeout(int millis) {
        readTimeoutMillis = millis;
    }

    @Override
    public int getSoTimeout() {
        return readTimeoutMillis;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setTrafficClass(int value) {}

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public void setSendBufferSize(int size) {}

    @Override
    public String toString() {
        return "Unix socket";
    }
}
