package safecsv.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.ChildReference;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.TableDefinition;

/**
 * Several questions about one table, all answered from one snapshot of the database. Takes SELECT alone; nothing is
 * locked. For one thread; {@link ReadSession#kill} may be called from any.
 */
public final class TableSnapshot {
    /** A result has no more than 4,096 columns: https://dev.mysql.com/doc/refman/en/column-count-limit.html */
    private static final int MOST_EXPRESSIONS = 1000;

    private final Connection connection;
    private final ServerIdentity server;

    private TableSnapshot(Connection connection, ServerIdentity server) {
        this.connection = connection;
        this.server = server;
    }

    /**
     * Begins the snapshot; it ends with the session.
     *
     * @param session runs nothing else from now on
     * @param timeZone the session's time zone, which the text of a TIMESTAMP depends on; null for the server's default, as it is now
     */
    public static TableSnapshot begin(ReadSession session, String timeZone) {
        Connection connection = session.connection();
        try (Statement statement = connection.createStatement()) {
            ServerIdentity server = ServerIdentity.fixTimeZone(connection, timeZone);
            // READ COMMITTED would take a new snapshot for each statement.
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            return new TableSnapshot(connection, server);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** The table's definition; the parameter and errors are those of {@link TableReader#read}. */
    public TableDefinition table(String name) {
        try {
            return TableReader.read(connection, name);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** Which server this is, and how its session writes values. */
    public ServerIdentity server() {
        return server;
    }

    /**
     * The rows that the server finds for these keys; see {@link KeyedSelect} for what it may find besides.
     *
     * @param keys at least one
     * @param consumer is given each row, values in the order of the select's columns
     */
    public void rows(KeyedSelect select, List<List<String>> keys, Consumer<List<RawValue>> consumer) {
        try {
            KeyedRows.read(connection, select, keys, KeyedSelect.Lock.NONE, consumer);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** The rows that fulfil a condition, which {@link safecsv.mysql.table.AlikeCondition} makes. */
    public void rowsWhere(KeyedSelect select, String condition, Consumer<List<RawValue>> consumer) {
        try {
            KeyedRows.read(connection, select, select.where(condition, KeyedSelect.Lock.NONE), consumer);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** The highest value of a column, as text; null where there is none. */
    public String highest(TableDefinition table, String column) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT MAX(" + Identifiers.quoted(column) + ") FROM " + table.quotedName())) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /**
     * The values of expressions, which name no column.
     *
     * @param expressions at least one
     */
    public List<String> values(List<String> expressions) {
        try {
            return read(expressions);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /**
     * The values of expressions that ask other tables.
     *
     * @param expressions at least one
     * @return empty where the account may not read one of the tables
     */
    public Optional<List<String>> valuesIfAllowed(List<String> expressions) {
        try {
            return Optional.of(read(expressions));
        } catch (SQLException e) {
            if (e.getErrorCode() == ServerErrors.TABLE_ACCESS_DENIED
                    || e.getErrorCode() == ServerErrors.COLUMN_ACCESS_DENIED) {
                return Optional.empty();
            }
            throw ServerErrors.whileReading(e);
        }
    }

    private List<String> read(List<String> expressions) throws SQLException {
        List<String> values = new ArrayList<>(expressions.size());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (int start = 0; start < expressions.size(); start += MOST_EXPRESSIONS) {
                List<String> some = expressions.subList(start, Math.min(expressions.size(), start + MOST_EXPRESSIONS));
                try (ResultSet row = statement.executeQuery("SELECT " + String.join(", ", some))) {
                    row.next();
                    for (int column = 1; column <= some.size(); column++) {
                        values.add(row.getString(column));
                    }
                }
            }
            return values;
        }
    }

    /** How many rows of a child refer to the rows with these values of {@code select}'s key, which is what it refers to. */
    public long children(ChildReference child, KeyedSelect select, List<List<String>> keys) {
        String sql = "SELECT COUNT(*) FROM " + Identifiers.quoted(child.schema()) + "."
                + Identifiers.quoted(child.table()) + " WHERE " + select.condition(child.columns(), keys);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }
}
