package safecsv.export;

import static org.junit.jupiter.api.Assertions.fail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import safecsv.testing.TestServer;

/** Looks, on a connection of its own, at the queries that run on the server and hold a text. */
final class RunningQueries implements AutoCloseable {
    private static final long PATIENCE_MILLISECONDS = 20_000;

    private final Connection connection;
    private final String text;
    private final String processlist;

    RunningQueries(TestServer server, String text) {
        try {
            this.connection = server.adminConnection();
            this.text = text;
            this.processlist = server.processlist();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connection ids of the queries that run now. Other sessions' may hold anything, so texts are compared here. */
    List<Long> ids() {
        String sql = "SELECT id, info FROM " + processlist + " WHERE command <> 'Sleep'" + " AND id <> CONNECTION_ID()";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    String info = rows.getString(2);
                    if (info != null && info.contains(text)) {
                        ids.add(rows.getLong(1));
                    }
                }
                return ids;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when a query runs. */
    void awaitOne() {
        await(PATIENCE_MILLISECONDS, false);
    }

    /** Returns when none runs; fails the test when one still does after so many milliseconds. */
    void awaitNone(long milliseconds) {
        await(milliseconds, true);
    }

    private void await(long milliseconds, boolean none) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (ids().isEmpty() != none) {
            if (System.nanoTime() > end) {
                fail((none ? "a query still runs after " : "no query runs after ") + milliseconds + " ms");
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
