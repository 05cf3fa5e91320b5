package safecsv.mysql;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import safecsv.SafecsvException;

/**
 * {@code LOCK TABLES … READ} on one table, for the moment in which snapshots are taken. Whoever waits for a table lock
 * makes every later writer wait too, so the wait is given up after a tenth of a second, and tried again later.
 */
final class BriefTableLock implements AutoCloseable {
    private static final int WAIT_MILLISECONDS = 100;
    private static final int PAUSE_MILLISECONDS = 900;
    private static final int ATTEMPTS = 10;

    private final Statement statement;
    private boolean released;

    private BriefTableLock(Statement statement) {
        this.statement = statement;
    }

    /**
     * @param holder the session that gets the lock
     * @param killer an idle session, which ends a wait that is too long
     * @throws SafecsvException refused, where the account may not lock the table or a transaction holds it for too long
     */
    static BriefTableLock take(ReadSession holder, ReadSession killer, String quotedTable)
            throws SQLException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Statement statement = holder.connection().createStatement();
            if (tryLock(statement, holder.connectionId(), killer, quotedTable)) {
                return new BriefTableLock(statement);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        }
        throw ParallelSnapshot.refused(
                "The table %s could not be locked for reading: in %d attempts of 0.1 s there was always a transaction that has written to it and not ended."
                        .formatted(quotedTable, ATTEMPTS),
                "Try again when that transaction is over, or leave --parallel out.");
    }

    private static boolean tryLock(Statement statement, long holderId, ReadSession killer, String quotedTable)
            throws SQLException {
        EndOfPatience patience = new EndOfPatience(killer, "KILL QUERY " + holderId);
        Timer timer = new Timer("lock-wait", true);
        timer.schedule(patience, WAIT_MILLISECONDS);
        try {
            statement.execute("LOCK TABLES " + quotedTable + " READ");
        } catch (SQLException e) {
            if (e.getErrorCode() == ServerErrors.QUERY_KILLED
                    || e.getErrorCode() == ServerErrors.CONNECTION_KILLED
                    || e.getErrorCode() == ServerErrors.LOCK_WAIT_TIMEOUT) {
                return false;
            }
            throw denied(e, quotedTable);
        } finally {
            timer.cancel();
            patience.over();
        }
        if (patience.ended()) {
            // It came with the lock, and may hit the statement after it.
            statement.execute("UNLOCK TABLES");
            return false;
        }
        return true;
    }

    /** Ends the wait, unless it is over. */
    private static final class EndOfPatience extends TimerTask {
        private final ReadSession killer;
        private final String kill;
        private boolean over;
        private boolean ended;

        EndOfPatience(ReadSession killer, String kill) {
            this.killer = killer;
            this.kill = kill;
        }

        @Override
        public synchronized void run() {
            if (over) {
                return;
            }
            ended = true;
            try (Statement statement = killer.connection().createStatement()) {
                statement.execute(kill);
            } catch (SQLException e) {
                // The server's own limit of some seconds ends the wait then.
                return;
            }
        }

        synchronized void over() {
            over = true;
        }

        synchronized boolean ended() {
            return ended;
        }
    }

    private static SQLException denied(SQLException error, String quotedTable) {
        int code = error.getErrorCode();
        if (code == ServerErrors.DATABASE_ACCESS_DENIED || code == ServerErrors.TABLE_ACCESS_DENIED) {
            throw ParallelSnapshot.refused(
                    "This account may not lock the table %s.".formatted(quotedTable),
                    "Let it: GRANT LOCK TABLES on its database TO this account. Or leave --snapshot-lock out, which takes PROCESS instead.");
        }
        return error;
    }

    /**
     * Lets writers go on.
     *
     * @throws SQLException where the connection, and with it the lock, was lost meanwhile
     */
    void release() throws SQLException {
        statement.execute("UNLOCK TABLES");
        released = true;
    }

    @Override
    public void close() throws SQLException {
        if (!released) {
            release();
        }
        statement.close();
    }
}
