package safecsv.mysql;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.KeyColumn;
import safecsv.mysql.table.KeyRange;
import safecsv.mysql.table.PrimaryKey;
import safecsv.mysql.table.TableDefinition;

/**
 * Divides a table into ranges of its primary key with about so many rows each, in the key's order. However the table
 * changes meanwhile and however wrong an estimate is, each row belongs to exactly one range: each begins where the one
 * before it ends, the first is open below and the last above, and the server itself compares.
 *
 * <p>Whole numbers are halved until EXPLAIN, which dives into the index twice and reads no rows, calls a part small. Other
 * keys, and numbers that have very many rows each, are found in steps along the key, which reads it once.
 */
public final class KeySplitter {
    /** Bytes, where the server has no statistics. */
    private static final long USUAL_ROW = 256;

    private static final BigInteger TWO = BigInteger.TWO;

    private final Connection connection;
    private final String table;
    private final PrimaryKey key;
    private final List<KeyColumn> dividing;
    private final long rowsPerRange;
    private final List<List<String>> bounds = new ArrayList<>();
    private long rowsSinceBound;

    private KeySplitter(Connection connection, String table, PrimaryKey key, long rowsPerRange) {
        this.connection = connection;
        this.table = table;
        this.key = key;
        this.dividing = key.dividing();
        this.rowsPerRange = rowsPerRange;
    }

    /**
     * The ranges; one alone where the key can't be divided.
     *
     * @param bytesPerRange about how much data a range should have
     */
    public static List<KeyRange> split(ReadSession session, TableDefinition table, PrimaryKey key, long bytesPerRange) {
        try {
            Connection connection = session.connection();
            long rows = Math.max(1, bytesPerRange / averageRow(connection, table));
            return new KeySplitter(connection, table.quotedName(), key, rows).ranges();
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    private static long averageRow(Connection connection, TableDefinition table) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT /*+ SET_VAR(information_schema_stats_expiry = 0) */ AVG_ROW_LENGTH FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?")) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet result = statement.executeQuery()) {
                long average = result.next() ? result.getLong(1) : 0;
                return average > 0 ? average : USUAL_ROW;
            }
        }
    }

    private List<KeyRange> ranges() throws SQLException {
        if (dividing.isEmpty()) {
            return List.of(KeyRange.ALL);
        }
        if (dividing.get(0).form() == KeyColumn.Form.INTEGER) {
            splitNumbers();
        } else {
            step(KeyRange.ALL);
        }
        List<KeyRange> ranges = new ArrayList<>();
        List<String> last = List.of();
        for (List<String> bound : bounds) {
            ranges.add(new KeyRange(last, bound));
            last = bound;
        }
        ranges.add(new KeyRange(last, List.of()));
        return ranges;
    }

    private void splitNumbers() throws SQLException {
        String column = dividing.get(0).textExpression();
        String name = table + "." + Identifiers.quoted(dividing.get(0).name());
        Optional<List<String>> first = row("SELECT " + column + " FROM " + table + " ORDER BY " + name + " LIMIT 1", 1);
        Optional<List<String>> last =
                row("SELECT " + column + " FROM " + table + " ORDER BY " + name + " DESC LIMIT 1", 1);
        if (first.isPresent() && last.isPresent()) {
            halve(
                    new BigInteger(first.get().get(0)).subtract(BigInteger.ONE),
                    new BigInteger(last.get().get(0)));
        }
    }

    /** Adds the bounds of the numbers greater than {@code after}, up to {@code upTo}. */
    private void halve(BigInteger after, BigInteger upTo) throws SQLException {
        if (upTo.compareTo(after) <= 0) {
            return;
        }
        KeyRange range = new KeyRange(text(after), text(upTo));
        long rows = estimate(range);
        boolean single = upTo.subtract(after).equals(BigInteger.ONE);
        if (rows > rowsPerRange && single && dividing.size() > 1) {
            step(range);
            addBound(upTo);
        } else if (rows > rowsPerRange && !single) {
            BigInteger middle =
                    after.add(upTo).subtract(after.add(upTo).mod(TWO)).divide(TWO);
            halve(after, middle);
            halve(middle, upTo);
        } else {
            rowsSinceBound += rows;
            if (2 * rowsSinceBound > rowsPerRange) {
                addBound(upTo);
            }
        }
    }

    private void addBound(BigInteger upTo) {
        bounds.add(text(upTo));
        rowsSinceBound = 0;
    }

    private static List<String> text(BigInteger number) {
        return List.of(number.toString());
    }

    /**
     * https://dev.mysql.com/doc/refman/en/explain-output.html: the column rows, an estimate for InnoDB. The index is not
     * forced here: where it is, the server does without the dives and says 1.
     */
    private long estimate(KeyRange range) throws SQLException {
        String sql = "EXPLAIN FORMAT=TRADITIONAL SELECT 1 FROM " + table + " WHERE " + key.condition(range);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            // Where the server knows that there is no row, it has no number.
            return result.next() ? result.getLong("rows") : 0;
        }
    }

    /** Goes through a range in steps of so many rows, each from where the last ended. */
    private void step(KeyRange range) throws SQLException {
        List<String> after = range.after();
        while (true) {
            String condition = key.condition(new KeyRange(after, range.upTo()));
            String sql = "SELECT "
                    + dividing.stream().map(KeyColumn::textExpression).collect(Collectors.joining(", ")) + " FROM "
                    + table
                    + " FORCE INDEX (PRIMARY)" + (condition.isEmpty() ? "" : " WHERE " + condition) + byKey()
                    + " LIMIT 1 OFFSET " + (rowsPerRange - 1);
            Optional<List<String>> next = row(sql, dividing.size());
            if (next.isEmpty() || next.get().equals(after)) {
                return;
            }
            after = next.get();
            bounds.add(after);
            rowsSinceBound = 0;
        }
    }

    private String byKey() {
        return " ORDER BY " + key.order(table);
    }

    private Optional<List<String>> row(String sql, int columns) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                return Optional.empty();
            }
            List<String> texts = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                texts.add(result.getString(column));
            }
            return Optional.of(texts);
        }
    }
}
