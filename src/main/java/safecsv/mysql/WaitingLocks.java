package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds statements that wait for a table that our sessions read: ALTER, DROP, TRUNCATE, RENAME, OPTIMIZE, LOCK TABLES. All
 * later queries on the table wait behind such a one.
 *
 * <p>Where performance_schema.metadata_locks can be read, it names the waiting connection, and counts only locks on tables
 * that our sessions themselves hold (https://dev.mysql.com/doc/refman/en/performance-schema-metadata-locks-table.html).
 * Elsewhere {@link LockProbe} finds out whether a later query has to wait.
 */
final class WaitingLocks {
    private static final String LOCKS = """
            SELECT STRAIGHT_JOIN 'lock', held.OBJECT_SCHEMA, held.OBJECT_NAME, waiter.PROCESSLIST_ID
            FROM performance_schema.threads ours
            JOIN performance_schema.metadata_locks held ON held.OWNER_THREAD_ID = ours.THREAD_ID
            LEFT JOIN performance_schema.metadata_locks wanted ON wanted.OBJECT_TYPE = held.OBJECT_TYPE
              AND wanted.OBJECT_SCHEMA = held.OBJECT_SCHEMA AND wanted.OBJECT_NAME = held.OBJECT_NAME
              AND wanted.LOCK_STATUS = 'PENDING' AND wanted.LOCK_TYPE IN ('EXCLUSIVE', 'SHARED_NO_READ_WRITE')
            LEFT JOIN performance_schema.threads waiter ON waiter.THREAD_ID = wanted.OWNER_THREAD_ID
            WHERE ours.PROCESSLIST_ID IN (%s) AND held.OBJECT_TYPE = 'TABLE' AND held.LOCK_STATUS = 'GRANTED'
            """;

    private static final String VARIABLES = """
            UNION ALL SELECT 'status', VARIABLE_NAME, VARIABLE_VALUE, NULL
            FROM performance_schema.global_status WHERE VARIABLE_NAME IN (%s)
            """;

    private boolean readable = true;

    /**
     * Looks once.
     *
     * @param reading our sessions that read tables; none: there is nothing to look for
     * @param variables status variables that are read in the same statement, where that is possible
     * @param status gets their values; is left empty where it was not possible
     * @return what waits, as clauses; no list at all where the server does not say
     */
    Optional<List<String>> ask(
            Connection side, List<ReadSession> reading, Collection<String> variables, Map<String, String> status)
            throws SQLException {
        if (reading.isEmpty()) {
            return Optional.of(List.of());
        }
        if (!readable) {
            return Optional.empty();
        }
        try {
            List<String> waiting = new ArrayList<>();
            boolean shown = askPerformanceSchema(side, sql(reading, variables), status, waiting);
            return shown ? Optional.of(waiting) : Optional.empty();
        } catch (SQLException e) {
            if (ServerErrors.isConnectionLost(e)) {
                throw e;
            }
            // No right to read it, or a version without it: that will not change while this export runs.
            readable = false;
            return Optional.empty();
        }
    }

    /** Whether it is worth asking; true until the server has said no. */
    boolean readable() {
        return readable;
    }

    private static String sql(List<ReadSession> reading, Collection<String> variables) {
        String ids = reading.stream()
                .map(session -> Long.toString(session.connectionId()))
                .collect(Collectors.joining(", "));
        String names = variables.stream().map(WaitingLocks::quoted).collect(Collectors.joining(", "));
        return LOCKS.formatted(ids) + (variables.isEmpty() ? "" : VARIABLES.formatted(names));
    }

    /** Returns false where it shows no lock of ours at all: it is switched off then, or the query reads no table. */
    private static boolean askPerformanceSchema(
            Connection side, String sql, Map<String, String> status, List<String> waiting) throws SQLException {
        boolean shown = false;
        try (Statement statement = side.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                if (rows.getString(1).equals("status")) {
                    status.put(rows.getString(2), rows.getString(3));
                } else {
                    shown = true;
                    addWaiting(rows, waiting);
                }
            }
        }
        return shown;
    }

    private static void addWaiting(ResultSet lock, List<String> waiting) throws SQLException {
        String waiter = lock.getString(4);
        if (waiter != null) {
            waiting.add("connection %s waits to change or lock the table %s.%s"
                    .formatted(waiter, lock.getString(2), lock.getString(3)));
        }
    }

    static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }

    static long connectionId(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getSession().getThreadId();
    }
}
