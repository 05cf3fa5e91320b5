package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import safecsv.SafecsvException;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.TableDefinition;

/**
 * The one kind of session that can change rows; only {@code safecsv.apply} may use it. Nothing is changed for others
 * before {@link #commit}; whatever ends the session earlier has the server roll back. For one thread, except
 * {@link #interrupt}.
 *
 * <p>Every method throws {@link SafecsvException} where the server ends the transaction (a lock that is not freed, a
 * deadlock, a lost connection): code 5, and nothing of it is in the database then.
 */
public final class WriteSession implements AutoCloseable {
    private enum Phase {
        WORKING,
        COMMITTING,
        INTERRUPTED
    }

    private static final Duration KILL_PATIENCE = Duration.ofMillis(800);

    private final Connection connection;
    /** A statement that waits for a lock would not notice that its client is gone. */
    private final SideKill sideKill;

    private final WriteWarnings warnings = new WriteWarnings();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);

    private WriteSession(ConnectionPool pool, Connection connection) throws SQLException {
        this.connection = connection;
        long id = connection.unwrap(JdbcConnection.class).getSession().getThreadId();
        this.sideKill = new SideKill(pool, "KILL CONNECTION " + id);
    }

    /** Borrows a connection and sets the session up; no transaction begins yet. */
    public static WriteSession open(ConnectionPool pool, WriteSettings settings) {
        Connection connection = pool.borrow();
        try {
            WriteSessionSetup.apply(connection, settings);
            return new WriteSession(pool, connection);
        } catch (SQLException e) {
            ServerSocketFactory.cut(connection);
            throw WriteErrors.before(e);
        }
    }

    /** Which server this is. */
    public ServerIdentity server() {
        return ask(() -> ServerIdentity.of(connection));
    }

    /** The table's definition; see {@link TableReader#read}. */
    public TableDefinition table(String name) {
        return ask(() -> TableReader.read(connection, name));
    }

    /** The longest statement that the server takes, in bytes. */
    public long longestStatement() {
        return ask(() -> number("SELECT @@max_allowed_packet"));
    }

    /**
     * Takes the server-wide name, which another session can't have at the same time; it is given back with the session.
     *
     * @return whether it was free
     */
    public boolean reserve(String name) {
        return ask(() -> NamedLocks.ask(connection, NamedLocks.TRY, name) == 1);
    }

    /** Begins a transaction. */
    public void begin() {
        ask(() -> {
            connection.setAutoCommit(false);
            return null;
        });
    }

    /** The rows that the server finds for these keys; see {@link KeyedSelect} for what it may find besides. */
    public void rows(
            KeyedSelect select, List<List<String>> keys, KeyedSelect.Lock lock, Consumer<List<RawValue>> consumer) {
        ask(() -> {
            KeyedRows.read(connection, select, keys, lock, consumer);
            return null;
        });
    }

    /** The rows that fulfil a condition, which {@link safecsv.mysql.table.AlikeCondition} makes. */
    public void rowsWhere(KeyedSelect select, String condition, Consumer<List<RawValue>> consumer) {
        ask(() -> {
            KeyedRows.read(connection, select, select.where(condition, KeyedSelect.Lock.NONE), consumer);
            return null;
        });
    }

    /** How many rows a statement that begins with SELECT COUNT(*) counts. */
    public long count(String sql) {
        return ask(() -> number(sql));
    }

    /**
     * Runs one INSERT, UPDATE or DELETE. What the server warns of is kept for {@link #requireNoWarning}.
     *
     * @return the rows that it found, or inserted
     * @throws StatementRefused where the server does not carry it out; its earlier part is undone, the transaction is not
     */
    public long change(String sql) throws StatementRefused {
        return changed(statement -> statement.executeLargeUpdate(sql));
    }

    /**
     * Runs an INSERT of one row whose auto-increment column the server fills.
     *
     * @return the number that it gave, as unsigned decimal
     * @throws StatementRefused as {@link #change}
     */
    public String insert(String sql) throws StatementRefused {
        return changed(statement -> {
            long count = statement.executeLargeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
            if (count != 1) {
                throw WriteErrors.count(1, count);
            }
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getBigDecimal(1).toBigInteger().toString();
            }
        });
    }

    private <T> T changed(Change<T> change) throws StatementRefused {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            T result = change.run(statement);
            warnings.keep(statement);
            return result;
        } catch (SQLException e) {
            throw WriteErrors.refused(e, phase.get() == Phase.INTERRUPTED);
        }
    }

    private interface Change<T> {
        T run(Statement statement) throws SQLException;
    }

    /**
     * As {@link #change} for one row, without strict mode: the only way to give an ENUM its error value '' back, which
     * takes a warning. Whoever uses it reads the row again and compares.
     */
    public long changeLeniently(String sql) throws StatementRefused {
        ask(() -> WriteSessionSetup.strict(connection, false));
        int before = warnings.count();
        try {
            return change(sql);
        } finally {
            warnings.forgetAllAfter(before);
            ask(() -> WriteSessionSetup.strict(connection, true));
        }
    }

    /**
     * Refuses what the server has carried out with a warning.
     *
     * @throws SafecsvException code 5
     */
    public void requireNoWarning() {
        warnings.requireNone();
    }

    /**
     * Commits. An interrupt has no effect from here on.
     *
     * @throws SafecsvException code 5 where the server says that it did not; code 6 where it could not say; code 130 where
     *     an interrupt came first
     */
    public void commit() {
        if (!phase.compareAndSet(Phase.WORKING, Phase.COMMITTING)) {
            throw WriteErrors.interrupted(null);
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            throw WriteErrors.whileCommitting(e);
        }
        phase.set(Phase.WORKING);
    }

    /** Takes everything since {@link #begin} back, as far as there is a connection; where not, the server does by itself. */
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            ServerSocketFactory.cut(connection); // it is gone, and with it the transaction
        }
    }

    /** From any thread: ends what the session does and has the server roll back, unless it commits already. */
    public void interrupt() {
        if (phase.compareAndSet(Phase.WORKING, Phase.INTERRUPTED)) {
            sideKill.run(KILL_PATIENCE);
            ServerSocketFactory.cut(connection);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw phase.get() == Phase.INTERRUPTED ? WriteErrors.interrupted(e) : WriteErrors.during(e);
        }
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    /** Ends the session; what was not committed is rolled back. */
    @Override
    public void close() {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            // Not given back to the pool for others: its settings are those of a writer.
            ServerSocketFactory.cut(connection);
            connection.close();
        } catch (SQLException e) {
            ServerSocketFactory.cut(connection);
        }
    }
}
