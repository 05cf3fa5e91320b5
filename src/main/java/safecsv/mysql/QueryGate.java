package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.result.ResultSetMetaData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.LexicalCheck;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;
import safecsv.mysql.sql.StatementWords;

/**
 * Lets a query through only if it is one statement that reads: by its words ({@link LexicalCheck}), by what it calls
 * ({@link RoutineCheck}), by the server's own answer when it prepares it in a READ ONLY session (a result is described, and
 * no error 1792 says that it writes), and by its first keyword (MariaDB describes a result for SET STATEMENT and OPTIMIZE
 * TABLE too). Nothing is executed. Every text of a user's goes through here before it is sent.
 */
public final class QueryGate {
    private QueryGate() {}

    /**
     * Returns where {@code query} is a read.
     *
     * @return the columns that it will have; empty for SHOW and the like, which the server does not describe beforehand
     * @param session a connection whose session is READ ONLY, without ANSI_QUOTES and NO_BACKSLASH_ESCAPES
     * @param trusted the functions and views that are not looked at
     * @throws SafecsvException refused (4), where it is no read or does what an export must not; failed (5), where the
     *     server does not accept it: syntax, unknown names, missing privileges; usage (2), where there is no statement
     * @throws IllegalStateException if the session is not as it must be
     */
    static List<ResultColumn> check(ReadSession session, BoundQuery query, TrustedFunctions trusted) {
        LexicalCheck.check(query.sql());
        return check(session.connection(), session.state(), query, trusted);
    }

    /** As above. */
    static List<ResultColumn> check(Connection session, BoundQuery query, TrustedFunctions trusted) {
        LexicalCheck.check(query.sql());
        try {
            return check(session, SessionState.of(session), query, trusted);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    private static List<ResultColumn> check(
            Connection session, SessionState state, BoundQuery query, TrustedFunctions trusted) {
        // The server's answer is worth something only where writing is forbidden.
        state.requireReadOnly();
        try {
            BoundQuery.sendUnchanged(session);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
        // First, since a server may compute what is constant, a function's value too, when it prepares.
        RoutineCheck.check(session, query, trusted);
        List<ResultColumn> columns = describe(session, query);
        Optional<SqlToken> word = StatementWords.first(SqlScanner.scan(query.sql()));
        boolean reads = word.isPresent()
                && (StatementWords.isReadByName(word.get())
                        || (!columns.isEmpty() && StatementWords.isQuery(word.get())));
        if (!reads) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: a statement that begins with "
                            + word.map(SqlToken::upperName).orElse("no keyword")
                            + " and gives no rows. " + StatementWords.ACCEPTED + ". The query was not run.");
        }
        return columns;
    }

    private static List<ResultColumn> describe(Connection session, BoundQuery query) {
        try (PreparedStatement prepared = session.unwrap(JdbcConnection.class).serverPrepareStatement(query.sql())) {
            ResultSetMetaData description = (ResultSetMetaData) prepared.getMetaData();
            return description == null ? List.of() : ResultColumn.of(description.getFields());
        } catch (SQLException e) {
            throw PrepareErrors.translate(e, query);
        }
    }
}
