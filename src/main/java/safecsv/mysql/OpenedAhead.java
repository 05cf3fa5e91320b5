package safecsv.mysql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Hands over connections that were opened before the pool asks for them. The pool by itself tries again in the
 * background until its timeout; opened here, a failure is the caller's, at once and with its cause. Thread-safe.
 */
final class OpenedAhead implements DataSource {
    private final DataSource source;
    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();

    /** @param first is handed over first */
    OpenedAhead(DataSource source, Connection first) {
        this.source = source;
        opened.add(first);
    }

    void open() throws SQLException {
        if (opened.isEmpty()) {
            opened.add(source.getConnection());
        }
    }

    void dropUnused() {
        for (Connection unused = opened.poll(); unused != null; unused = opened.poll()) {
            try {
                unused.close(); // nothing was asked of it, so there is nothing to drain
            } catch (SQLException e) {
                // The server sees the closed socket either way.
            }
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection ready = opened.poll();
        return ready != null ? ready : source.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("one account only");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no logging");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
