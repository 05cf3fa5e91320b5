package safecsv.mysql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.table.KeyColumn;
import safecsv.mysql.table.PrimaryKey;
import safecsv.mysql.table.TableDefinition;

/** Reads by which key a table can be divided. */
public final class KeyReader {
    private static final String KEY = "SELECT COLUMN_NAME, COLLATION, SUB_PART FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX";

    private KeyReader() {}

    /**
     * The table's primary key.
     *
     * @throws SafecsvException usage (2), where it has none, or one over the beginning of a column
     */
    public static PrimaryKey read(ReadSession session, TableDefinition table) {
        List<KeyColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = session.connection().prepareStatement(KEY)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    if (result.getString(3) != null) {
                        throw unusable(table, "holds only the beginning of column " + result.getString(1));
                    }
                    columns.add(column(table, result.getString(1), "D".equals(result.getString(2))));
                }
            }
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
        if (columns.isEmpty()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "%s has no primary key, and --parallel and --resumable divide a table by that. Nothing was written. Leave them out."
                            .formatted(table.qualifiedName()));
        }
        return new PrimaryKey(columns);
    }

    private static KeyColumn column(TableDefinition table, String name, boolean descending) {
        return KeyColumn.of(
                table.column(name).orElseThrow(() -> unusable(table, "has a column " + name + " that can't be seen")),
                descending);
    }

    private static SafecsvException unusable(TableDefinition table, String why) {
        return new SafecsvException(
                ExitCode.USAGE,
                "The primary key of %s %s, and --parallel and --resumable divide a table by whole columns. Nothing was written. Leave them out."
                        .formatted(table.qualifiedName(), why));
    }
}
