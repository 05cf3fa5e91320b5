package safecsv.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.a.NativeProtocol;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import safecsv.SafecsvException;
import safecsv.mysql.table.ChunkPlan;

/**
 * A read-only session that streams one query. {@link #kill} may be called from any thread; everything else from one.
 *
 * <p>A single SELECT reads one snapshot by itself, so there is no transaction around it.
 */
public final class ReadSession implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ConnectionPool pool;
    private final Connection connection;
    private final long connectionId;
    private final SideKill sideKill;
    private final AtomicBoolean killed = new AtomicBoolean();
    private final CountDownLatch killDone = new CountDownLatch(1);
    private final List<BoundQuery> streamed = new CopyOnWriteArrayList<>();
    private volatile boolean streaming;
    private volatile boolean snapshot;
    private SessionState state;

    private ReadSession(ConnectionPool pool, Connection connection) throws SQLException {
        this.pool = pool;
        this.connection = connection;
        this.connectionId = connection.unwrap(JdbcConnection.class).getSession().getThreadId();
        this.sideKill = new SideKill(pool, "KILL QUERY " + connectionId);
    }

    /**
     * Borrows a connection and sets the session up.
     *
     * @param timeout after which the server ends the query, or zero for none; whole milliseconds
     * @throws SafecsvException where the server can't be reached or refuses the settings
     */
    public static ReadSession open(ConnectionPool pool, Duration timeout) {
        Connection connection = pool.borrow();
        try {
            SessionSetup.apply(connection, timeout);
            limitWaits(connection, timeout);
            return new ReadSession(pool, connection);
        } catch (SQLException e) {
            giveUp(connection);
            throw ServerErrors.whileReading(e);
        }
    }

    /** The server ends what takes longer; where even that does not come, it need not be waited for until it is asked why. */
    private static void limitWaits(Connection connection, Duration timeout) throws SQLException {
        long millis = timeout.plus(GRACE).toMillis();
        if (!timeout.isZero() && millis < connection.getNetworkTimeout()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(millis));
        }
    }

    private static void giveUp(Connection connection) {
        ServerSocketFactory.cut(connection);
        try {
            connection.close(); // so that the pool has room for another
        } catch (SQLException e) {
            return; // the failure before is the one to tell
        }
    }

    /** The server's clock, asked now. */
    public Instant serverTime() {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            result.next();
            return result.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /**
     * Gives the session a time zone that another session can have again: an offset where it has SYSTEM.
     *
     * @return which server this is, and that time zone
     */
    public ServerIdentity fixTimeZone() {
        try {
            state = null;
            return ServerIdentity.fixTimeZone(connection, null);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** Which server this is, and how its session writes values. */
    public ServerIdentity server() {
        try {
            return ServerIdentity.of(connection);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** How far the server's binary log is now, as far as this account may know it. */
    public ReplicationPosition replicationPosition() {
        return ReplicationPosition.of(connection);
    }

    /** What the server calls its machine, and its port. */
    public String hostName() {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT CONCAT(@@hostname, ':', @@port)")) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /**
     * Has all queries from now on see the rows of this moment, until the session ends or takes another snapshot.
     * https://dev.mysql.com/doc/refman/en/innodb-consistent-read.html
     */
    public void takeSnapshot() {
        try (Statement statement = connection.createStatement()) {
            if (!snapshot) {
                // READ COMMITTED would take a new snapshot for each statement.
                statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            }
            snapshot = true;
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** What a query must leave as it is; asked for once. */
    SessionState state() {
        try {
            if (state == null) {
                state = SessionState.of(connection);
            }
            return state;
        } catch (SQLException e) {
            throw pool.whileReading(e);
        }
    }

    /**
     * Proves that the queries so far have left the session as it was; after the last row, and before anything is published.
     *
     * @throws SafecsvException refused (4), where they have not; nobody gets the session's connection again
     */
    public void requireUnchanged() {
        try {
            state().requireSame(SessionState.of(connection));
        } catch (SQLException e) {
            throw pool.whileReading(e);
        } catch (SafecsvException e) {
            abort();
            throw e;
        }
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            return; // it is already gone
        }
    }

    /** The connection for checks before the query runs. */
    Connection connection() {
        return connection;
    }

    /**
     * Runs a query that has passed {@link QueryGate}.
     *
     * @throws SafecsvException where the server refuses it
     */
    public RowStream stream(BoundQuery query) {
        try {
            state();
            PreparedStatement statement = query.prepare(connection);
            // MIN_VALUE is the driver's sign for reading row by row; anything else holds the whole result in memory.
            statement.setFetchSize(Integer.MIN_VALUE);
            streamed.add(query);
            streaming = true;
            WireInput input = WireInput.install(protocol());
            // Not executeQuery, which takes the column t.into for SELECT … INTO and refuses it.
            statement.execute();
            return new RowStream(input, connection, statement, pool::whileReading);
        } catch (SQLException e) {
            throw pool.whileReading(e);
        } catch (IOException e) {
            throw pool.whileReading(new SQLException(e.getMessage(), "08S01", e));
        }
    }

    /** Runs the query of one piece of a plan. */
    public RowStream stream(ChunkPlan plan, int chunk) {
        return stream(BoundQuery.of(plan.sql(chunk)));
    }

    private NativeProtocol protocol() throws SQLException {
        return ((NativeSession) connection.unwrap(JdbcConnection.class).getSession()).getProtocol();
    }

    /**
     * Whether the server is known not to run the query any more. Asked after {@link #close}; false where no side
     * connection was to be had.
     */
    public boolean queryEnded() {
        return sideKill.ended() || !streaming;
    }

    /** The queries that it runs or has run, whose tables it may keep from others. For any thread. */
    List<BoundQuery> streamed() {
        return streamed;
    }

    /** What the server's process list calls this session. */
    public long connectionId() {
        return connectionId;
    }

    /** Says that the last row has been read, so that closing need not end the query. */
    public void finished() {
        streaming = false;
    }

    /**
     * Ends the running query on the server and cuts this session's connection. Closing a result that is still being
     * sent would first read all of it, so this comes before any close.
     */
    public void kill() {
        if (!killed.compareAndSet(false, true)) {
            awaitKilled();
            return;
        }
        try {
            sideKill.run(pool.killPatience());
        } finally {
            // Even where that was interrupted: a close that comes before would read the result to its end.
            ServerSocketFactory.cut(connection);
            killDone.countDown();
        }
    }

    /** Another thread is ending the query; whoever closes the session next must not be faster, nor the process. */
    private void awaitKilled() {
        try {
            killDone.await(2 * pool.killPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pool gives the connection to others, whose queries must not see old rows. */
    private void endSnapshot() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
    }

    @Override
    public void close() {
        if (streaming) {
            kill();
        }
        streamed.clear(); // its tables are free again
        try {
            if (snapshot && !killed.get()) {
                endSnapshot();
            }
            connection.close();
        } catch (SQLException e) {
            // After an abort the driver reports the closed socket; there is nothing left to lose.
            return;
        }
    }
}
