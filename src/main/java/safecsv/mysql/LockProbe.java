package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import safecsv.SafecsvException;

/**
 * Finds out, with no privilege but that to read, whether a later query on our tables has to wait: the server is asked to
 * prepare the export's own query once more, which opens its tables and those of its views for a moment and runs nothing.
 * Where somebody waits for one of them exclusively, that waits too, and the process list, which shows everybody his own
 * connections, says what for.
 */
final class LockProbe {
    /** How long preparing may take at first before it is looked at. */
    private static final long PATIENCE_MILLISECONDS = 300;

    private static final long MOST_PATIENCE_MILLISECONDS = 2_400;

    /** Seconds after which the server ends a wait by itself, which is an answer as well. */
    private static final int LOCK_WAIT_TIMEOUT = 5;

    private static final List<String> WAITS = List.of("another session waits to change or lock a table of the query");

    private final ConnectionPool pool;
    private long patience = PATIENCE_MILLISECONDS;
    private Attempt attempt;

    LockProbe(ConnectionPool pool) {
        this.pool = pool;
    }

    /**
     * Looks once.
     *
     * @return what waits, as clauses; empty for nothing
     * @throws SafecsvException where the server did not say
     */
    List<String> ask(List<ReadSession> reading) {
        if (attempt == null) {
            attempt = new Attempt(reading.stream()
                    .flatMap(session -> session.streamed().stream())
                    .toList());
            attempt.start();
        }
        try {
            if (!attempt.ended.await(patience, TimeUnit.MILLISECONDS)) {
                return lookAt(attempt);
            }
            return attempt.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (SQLException e) {
            throw ServerErrors.onTheSide(e);
        } finally {
            attempt = attempt.ended.getCount() == 0 ? null : attempt;
        }
    }

    private List<String> lookAt(Attempt waiting) throws SQLException {
        long id = waiting.connectionId;
        try (Connection side = pool.borrow();
                Statement statement = side.createStatement()) {
            side.setNetworkTimeout(Runnable::run, ServerStatus.ANSWER_MILLISECONDS);
            try (ResultSet processes = statement.executeQuery("SHOW PROCESSLIST")) {
                while (processes.next()) {
                    String state = String.valueOf(processes.getString("State"));
                    // "… metadata lock" or "… flush", or MariaDB's "… backup lock"-like ones.
                    if (processes.getLong("Id") == id && state.startsWith("Waiting for ")) {
                        return WAITS;
                    }
                }
            }
        }
        patience = Math.min(MOST_PATIENCE_MILLISECONDS, patience * 2); // only slow: a far server, or a busy one
        return List.of();
    }

    /** Prepares queries on a thread and connection of its own. */
    private final class Attempt implements Runnable {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final List<BoundQuery> queries;
        private volatile long connectionId = -1;
        private volatile SQLException failure;
        private volatile RuntimeException noConnection;

        Attempt(List<BoundQuery> queries) {
            this.queries = queries;
        }

        void start() {
            Thread thread = new Thread(this, "lock-probe");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            try (Connection side = pool.borrow();
                    Statement statement = side.createStatement()) {
                statement.execute("SET SESSION lock_wait_timeout=" + LOCK_WAIT_TIMEOUT);
                statement.execute("SET SESSION TRANSACTION READ ONLY");
                connectionId = WaitingLocks.connectionId(side);
                for (BoundQuery query : queries) {
                    side.unwrap(JdbcConnection.class)
                            .serverPrepareStatement(query.sql())
                            .close();
                }
            } catch (SQLException e) {
                failure = e;
            } catch (RuntimeException e) {
                noConnection = e;
            } finally {
                ended.countDown();
            }
        }

        List<String> result() throws SQLException {
            if (noConnection != null) {
                throw noConnection;
            }
            if (failure != null && failure.getErrorCode() != ServerErrors.LOCK_WAIT_TIMEOUT) {
                throw failure;
            }
            return failure == null ? List.of() : WAITS;
        }
    }
}
