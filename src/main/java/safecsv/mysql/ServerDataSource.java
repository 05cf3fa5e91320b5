package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.MysqlDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;

/**
 * Opens one connection after another with {@link ConnectionSettings}. Every property is set here, by typed setters: no
 * text of the user becomes part of a JDBC URL.
 */
final class ServerDataSource extends MysqlDataSource {
    private static final long serialVersionUID = 1L;

    /** TLS waits for the other side's goodbye. */
    private static final int FAREWELL_MILLISECONDS = 300;

    private final ConcurrentHashMap<String, String> factoryProperties;
    private final Duration stallTimeout;
    /** Those that somebody holds. */
    private final transient Map<ChannelSocket, Boolean> sockets = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param tunnel the Unix socket on this machine that leads to the server, if the way there is not a direct one */
    ServerDataSource(ConnectionSettings settings, Optional<Path> tunnel) throws SQLException {
        stallTimeout = settings.route().stallTimeout();
        factoryProperties = new ConcurrentHashMap<>(factoryProperties(settings));
        tunnel.ifPresent(socket -> factoryProperties.put(ServerSocketFactory.SOCKET_PROPERTY, socket.toString()));
        if (tunnel.isPresent()) {
            readFromUnixSocket();
        }
        setUser(settings.user());
        setPassword(settings.password().reveal());
        setDatabaseName(settings.database().orElse("")); // the driver encodes it
        setSocketFactory(ServerSocketFactory.class.getName());
        int timeout = Math.toIntExact(settings.connectTimeout().toMillis());
        setConnectTimeout(timeout);
        // Until the login is done; then the wait is for queries, and getConnection makes it longer.
        setSocketTimeout(timeout);
        setTextProtocol();
        setAddress(settings);
    }

    private void setTextProtocol() throws SQLException {
        setCharacterEncoding("UTF-8");
        setCharacterSetResults("UTF-8");
        setPasswordCharacterEncoding("UTF-8");
        setTinyInt1isBit(false);
        setYearIsDateType(false);
        setUseServerPrepStmts(false);
        setNetTimeoutForStreamingResults(0);
        setTcpKeepAlive(true);
        setConnectionAttributes("program_name:safecsv");
        // The driver reads sql_mode when it connects, to know what a quote is; it must not change after that.
        setSessionVariables("sql_mode='STRICT_TRANS_TABLES'");
        setJdbcCompliantTruncation(false); // it would set sql_mode again
        setAllowLoadLocalInfile(false);
        setAllowMultiQueries(false);
        setAutoReconnect(false);
    }

    private void setAddress(ConnectionSettings settings) throws SQLException {
        setFallbackToSystemTrustStore(false);
        setAllowPublicKeyRetrieval(false); // it would let a man in the middle learn the password
        if (settings.server() instanceof ServerAddress.Tcp tcp) {
            setServerName(tcp.host().contains(":") ? "[" + tcp.host() + "]" : tcp.host());
            setPortNumber(tcp.port());
            setSslMode(settings.tls().mode().name());
            return;
        }
        // The bytes never leave the kernel: as for the mysql client, PREFERRED is without TLS there.
        boolean plain = settings.tls().mode() == SslMode.PREFERRED;
        setServerName("localhost");
        setSslMode(plain ? SslMode.DISABLED.name() : settings.tls().mode().name());
        setAuthenticationPlugins(SocketPasswordPlugin.class.getName());
        readFromUnixSocket();
    }

    private void readFromUnixSocket() throws SQLException {
        setUseReadAheadInput(false);
        setUseUnbufferedInput(false);
    }

    private static Map<String, String> factoryProperties(ConnectionSettings settings) {
        Map<String, String> properties = new HashMap<>();
        if (settings.server() instanceof ServerAddress.UnixSocket socket) {
            properties.put(ServerSocketFactory.SOCKET_PROPERTY, socket.path().toString());
        }
        if (settings.tls().mode().verifies()) {
            settings.tls()
                    .certificateAuthority()
                    .ifPresent(pem -> properties.put(ServerSocketFactory.AUTHORITY_PROPERTY, pem.toString()));
        }
        if (settings.tls().mode() == SslMode.VERIFY_IDENTITY) {
            properties.put(ServerSocketFactory.IDENTITY_PROPERTY, "true");
        }
        return properties;
    }

    @Override
    protected Connection getConnection(Properties properties) throws SQLException {
        Connection connection = connected(properties);
        try {
            ChannelSocket socket = ServerSocketFactory.socket(connection);
            sockets.put(socket, true);
            stayWith(socket);
            socket.watch(watch(connection, properties));
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(stallTimeout.toMillis()));
            return connection;
        } catch (SQLException e) {
            ServerSocketFactory.cut(connection);
            throw e;
        }
    }

    /** Says that all connections are about to be closed: what is silent holds nobody up any more. */
    void hurry() {
        synchronized (sockets) {
            sockets.keySet().forEach(socket -> socket.hurry(FAREWELL_MILLISECONDS));
        }
    }

    private Connection connected(Properties properties) throws SQLException {
        properties.putAll(factoryProperties);
        return super.getConnection(properties);
    }

    private SilenceWatch watch(Connection connection, Properties properties) throws SQLException {
        long greeted = connection.unwrap(JdbcConnection.class).getSession().getThreadId();
        return new SilenceWatch(
                stallTimeout,
                SilenceWatch.Identity.of(connection, greeted),
                () -> connected((Properties) properties.clone()));
    }

    /**
     * A name may stand for several servers in turn. What watches and stops a query must get to the one that runs it, so
     * every later connection goes to the address that the first one got.
     */
    private void stayWith(ChannelSocket socket) {
        if (!factoryProperties.containsKey(ServerSocketFactory.SOCKET_PROPERTY)) {
            factoryProperties.put(
                    ServerSocketFactory.ADDRESS_PROPERTY,
                    socket.getInetAddress().getHostAddress());
        }
    }
}
