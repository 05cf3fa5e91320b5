package safecsv.mysql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.sql.NamedTables;

/**
 * How large a table is by the server's statistics: no exact figures, and old ones where it changes fast.
 *
 * @param name with its schema
 * @param bytes of its rows, indexes left out
 * @param averageRow bytes of a row
 */
public record TableSize(String name, long bytes, long averageRow) {
    private static final String QUERY = "SELECT /*+ SET_VAR(information_schema_stats_expiry = 0) */ TABLE_SCHEMA,"
            + " TABLE_NAME, DATA_LENGTH, AVG_ROW_LENGTH FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND DATA_LENGTH IS NOT NULL";

    /** Of the table to export; empty for a view, and where the server does not say. */
    public static Optional<TableSize> of(ReadSession session, TableSelect table) {
        return of(session, Identifiers.parts(table.table())).findFirst();
    }

    /** Of the tables that a query names, each once; views, and what is behind them, left out. */
    public static List<TableSize> of(ReadSession session, BoundQuery query) {
        return NamedTables.of(query.sql()).stream()
                .flatMap(parts -> of(session, parts))
                .distinct()
                .toList();
    }

    private static Stream<TableSize> of(ReadSession session, List<String> parts) {
        try (PreparedStatement statement = session.connection().prepareStatement(QUERY)) {
            statement.setString(1, parts.size() > 1 ? parts.get(0) : null);
            statement.setString(2, parts.get(parts.size() - 1));
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Stream.of(new TableSize(
                                result.getString(1) + "." + result.getString(2), result.getLong(3), result.getLong(4)))
                        : Stream.empty();
            }
        } catch (SQLException e) {
            ServerErrors.requireConnection(e);
            // The query itself has passed; it can run without anybody knowing how large its tables are.
            return Stream.empty();
        }
    }
}
