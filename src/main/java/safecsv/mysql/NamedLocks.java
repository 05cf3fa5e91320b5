package safecsv.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Named locks of the server ({@code GET_LOCK}), held by one session of safecsv's own until they are released, the session
 * is closed or its connection breaks. They need no privilege and no table. For one thread at a time, except {@link #close}.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/en/locking-functions.html">MySQL manual</a>
 */
public final class NamedLocks implements AutoCloseable {
    /** 1 where the lock was free and is the session's now. */
    static final String TRY = "SELECT GET_LOCK(?, 0)";

    /** No question about a lock waits for it, so a server that works answers at once. */
    private static final int ANSWER_MILLISECONDS = 20_000;

    private final Connection connection;

    private NamedLocks(Connection connection) {
        this.connection = connection;
    }

    /**
     * Takes one of the pool's connections for good.
     *
     * @throws SafecsvException code 5 where the server can't be reached
     */
    public static NamedLocks open(ConnectionPool pool) {
        Connection connection = pool.borrow();
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, ANSWER_MILLISECONDS);
            // Idle for days, as far as the server sees; the default would end it, and its locks, after eight hours.
            statement.execute("SET SESSION wait_timeout=31536000");
            return new NamedLocks(connection);
        } catch (SQLException e) {
            ServerSocketFactory.cut(connection);
            throw failed(e);
        }
    }

    /**
     * Takes a lock if it is free; one that this session has already stays taken.
     *
     * @param name at most 64 characters; the server does not tell upper from lower case
     */
    public boolean tryLock(String name) {
        return isHere(name) || ask(TRY, name) == 1;
    }

    /** Whether this session has the lock, asked now. */
    public boolean isHere(String name) {
        return ask("SELECT COALESCE(IS_USED_LOCK(?) = CONNECTION_ID(), 0)", name) == 1;
    }

    /** Whether any session has the lock, asked now. */
    public boolean isUsed(String name) {
        return ask("SELECT IS_USED_LOCK(?) IS NOT NULL", name) == 1;
    }

    /** Gives a lock up; without effect where this session does not have it. */
    public void release(String name) {
        ask("SELECT COALESCE(RELEASE_LOCK(?), 0)", name);
    }

    private long ask(String sql, String name) {
        try {
            return ask(connection, sql, name);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The number that a question about a lock has for an answer. */
    static long ask(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static SafecsvException failed(SQLException cause) {
        return new SafecsvException(
                ExitCode.FAILED,
                "The server's lock that keeps several hosts from running one job at a time can't be had: %s. Nothing was read or written."
                        .formatted(cause.getMessage()),
                cause);
    }

    /** Ends the session, and with it its locks; at once, from any thread. */
    @Override
    public void close() {
        ServerSocketFactory.cut(connection);
        try {
            connection.close();
        } catch (SQLException e) {
            // The connection is gone, and its locks with it.
            return;
        }
    }
}
