package safecsv.mysql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Snapshots of several sessions that see the same rows, or a refusal. The sessions are open and idle before; each has a
 * snapshot afterwards. Called by one thread; whoever ends the sessions from another thread ends it too.
 */
public final class ParallelSnapshot {
    /** How long the list of transactions is looked at again and again, when somebody always just commits. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<ReadSession> sessions;
    private final String quotedTable;
    private int attempts;

    /**
     * @param sessions at least one
     * @param quotedTable the one table that is read
     */
    public ParallelSnapshot(List<ReadSession> sessions, String quotedTable) {
        this.sessions = List.copyOf(sessions);
        this.quotedTable = quotedTable;
    }

    /**
     * Takes the snapshots.
     *
     * @param side a session for questions and locks, none of {@code sessions}
     * @return the server's time just before
     * @throws SafecsvException code 4 where the account, the server or too many writers leave no proof; the message names
     *     what would permit it
     */
    public Instant take(SnapshotAgreement agreement, ReadSession side) throws InterruptedException {
        requireOneServer(side);
        try (SnapshotThreads threads = new SnapshotThreads(sessions)) {
            Instant time = side.serverTime();
            if (sessions.size() == 1 || agreement == SnapshotAgreement.NONE) {
                threads.takeAll();
                return time;
            }
            return agreement == SnapshotAgreement.LOCKED ? locked(side, threads) : proven(side, threads);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** How often the snapshots had to be taken. */
    public int attempts() {
        return attempts;
    }

    /** Behind a proxy two connections may end on two servers, whose snapshots nothing can compare. */
    private void requireOneServer(ReadSession side) {
        String uuid = side.server().uuid();
        for (ReadSession session : sessions) {
            if (!session.server().uuid().equals(uuid)) {
                throw refused(
                        "The connections ended on different servers (%s and %s)."
                                .formatted(uuid, session.server().uuid()),
                        "Connect to one server rather than to a proxy, or leave --parallel out.");
            }
        }
    }

    private Instant proven(ReadSession side, SnapshotThreads threads) throws SQLException, InterruptedException {
        InnodbStatus status = InnodbStatus.open(side.connection());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (attempts = 1; ; attempts++) {
            Instant time = side.serverTime();
            InnodbTransactions before = status.transactions();
            threads.takeAll();
            InnodbTransactions after = status.transactions();
            if (before.noneEndedUntil(after)) {
                return time;
            }
            if (System.nanoTime() > deadline) {
                throw refused(
                        "In %d attempts of %d s the snapshots of %d connections could not be proven to be of the same moment: transactions end too often here."
                                .formatted(attempts, PATIENCE.toSeconds(), sessions.size()),
                        "Try again when less is written; or use --snapshot-lock, which keeps writers away from the table for some milliseconds; or leave --parallel out.");
            }
            // The server shows its list under a mutex that everybody needs: not without a pause.
            TimeUnit.MILLISECONDS.sleep(Math.min(20, attempts / 10));
        }
    }

    private Instant locked(ReadSession side, SnapshotThreads threads) throws SQLException, InterruptedException {
        attempts = 1;
        try (BriefTableLock held = BriefTableLock.take(side, sessions.get(0), quotedTable)) {
            Instant time = side.serverTime();
            threads.takeAll();
            held.release();
            return time;
        }
    }

    static SafecsvException refused(String what, String next) {
        return new SafecsvException(ExitCode.REFUSED, what + " Nothing was written. " + next);
    }
}
