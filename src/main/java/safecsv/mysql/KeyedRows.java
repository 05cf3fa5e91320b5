package safecsv.mysql;

import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import safecsv.mysql.table.ColumnType;
import safecsv.mysql.table.KeyedSelect;

/** Runs a {@link KeyedSelect}, one row in memory at a time. */
final class KeyedRows {
    private KeyedRows() {}

    /**
     * @param keys at least one
     * @param consumer is given each row that the server finds, values in the order of the select's columns; must not use
     *     the connection
     */
    static void read(
            Connection connection,
            KeyedSelect select,
            List<List<String>> keys,
            KeyedSelect.Lock lock,
            Consumer<List<RawValue>> consumer)
            throws SQLException {
        read(connection, select, select.sql(keys, lock), consumer);
    }

    /** @param sql a statement of {@code select} */
    static void read(Connection connection, KeyedSelect select, String sql, Consumer<List<RawValue>> consumer)
            throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Row by row: a batch of rows with long texts must not have to fit into memory.
            statement.setFetchSize(Integer.MIN_VALUE);
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(sql)) {
                List<ColumnKind> kinds = kinds(select, result);
                while (result.next()) {
                    List<RawValue> row = new ArrayList<>(kinds.size());
                    for (int column = 0; column < kinds.size(); column++) {
                        row.add(new RawValue(kinds.get(column), result.getBytes(column + 1)));
                    }
                    consumer.accept(row);
                }
            }
        }
    }

    private static List<ColumnKind> kinds(KeyedSelect select, ResultSet result) throws SQLException {
        List<ResultColumn> columns = ResultColumn.of(result.unwrap(ResultSetInternalMethods.class)
                .getRows()
                .getMetadata()
                .getFields());
        List<ColumnKind> kinds = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            boolean widened = select.columns().get(column).type().kind() == ColumnType.Kind.FLOAT;
            kinds.add(widened ? ColumnKind.WIDENED_FLOAT : columns.get(column).kind());
        }
        return kinds;
    }
}
