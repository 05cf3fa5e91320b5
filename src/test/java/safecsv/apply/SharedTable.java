package safecsv.apply;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import safecsv.testing.TestServer;

/** A table of a few hundred rows and several types, that many change at once. Values are canonical texts; null is NULL. */
record SharedTable(TestServer server, String database) {
    static final int ROWS = 300;
    static final List<String> COLUMNS = List.of("name", "price", "day", "note");
    private static final List<String> REGIONS = List.of("n", "N", "é");
    private static final long DAYS = 2_900_000;

    /** The key of a row. */
    record Row(String region, int number) {
        String condition() {
            return "region = '" + region + "' AND number = " + number;
        }
    }

    /** A cell that is no key. */
    record Cell(Row row, String column) {}

    static SharedTable create(TestServer server) {
        SharedTable table = new SharedTable(server, server.createDatabase("shared"));
        Random random = new Random(1);
        List<String> rows = new ArrayList<>();
        for (Row row : rows()) {
            List<String> values = new ArrayList<>(List.of(quoted(row.region()), Integer.toString(row.number())));
            COLUMNS.forEach(column -> values.add(quoted(value(column, random))));
            rows.add("(" + String.join(", ", values) + ")");
        }
        server.adminSql(
                "USE " + table.database,
                "CREATE TABLE t (region VARCHAR(2) COLLATE utf8mb4_bin, number INT, name VARCHAR(60) NOT NULL,"
                        + " price DECIMAL(14,2) NOT NULL, day DATE NOT NULL, note VARCHAR(60), PRIMARY KEY (region, number))",
                "INSERT INTO t VALUES " + String.join(", ", rows));
        return table;
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int index = 0; index < ROWS; index++) {
            rows.add(new Row(REGIONS.get(index % REGIONS.size()), index / REGIONS.size() - 50));
        }
        return rows;
    }

    /** A value that the column does not have by chance. */
    static String value(String column, Random random) {
        return switch (column) {
            case "name" -> "客, \"" + Long.toString(random.nextLong(), Character.MAX_RADIX) + "\"";
            case "price" ->
                BigDecimal.valueOf(random.nextLong(1, 99_999_999_999_999L), 2).toPlainString();
            case "day" ->
                LocalDate.of(1500, 1, 1).plusDays(random.nextLong(DAYS)).toString();
            case "note" ->
                random.nextInt(4) == 0 ? null : "note\n" + Long.toString(random.nextLong(), Character.MAX_RADIX);
            default -> throw new IllegalArgumentException(column);
        };
    }

    private static String quoted(String value) {
        return value == null ? "NULL" : "'" + value + "'";
    }

    /** Every cell, as it is now. */
    Map<Cell, String> cells() throws SQLException {
        Map<Cell, String> cells = new HashMap<>();
        try (Connection connection = server.adminConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM t")) {
            while (row.next()) {
                Row key = new Row(row.getString("region"), row.getInt("number"));
                for (String column : COLUMNS) {
                    cells.put(new Cell(key, column), row.getString(column));
                }
            }
        }
        return cells;
    }
}
