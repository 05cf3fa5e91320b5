package safecsv.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import safecsv.SafecsvException;

/** Ends what one session does on the server, over a connection of its own. Thread-safe. */
final class SideKill {
    private static final int ANSWER_MILLISECONDS = 5_000;

    private final ConnectionPool pool;
    private final String statement;
    private volatile boolean ended;

    /** @param statement KILL and the session's number */
    SideKill(ConnectionPool pool, String statement) {
        this.pool = pool;
        this.statement = statement;
    }

    /** Waits so long for the server to have done it, which it may still do afterwards; or until it is interrupted. */
    void run(Duration patience) {
        Thread side = new Thread(this::kill, "kill");
        side.setDaemon(true);
        side.start();
        try {
            side.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        try (Connection side = pool.borrow();
                Statement asking = side.createStatement()) {
            side.setNetworkTimeout(Runnable::run, ANSWER_MILLISECONDS);
            asking.execute(statement);
            ended = true;
        } catch (SQLException e) {
            ended = e.getErrorCode() == ServerErrors.UNKNOWN_THREAD;
        } catch (SafecsvException e) {
            // No side connection to be had (the server is full, or gone): cutting the wire ends a query that sends
            // rows, and one that waits for a lock when that wait is over.
            return;
        }
    }

    /** Whether the server is known not to go on. */
    boolean ended() {
        return ended;
    }
}
