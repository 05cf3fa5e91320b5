package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import safecsv.testing.MySqlClient;
import safecsv.testing.PythonCsv;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * Every value of every type through the built command line, read back by readers that are not ours, against what the
 * mysql client prints.
 */
class TortureExportIT {
    private static final List<String> COMMON = TortureTables.COMMON;
    private static final Map<String, List<List<String>>> PRINTED = new ConcurrentHashMap<>();

    private static TestServer server;
    private static TortureTables tables;
    private static TestUser reader;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make_the_tables() {
        server = TestServer.get();
        tables = TortureTables.create(server);
        reader = server.createUser("SELECT ON " + tables.database() + ".*");
    }

    static Stream<String> all() {
        return Stream.concat(COMMON.stream(), Stream.of(TortureTables.MYSQL, TortureTables.VECTORS));
    }

    private Path export(String dialect, String... what) {
        Path file = folder.resolve(dialect + ".csv");
        SafecsvCli.safecsv("export")
                .on(server, reader)
                .with("-D", tables.database(), "--dialect", dialect, "-o", file.toString())
                .with(what)
                .run()
                .assertExit(0);
        return file;
    }

    private static String query(String table) {
        return "SELECT * FROM " + table + " ORDER BY id";
    }

    private static List<List<String>> clientValues(String table) {
        MySqlClient client = MySqlClient.of(server);
        return PRINTED.computeIfAbsent(table, name -> {
            List<String> expressions =
                    tables.columns(name).stream().map(TortureColumn::expression).toList();
            return client.values(tables.database(), name, expressions);
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_query_gives_what_the_mysql_client_prints(String table) {
        tables.require(table);
        List<List<String>> expected = clientValues(table);
        Path file = export("standard", "-e", query(table));
        CsvValues.assertSame(tables.names(table), expected, CsvValues.read(file, ','));
    }

    @ParameterizedTest
    @MethodSource("all")
    void pythons_csv_module_reads_what_the_mysql_client_prints(String table) {
        tables.require(table);
        List<List<String>> expected = CsvValues.withoutNulls(clientValues(table));
        Path file = export("standard", "-e", query(table));
        CsvValues.assertSame(tables.names(table), expected, PythonCsv.read(file, ','));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_tsv_file_holds_the_same_values(String table) {
        tables.require(table);
        List<List<String>> expected = clientValues(table);
        Path file = export("tsv", "-e", query(table));
        CsvValues.assertSame(tables.names(table), expected, CsvValues.read(file, '\t'));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_table_gives_what_the_mysql_client_prints_but_for_floats(String table) {
        tables.require(table);
        List<Integer> others = indexes(table, false);
        List<String> names = pick(tables.names(table), others);
        List<List<String>> expected =
                clientValues(table).stream().map(row -> pick(row, others)).toList();
        List<List<String>> file = tableRows(table, others);
        CsvValues.assertSame(names, expected, file);
    }

    @Test
    void a_float_of_a_table_reads_back_to_the_same_four_bytes() {
        List<Integer> floats = indexes("fractions", true);
        assertEquals(2, floats.size());
        List<String> exact = tables.columns("fractions").stream()
                .filter(TortureColumn::isFloat)
                .map(TortureColumn::exactExpression)
                .toList();
        List<List<String>> expected = MySqlClient.of(server).values(tables.database(), "fractions", exact);
        List<List<String>> file = tableRows("fractions", floats);
        for (int row = 0; row < expected.size(); row++) {
            for (int column = 0; column < floats.size(); column++) {
                String doubleText = expected.get(row).get(column);
                String text = file.get(row + 1).get(column);
                if (doubleText == null || text == null) {
                    assertEquals(doubleText, text);
                } else {
                    int bits = Float.floatToRawIntBits((float) Double.parseDouble(doubleText));
                    assertEquals(bits, Float.floatToRawIntBits(Float.parseFloat(text)), doubleText + " and " + text);
                }
            }
        }
    }

    /** LOAD DATA is the second opinion on every text: FLOAT's four bytes and -0 included. */
    @ParameterizedTest
    @FieldSource("COMMON")
    void load_data_makes_an_equal_table_of_the_mysql_dialect(String table) throws SQLException {
        Path file = export("mysql", "--table", table);
        String twin = table + "_twin";
        List<TortureColumn> columns = tables.columns(table);
        String load = "LOAD DATA LOCAL INFILE '" + file + "' INTO TABLE " + twin + " CHARACTER SET utf8mb4"
                + " FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'"
                + " IGNORE 1 LINES "
                + columns.stream().map(column -> "@" + column.name()).collect(Collectors.joining(", ", "(", ")"))
                + " SET "
                + columns.stream()
                        .map(column -> column.name() + " = " + column.fromText())
                        .collect(Collectors.joining(", "));
        server.adminSql("SET GLOBAL local_infile = 1");
        try (Connection connection = server.adminConnection(tables.database());
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
            statement.execute("CREATE TABLE " + twin + " LIKE " + table);
            statement.execute(load);
            String checksum = checksum(statement, table);
            assertEquals(checksum, checksum(statement, twin));
            statement.execute("DELETE FROM " + twin + " WHERE id = 1");
            assertNotEquals(checksum, checksum(statement, twin), "CHECKSUM TABLE sees no difference");
        }
    }

    private static String checksum(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("CHECKSUM TABLE " + table)) {
            assertTrue(row.next());
            return row.getString(2);
        }
    }

    private static List<Integer> indexes(String table, boolean floats) {
        List<TortureColumn> columns = tables.columns(table);
        return IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).isFloat() == floats)
                .boxed()
                .toList();
    }

    private static List<String> pick(List<String> row, List<Integer> indexes) {
        List<String> picked = new ArrayList<>();
        indexes.forEach(index -> picked.add(row.get(index)));
        return picked;
    }

    /** The header and rows of an exported table in the order of {@code id}, which {@code --table} does not promise. */
    private List<List<String>> tableRows(String table, List<Integer> indexes) {
        List<List<String>> file = CsvValues.read(export("standard", "--table", table), ',');
        List<List<String>> rows = new ArrayList<>(file.subList(1, file.size()));
        rows.sort(Comparator.comparingInt(row -> Integer.parseInt(row.get(0))));
        rows.add(0, file.get(0));
        return rows.stream().map(row -> pick(row, indexes)).toList();
    }
}
