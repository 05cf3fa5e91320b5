package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safecsv.ExitCode;
import safecsv.testing.MySqlClient;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** Every sample query runs on the demo's tea shop and gives the columns of its header and the mysql client's rows. */
class SampleQueriesIT {
    private static final Map<String, String> VALUES =
            Map.of("since", "2024-01-01", "from", "2023-11-01", "until", "2024-02-01", "after", "17", "least", "4");

    private static TestServer server;
    private static String database;
    private static TestUser reader;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open_the_shop() {
        server = TestServer.get();
        database = server.createDatabase("samples");
        server.runScript(database, "/demo/shop.sql");
        reader = server.createUser("SELECT ON `" + database + "`.*");
    }

    static List<SampleQuery> all() throws IOException {
        return SampleQuery.all();
    }

    static List<SampleQuery> unmasked() throws IOException {
        return all().stream().filter(query -> query.masks().isEmpty()).toList();
    }

    @Test
    void there_are_at_least_eight() throws IOException {
        assertTrue(all().size() >= 8);
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_header_says_what_it_is_for_what_it_takes_and_what_it_gives(SampleQuery query) {
        assertNotNull(query.header().get("Purpose"));
        assertNotNull(query.header().get("Columns"));
        assertTrue(
                VALUES.keySet().containsAll(query.parameters()),
                query.parameters().toString());
        query.parameters().forEach(name -> assertTrue(query.text().contains(":" + name), name));
    }

    @ParameterizedTest
    @MethodSource("unmasked")
    void columns_and_rows_are_those_of_the_mysql_client(SampleQuery query) {
        List<List<String>> file = export(query);

        assertEquals(query.columns(), file.get(0));
        assertTrue(file.size() > 1, "no rows");
        CsvValues.assertSame(query.columns(), expected(query), file);
    }

    @Test
    void pages_follow_each_other_without_a_gap_and_without_a_row_twice() throws IOException {
        SampleQuery page = SampleQuery.read(Path.of("sample-queries/orders-page.sql"));
        List<String> seen = new ArrayList<>();
        String after = "0";
        while (true) {
            List<List<String>> rows = export(page, Map.of("after", after));
            rows.stream().skip(1).forEach(row -> seen.add(row.get(0)));
            if (rows.size() == 1) {
                break;
            }
            after = rows.get(rows.size() - 1).get(0);
        }

        List<String> ids = MySqlClient.of(server).values(database, "orders", List.of("id")).stream()
                .map(row -> row.get(0))
                .toList();
        assertEquals(ids, seen);
    }

    @Test
    void what_the_header_masks_is_nowhere_in_the_file_and_the_rest_is_as_it_was() throws IOException {
        SampleQuery masked = SampleQuery.read(Path.of("sample-queries/customers-masked.sql"));
        List<List<String>> clear = expected(masked);
        List<List<String>> file = export(masked);

        assertEquals(masked.columns(), file.get(0));
        assertEquals(clear.size(), file.size() - 1);
        TreeSet<String> maskedNames = new TreeSet<>(masked.masks().keySet());
        assertEquals(List.of("born_on", "email", "name", "tel"), List.copyOf(maskedNames));
        for (int row = 0; row < clear.size(); row++) {
            for (int column = 0; column < masked.columns().size(); column++) {
                String before = clear.get(row).get(column);
                String after = file.get(row + 1).get(column);
                if (before == null || !maskedNames.contains(masked.columns().get(column))) {
                    assertEquals(before, after);
                } else {
                    assertFalse(after.contains(before), masked.columns().get(column) + " in clear: " + before);
                }
            }
        }
    }

    private List<List<String>> export(SampleQuery query) {
        return export(query, VALUES);
    }

    private List<List<String>> export(SampleQuery query, Map<String, String> values) {
        Path target = directory.resolve("out.csv");
        SafecsvCli export = SafecsvCli.safecsv(
                        "export",
                        "--query-file",
                        Path.of("sample-queries", query.name()).toAbsolutePath().toString())
                .with("-D", database, "--force", "-o", target.toString())
                .on(server, reader);
        query.parameters().forEach(name -> export.with("--param", name + "=" + values.get(name)));
        export.run().assertExit(ExitCode.DONE);
        return CsvValues.read(target, ',');
    }

    private List<List<String>> expected(SampleQuery query) {
        String sql = query.text();
        for (String name : query.parameters()) {
            sql = sql.replaceAll(":" + name + "\\b", "'" + VALUES.get(name) + "'");
        }
        String body = sql.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return MySqlClient.of(server).rows(database, body, query.columns());
    }
}
