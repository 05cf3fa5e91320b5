package safecsv.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.ClientPreparedStatement;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.ServerSession;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;

/**
 * A query and the values of its placeholders. Immutable.
 *
 * @param source what the user wrote, for messages; the offsets in it are those in {@code sql}
 * @param sql one statement with {@code ?} for each placeholder and no semicolon at its end
 * @param values one for each {@code ?} outside strings, comments and quoted names, in their order
 */
public record BoundQuery(String source, String sql, List<Value> values) {
    /**
     * A value to bind; never null.
     *
     * @param text the characters of a string, or the digits of an unsigned integer
     */
    public record Value(String text, Kind kind) {
        /** How the value stands in the query that is sent. */
        public enum Kind {
            /** As a string literal; the server converts it where the context asks for another type. */
            TEXT,
            /** As a number, which is what LIMIT and OFFSET take. */
            INTEGER
        }

        /** Refuses null. */
        public Value {
            Objects.requireNonNull(text);
            Objects.requireNonNull(kind);
        }
    }

    /** Copies the list, which holds no null. */
    public BoundQuery {
        Objects.requireNonNull(source);
        Objects.requireNonNull(sql);
        values = List.copyOf(values);
    }

    /** A statement without placeholders, written by safecsv itself. */
    static BoundQuery of(String sql) {
        return new BoundQuery(sql, sql, List.of());
    }

    /**
     * The query as a client-side prepared statement, forward only, with its values bound; the caller sets the fetch size,
     * runs it with {@code execute()} and {@code getResultSet()} ({@code executeQuery()} takes the column {@code t.into} for
     * SELECT … INTO and refuses it) and closes it. The connection sends prepared statements from then on without JDBC's escape processing, so
     * that what the gate saw is what runs.
     *
     * @throws SafecsvException refused, if the driver finds other placeholders in the query than MySQL would
     * @throws IllegalStateException if the driver's idea of quotes is not that of the session; a session opened with
     *     {@code sessionVariables=sql_mode='STRICT_TRANS_TABLES'} never is
     * @throws SQLException from the driver
     */
    public PreparedStatement prepare(Connection connection) throws SQLException {
        sendUnchanged(connection);
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        try {
            requireSamePlaceholders(statement.unwrap(ClientPreparedStatement.class));
            for (int i = 0; i < values.size(); i++) {
                bind(statement, i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Stops the driver from rewriting <code>{d '…'}</code> and the like, which MySQL understands by itself. */
    static void sendUnchanged(Connection connection) throws SQLException {
        JdbcConnection driver = connection.unwrap(JdbcConnection.class);
        driver.getPropertySet()
                .getBooleanProperty(PropertyKey.processEscapeCodesForPrepStmts)
                .setValue(false);
        // The driver reads sql_mode once, when it connects, and a later SET escapes its notice: it would then double
        // backslashes that the server takes literally.
        ServerSession server = driver.getSession().getServerSession();
        if (server.isNoBackslashEscapesSet() || server.useAnsiQuotedIdentifiers()) {
            throw new IllegalStateException("the driver connected under NO_BACKSLASH_ESCAPES or ANSI_QUOTES");
        }
    }

    private static void bind(PreparedStatement statement, int index, Value value) throws SQLException {
        switch (value.kind()) {
            case TEXT -> statement.setString(index, value.text());
            case INTEGER -> statement.setBigDecimal(index, new BigDecimal(value.text()));
        }
    }

    private void requireSamePlaceholders(ClientPreparedStatement statement) {
        int[] marks = SqlScanner.scan(sql).stream()
                .filter(token -> token.kind() == SqlToken.Kind.QUESTION_MARK)
                .mapToInt(SqlToken::start)
                .toArray();
        byte[][] parts = statement.getQueryInfo().getStaticSqlParts();
        boolean same = marks.length == values.size() && parts.length == marks.length + 1;
        int start = 0;
        for (int i = 0; same && i < parts.length; i++) {
            int end = i < marks.length ? marks[i] : sql.length();
            same = new String(parts[i], StandardCharsets.UTF_8).equals(sql.substring(start, end));
            start = end + 1;
        }
        if (!same) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: the JDBC driver does not find the query's placeholders where MySQL does. It stumbles over"
                            + " backslashes in names in backquotes, comments begun by -- and a control character, and quotes"
                            + " in executable comments; leave those out. The query was not run.");
        }
    }
}
