package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.result.ResultSetMetaData;
import com.mysql.cj.result.Field;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.TableDefinition;

/** Where the columns of a query's result come from, as the server describes them when it prepares the query. */
public final class ColumnOrigins {
    private ColumnOrigins() {}

    /**
     * The names of the table's columns of which the result's columns are plain copies, under whatever name; empty for an
     * expression.
     *
     * @param query that has passed the gate and reads this table alone, subqueries not counted
     * @throws SafecsvException refused (4), where an aggregate function makes one row of all of the table's
     */
    public static List<Optional<String>> of(ReadSession session, BoundQuery query, TableDefinition table) {
        try {
            // So the server refuses an aggregate beside plain columns, of which it would make one row:
            // https://dev.mysql.com/doc/refman/en/group-by-handling.html
            setMode(session, "CONCAT(@@SESSION.sql_mode, ',ONLY_FULL_GROUP_BY')");
            try {
                return described(session, query, table);
            } finally {
                setMode(session, "REPLACE(@@SESSION.sql_mode, 'ONLY_FULL_GROUP_BY', '')");
            }
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /**
     * Whether any column of the result is a plain column of a table.
     *
     * @param query that has passed the gate
     */
    public static boolean anyPlain(ReadSession session, BoundQuery query) {
        try {
            for (Field field : fields(session, query)) {
                if (!Objects.requireNonNullElse(field.getOriginalTableName(), "")
                        .isEmpty()) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            throw PrepareErrors.translate(e, query);
        }
    }

    private static Field[] fields(ReadSession session, BoundQuery query) throws SQLException {
        try (PreparedStatement prepared =
                session.connection().unwrap(JdbcConnection.class).serverPrepareStatement(query.sql())) {
            return ((ResultSetMetaData) prepared.getMetaData()).getFields();
        }
    }

    private static void setMode(ReadSession session, String mode) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("SET SESSION sql_mode = " + mode);
        }
    }

    private static List<Optional<String>> described(ReadSession session, BoundQuery query, TableDefinition table) {
        try {
            List<Optional<String>> origins = new ArrayList<>();
            for (Field field : fields(session, query)) {
                boolean own = table.name().equalsIgnoreCase(field.getOriginalTableName())
                        && table.schema().equalsIgnoreCase(field.getDatabaseName());
                origins.add(
                        own
                                ? table.column(Objects.requireNonNullElse(field.getOriginalName(), ""))
                                        .map(ColumnDefinition::name)
                                : Optional.empty());
            }
            return origins;
        } catch (SQLException e) {
            if (e.getErrorCode() == ServerErrors.AGGREGATE_BESIDE_COLUMNS) {
                throw new SafecsvException(
                        ExitCode.REFUSED,
                        "Refused: --editable needs rows that can be put back, and this query makes one row of all rows: %s. Nothing was written."
                                .formatted(e.getMessage()),
                        e);
            }
            throw PrepareErrors.translate(e, query);
        }
    }
}
