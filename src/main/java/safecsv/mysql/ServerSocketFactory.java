package safecsv.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;

/**
 * What the driver can't do by itself: Unix sockets, waits that end ({@link ChannelSocket}), and trust in a PEM file without writing a key store. The driver
 * creates it by name, so what it needs comes as properties of the connection. Public for the driver alone.
 */
public final class ServerSocketFactory extends StandardSocketFactory {
    /** The path of the Unix socket; without it the connection is TCP. */
    static final String SOCKET_PROPERTY = "safecsvSocket";
    /** The IP address to connect to, whatever the host's name stands for by now. */
    static final String ADDRESS_PROPERTY = "safecsvAddress";
    /** The PEM file that the server's certificate must come from; without it the driver does the handshake. */
    static final String AUTHORITY_PROPERTY = "safecsvCertificateAuthority";
    /** Set to true if the certificate must be for the host as well. */
    static final String IDENTITY_PROPERTY = "safecsvVerifyIdentity";

    /** Seconds of silence before the first probe, seconds between probes, and unanswered probes before giving up. */
    private static final Map<SocketOption<Integer>, Integer> KEEP_ALIVE = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, 60,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, 10,
            ExtendedSocketOptions.TCP_KEEPCOUNT, 6);

    private Optional<Path> authority = Optional.empty();
    private boolean verifyIdentity;

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the driver's interface; it is a socket
    public <T extends Closeable> T connect(String host, int port, PropertySet properties, int loginTimeout)
            throws IOException {
        authority = text(properties, AUTHORITY_PROPERTY).map(Path::of);
        verifyIdentity = text(properties, IDENTITY_PROPERTY).isPresent();
        Optional<String> path = text(properties, SOCKET_PROPERTY);
        if (path.isEmpty()) {
            T socket = super.connect(text(properties, ADDRESS_PROPERTY).orElse(host), port, properties, loginTimeout);
            this.host = host; // the name that a certificate is for
            return socket;
        }
        this.host = host;
        this.port = port;
        rawSocket = ChannelSocket.over(Path.of(path.get()));
        configureSocket(rawSocket, properties);
        sslSocket = rawSocket;
        return (T) rawSocket;
    }

    /**
     * A network that is cut without a word leaves a reader waiting, by most kernels' defaults for two hours. A server that
     * only thinks for long answers the probes.
     */
    @Override
    protected Socket createSocket(PropertySet properties) {
        try {
            ChannelSocket socket = ChannelSocket.overTcp();
            KEEP_ALIVE.forEach(socket::option);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the system has no socket left
        }
    }

    /** The socket under a connection and, where there is TLS, under that. */
    static ChannelSocket socket(Connection connection) throws SQLException {
        NativeSession session =
                (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
        ServerSocketFactory factory = (ServerSocketFactory)
                session.getProtocol().getSocketConnection().getSocketFactory();
        return (ChannelSocket) factory.rawSocket;
    }

    /**
     * Ends a connection at once, from any thread. Its socket goes first: the driver would wait for one that writes, and TLS says
     * goodbye, to a server that may not listen.
     */
    static void cut(Connection connection) {
        try {
            socket(connection).close();
            connection.abort(Runnable::run);
        } catch (IOException | SQLException e) {
            return; // it is gone, which is what was wanted
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as above
    public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session, Log log)
            throws IOException {
        if (authority.isEmpty()) {
            return super.performTlsHandshake(connection, session, log);
        }
        SSLSocket tls = (SSLSocket) CertificateAuthority.trustOnly(authority.get())
                .getSocketFactory()
                .createSocket(rawSocket, host, port, true);
        if (verifyIdentity) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2818: the names in the certificate
            tls.setSSLParameters(parameters);
        }
        tls.startHandshake();
        sslSocket = tls;
        return (T) tls;
    }

    private static Optional<String> text(PropertySet properties, String name) {
        return Optional.ofNullable(properties.getStringProperty(name)).map(property -> property.getValue());
    }
}
