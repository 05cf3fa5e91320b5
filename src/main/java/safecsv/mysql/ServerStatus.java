package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import safecsv.SafecsvException;

/**
 * Asks the server how it is, on the side connection, which is borrowed for each question and so never keeps a KILL
 * waiting. For one thread.
 */
public final class ServerStatus {
    /** Longest wait for an answer; a server that has none by then is not asked any more this time. */
    static final int ANSWER_MILLISECONDS = 5_000;

    private final ConnectionPool pool;
    private final StatusQuestions questions;
    private final Supplier<List<ReadSession>> sessions;
    private final WaitingLocks locks;
    private final LockProbe probe;
    private final ReplicationLag lag;
    private long preparedConnection = -1;

    /** @param sessions those whose tables must not be kept from others */
    public ServerStatus(ConnectionPool pool, StatusQuestions questions, Supplier<List<ReadSession>> sessions) {
        this.pool = Objects.requireNonNull(pool);
        this.questions = Objects.requireNonNull(questions);
        this.sessions = Objects.requireNonNull(sessions);
        this.locks = new WaitingLocks();
        this.probe = new LockProbe(pool);
        this.lag = new ReplicationLag(questions.heartbeatQuery());
    }

    /**
     * Asks once.
     *
     * @throws SafecsvException where there is no connection, no right or no answer
     */
    public ServerReading read() {
        List<ReadSession> reading = questions.waitingLocks() ? reading() : List.of();
        Map<String, String> status = new HashMap<>();
        Optional<ServerReading.Lag> behind = Optional.empty();
        Optional<List<String>> waiting = Optional.empty();
        if (locks.readable() || !questions.variables().isEmpty() || questions.lag()) {
            Connection side = pool.borrow();
            try {
                prepare(side);
                waiting = locks.ask(side, reading, questions.variables(), status);
                if (status.isEmpty() && !questions.variables().isEmpty()) {
                    readVariables(side, status);
                }
                behind = questions.lag() ? Optional.of(lag.ask(side)) : Optional.empty();
            } catch (SQLException e) {
                throw ServerErrors.onTheSide(e);
            } finally {
                giveBack(side);
            }
        }
        return new ServerReading(status, behind, waiting.isPresent() ? waiting.get() : probe(reading));
    }

    private List<String> probe(List<ReadSession> reading) {
        return reading.isEmpty() ? List.of() : probe.ask(reading);
    }

    /** The pool takes the time limit off it again, and throws a broken one away. */
    private static void giveBack(Connection side) {
        try {
            side.close();
        } catch (SQLException e) {
            // It is broken, which has been told or will be when the next question is asked.
            return;
        }
    }

    private List<ReadSession> reading() {
        return sessions.get().stream()
                .filter(session -> !session.streamed().isEmpty())
                .toList();
    }

    private void prepare(Connection side) throws SQLException {
        long id = side.unwrap(JdbcConnection.class).getSession().getThreadId();
        side.setNetworkTimeout(Runnable::run, ANSWER_MILLISECONDS);
        if (id == preparedConnection) {
            return;
        }
        try (Statement statement = side.createStatement()) {
            // The shortest that MySQL knows; a question must not stand in a queue itself.
            statement.execute("SET SESSION lock_wait_timeout=1");
            statement.execute("SET SESSION TRANSACTION READ ONLY");
        }
        preparedConnection = id;
    }

    /** Needs no privilege, and works with every version. */
    private void readVariables(Connection side, Map<String, String> status) throws SQLException {
        String names = questions.variables().stream().map(WaitingLocks::quoted).collect(Collectors.joining(", "));
        try (Statement statement = side.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS WHERE Variable_name IN (" + names + ")")) {
            while (rows.next()) {
                status.put(rows.getString(1), rows.getString(2));
            }
        }
    }
}
