package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.SshTarget;
import safecsv.mysql.tunnel.SshTunnel;

/**
 * The connections of one run: one or several for data, one on the side to watch it and to stop it; or of many runs.
 * Each is opened when it is first needed; nothing is opened ahead or retried, and in one run nothing is retired. Safe for use
 * by several threads.
 *
 * <p>A connection is given back by {@link Connection#close()}. The driver then reads a result that was not read to its
 * end, to the last row: to leave one early, call {@link Connection#abort} first.
 */
public final class ConnectionPool implements AutoCloseable {
    /** One for data, one on the side, and one for a KILL while that one waits for an answer. */
    private static final int USUAL_CONNECTIONS = 3;

    /** How long a connection of a shared pool may wait for its next use. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration KILL_PATIENCE = Duration.ofMillis(800);
    private static final Duration TUNNEL_KILL_PATIENCE = Duration.ofSeconds(4);

    private final ConnectionSettings settings;
    private final Optional<SshTunnel> tunnel;
    private final List<String> skipped;
    private final ServerDataSource source;
    private final OpenedAhead connections;
    private final HikariDataSource pool;

    private ConnectionPool(ConnectAttempts.Answer answer, int maximum, Duration idleTimeout) {
        this.settings = answer.settings();
        this.tunnel = answer.tunnel();
        this.skipped = answer.skipped();
        this.source = answer.source();
        this.connections = new OpenedAhead(answer.source(), answer.connection());
        HikariConfig configuration = configuration(settings, connections);
        configuration.setMaximumPoolSize(maximum);
        configuration.setIdleTimeout(idleTimeout.toMillis());
        this.pool = new HikariDataSource(configuration);
    }

    /**
     * Connects once, and keeps that connection for the first {@link #borrow()}. Where there are several servers, all
     * connections go to the one that answered.
     *
     * @throws SafecsvException code 5 with the cause in one sentence if the server can't be connected to, at once;
     *     code 2 if the CA file can't be used
     */
    public static ConnectionPool open(ConnectionSettings settings) {
        return open(settings, USUAL_CONNECTIONS, Duration.ZERO);
    }

    /**
     * As {@link #open}, for many runs one after another or side by side: a connection that nobody has used for a minute is
     * closed, and one that the server closed meanwhile is replaced before it is handed out.
     *
     * @param maximum most connections at a time; every run needs two, and a third to watch the server
     */
    public static ConnectionPool openShared(ConnectionSettings settings, int maximum) {
        return open(settings, maximum, IDLE_TIMEOUT);
    }

    private static ConnectionPool open(ConnectionSettings settings, int maximum, Duration idleTimeout) {
        if (settings.tls().mode().verifies()) {
            settings.tls().certificateAuthority().ifPresent(CertificateAuthority::trustOnly);
        }
        return new ConnectionPool(
                ConnectAttempts.connect(settings, time -> Thread.sleep(time.toMillis())), maximum, idleTimeout);
    }

    /** Whether {@link #open} failed only because of the default database: there is none, or the account may not use it. */
    public static boolean refusedDatabase(SafecsvException error) {
        return error.getCause() instanceof SQLException cause
                && (cause.getErrorCode() == ServerErrors.DATABASE_ACCESS_DENIED
                        || cause.getErrorCode() == ServerErrors.UNKNOWN_DATABASE);
    }

    /** How the server that answered was asked for; without alternatives. */
    public ConnectionSettings settings() {
        return settings;
    }

    /** Why the servers that were to be tried before this one did not answer; one sentence each, usually none. */
    public List<String> skipped() {
        return skipped;
    }

    /**
     * How long the end of a query on the server is waited for before the wire is only cut. Through a tunnel a connection
     * takes several times as long, and the tunnel is busy with the very rows that are not wanted any more.
     */
    Duration killPatience() {
        return tunnel.isPresent() ? TUNNEL_KILL_PATIENCE : KILL_PATIENCE;
    }

    /** As {@link ServerErrors#whileReading}, and if the tunnel is what broke, says so. */
    SafecsvException whileReading(SQLException error) {
        Optional<String> why =
                ServerErrors.isConnectionLost(error) ? tunnel.flatMap(SshTunnel::whyEnded) : Optional.empty();
        return why.map(sentence -> new SafecsvException(
                        ExitCode.FAILED,
                        sentence + " With it the connection to the server was lost while the query ran. Try again when "
                                + settings.route().ssh().map(SshTarget::command).orElse("ssh") + " works.",
                        error))
                .orElseGet(() -> ServerErrors.whileReading(error));
    }

    /**
     * A connection; the caller closes it. Waits for one to come back, for the connect timeout, if all are in use. No thread
     * waits here for what another one asks of the server.
     *
     * @throws SafecsvException code 5 with the cause in one sentence if there is none
     */
    public Connection borrow() {
        try {
            Connection connection = take();
            while (connection.unwrap(JdbcConnection.class).isClosed()) { // aborted by who had it before
                pool.evictConnection(connection);
                connection.close();
                connection = take();
            }
            return connection;
        } catch (SQLException e) {
            throw ConnectionErrors.failure(settings, e, tunnel).error();
        }
    }

    /** Allows so many more connections at the same time than those of an export on one. */
    public void allowMore(int connections) {
        pool.setMaximumPoolSize(Math.max(pool.getMaximumPoolSize(), USUAL_CONNECTIONS + connections));
    }

    /** Whether a connection is to be had now. */
    public boolean isReachable() {
        try {
            borrow().close();
            return true;
        } catch (SafecsvException | SQLException e) {
            return false;
        }
    }

    private Connection take() throws SQLException {
        boolean needsAnother = pool.getHikariPoolMXBean().getIdleConnections() == 0
                && pool.getHikariPoolMXBean().getTotalConnections() < pool.getMaximumPoolSize();
        if (needsAnother) {
            connections.open();
        }
        return pool.getConnection();
    }

    /** Drops every connection at once, even one that is still streaming: nothing is drained or waited for. */
    @Override
    public void close() {
        source.hurry();
        connections.dropUnused();
        pool.close();
        tunnel.ifPresent(SshTunnel::close);
    }

    private static HikariConfig configuration(ConnectionSettings settings, DataSource connections) {
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(connections);
        configuration.setPoolName("safecsv");
        configuration.setMinimumIdle(0);
        configuration.setInitializationFailTimeout(-1); // the first connection is already open
        configuration.setConnectionTimeout(settings.connectTimeout().toMillis());
        configuration.setMaxLifetime(0); // a snapshot lives in its connection
        configuration.setKeepaliveTime(0);
        configuration.setRegisterMbeans(false);
        configuration.setLeakDetectionThreshold(0);
        return configuration;
    }
}
