package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safecsv.testing.FinishedProcess;
import safecsv.testing.MySqlClient;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * What {@code diff --sql} writes, run by the real mysql client: with values of every type moved from row to row, so that
 * each value stands in a guard and is written.
 */
class GuardedSqlIT {
    private TestServer server;
    private TestUser reader;
    private String database;

    @TempDir
    private Path folder;

    @BeforeEach
    void find_a_server() {
        server = TestServer.get();
    }

    static Stream<String> tables() {
        return Stream.concat(
                TortureTables.COMMON.stream().filter(table -> !table.equals("large")),
                Stream.of(TortureTables.MYSQL, TortureTables.VECTORS));
    }

    private FinishedProcess run(String command, String... options) {
        return SafecsvCli.safecsv(command)
                .on(server, reader)
                .with("-D", database)
                .withFilesIn(folder)
                .with(options)
                .run();
    }

    private void use(String name) {
        database = name;
        reader = server.createUser("SELECT ON " + database + ".*");
    }

    /** Each row gets the cells of the row before it, but for its id and for generated columns. */
    private void rotate(List<Integer> keep) throws IOException {
        List<List<String>> rows = CsvValues.read(folder.resolve("t.csv"), ',');
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < rows.get(row).size(); column++) {
                int from = row == 0 || keep.contains(column) ? row : row == 1 ? rows.size() - 1 : row - 1;
                String value = rows.get(from).get(column);
                cells.add(value == null ? "" : '"' + value.replace("\"", "\"\"") + '"');
            }
            text.append(String.join(",", cells)).append('\n');
        }
        Files.writeString(folder.resolve("edited.csv"), text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_type_is_guarded_and_written(String table) throws IOException {
        MySqlClient client = MySqlClient.of(server);
        TortureTables tables = TortureTables.create(server);
        tables.require(table);
        use(tables.database());
        // What strict mode does not let anybody write on purpose is not to be moved.
        switch (table) {
            case "moments" -> server.adminSql("DELETE FROM " + database + ".moments WHERE id IN (1, 2, 3, 4, 8)");
            case "choices" -> server.adminSql("DELETE FROM " + database + ".choices WHERE id = 6");
            default -> {}
        }
        List<Integer> keep = new ArrayList<>(List.of(0));
        if (table.equals(TortureTables.MYSQL)) {
            keep.addAll(List.of(4, 5));
        }
        run("export", "--table", table, "--editable", "-o", "t.csv").assertExit(0);
        rotate(keep);
        // Moved from row to row, the values look like columns that were sorted apart.
        run("diff", "edited.csv", "--baseline", "t.csv.baseline.zip", "--strict", "--sql", "t.sql")
                .assertExit(1);
        client.run(database, Files.readString(folder.resolve("t.sql")));
        run("diff", "edited.csv", "--table", table).assertExit(0);
    }

    private Path someChanges() throws IOException {
        use(server.createDatabase("guarded"));
        server.adminSql(
                "USE " + database,
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t VALUES (1, 'ann'), (2, 'bob'), (3, 'cid')");
        run("export", "--table", "t", "--editable", "-o", "t.csv").assertExit(0);
        Files.writeString(folder.resolve("edited.csv"), "id,name\n1,anna\n2,it's a \\\n,new\n");
        run("diff", "edited.csv", "--baseline", "t.csv.baseline.zip", "--allow-deletes", "--sql", "t.sql")
                .assertExit(1);
        return folder.resolve("t.sql");
    }

    private String table() {
        return MySqlClient.of(server)
                .values(database, "t", List.of("id", "name"))
                .toString();
    }

    @Test
    void updates_inserts_and_deletes_are_made() throws IOException {
        Path script = someChanges();
        MySqlClient.of(server).run(database, Files.readString(script));
        assertEquals("[[1, anna], [2, it's a \\], [4, new]]", table());
    }

    @Test
    void one_row_that_is_not_as_it_was_keeps_all_of_it_from_being_made() throws IOException {
        Path script = someChanges();
        server.adminSql("UPDATE " + database + ".t SET name = 'BOB' WHERE id = 2");
        String before = table();
        MySqlClient client = MySqlClient.of(server);
        AssertionError stopped = null;
        try {
            client.run(database, Files.readString(script));
        } catch (AssertionError error) {
            stopped = error;
        }
        assertNotEquals(null, stopped);
        assertTrue(stopped.getMessage().contains("1242"), stopped.getMessage());
        assertEquals(before, table());
    }
}
