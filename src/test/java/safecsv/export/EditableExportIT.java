package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.csv.baseline.BaselineManifest;
import safecsv.csv.baseline.BaselineReader;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** {@code export --editable}: a CSV and its baseline, together or not at all, for rows that can be put back. */
class EditableExportIT {
    private static TestServer server;
    private static String database;
    private static TestUser reader;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make_tables() {
        server = TestServer.get();
        database = server.createDatabase("editable");
        reader = server.createUser("SELECT ON " + database + ".*");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(50), twice INT AS (id * 2), f FLOAT)",
                "INSERT INTO people (id, name, f) VALUES (1, 'a', 16777216), (2, NULL, 0.1), (3, '', NULL), (4,"
                        + " 'x\"y,z', 1)",
                "CREATE TABLE keyless (id INT, maybe INT, UNIQUE KEY (maybe))",
                "CREATE TABLE coded (code VARCHAR(10) NOT NULL, n INT, UNIQUE KEY (code))",
                "CREATE TABLE rounded (k DOUBLE(20,5) PRIMARY KEY, n INT)",
                "CREATE TABLE rounded_too (a INT, f FLOAT(8,3), PRIMARY KEY (a, f))",
                "CREATE TABLE floating (f FLOAT, d DOUBLE, n INT, PRIMARY KEY (f, d))",
                "INSERT INTO floating VALUES (0.1, 0.1, 1), (-0.0, 4.9e-324, 2), (1e-40, 1.7976931348623157e308, 3),"
                        + " (3.4028234e38, -1e-300, 4), (16777216, 123456789.12345679, 5)",
                "CREATE VIEW seen AS SELECT * FROM people");
    }

    private FinishedProcess export(String... options) {
        return SafecsvCli.safecsv("export")
                .on(server, reader)
                .with("-D", database, "--editable", "-o", csv().toString())
                .with(options)
                .run();
    }

    private Path csv() {
        return folder.resolve("out.csv");
    }

    private Path zip() {
        return folder.resolve("out.csv.baseline.zip");
    }

    private void refused(ExitCode code, String reason, String... options) throws IOException {
        FinishedProcess process = export(options).assertExit(code.code());
        assertTrue(process.error().contains(reason), process.error());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void a_query_over_one_table_gives_the_same_rows_and_baseline_as_the_table() throws IOException {
        export("--table", "people", "--columns", "id,name,twice", "--where", "id < 4")
                .assertExit(0);
        byte[] byTable = Files.readAllBytes(csv());
        export("--force", "-e", "SELECT id, p.name, twice FROM people p WHERE id < :last", "--param", "last=4")
                .assertExit(0);
        assertEquals(new String(byTable, StandardCharsets.UTF_8), Files.readString(csv()));
        try (BaselineReader baseline = BaselineReader.open(zip())) {
            assertEquals(
                    database + ".people",
                    baseline.manifest().schema() + "." + baseline.manifest().table());
            assertEquals(List.of("id"), baseline.manifest().key());
            assertEquals(
                    List.of(BaselineColumn.Role.KEY, BaselineColumn.Role.DATA, BaselineColumn.Role.READ_ONLY),
                    baseline.manifest().columns().stream()
                            .map(BaselineColumn::role)
                            .toList());
        }
        Path edited = folder.resolve("edited.csv");
        Files.writeString(edited, Files.readString(csv()).replace("1,a,2", "1,b,2"));
        FinishedProcess diff = SafecsvCli.safecsv("diff")
                .on(server, reader)
                .with(edited.toString(), "--baseline", zip().toString())
                .run()
                .assertExit(1);
        String shown = new String(diff.output(), StandardCharsets.UTF_8);
        assertTrue(shown.contains("name: a → b"), shown);
    }

    @Test
    void a_query_whose_rows_are_no_rows_of_a_table_is_refused() throws IOException {
        refused(ExitCode.REFUSED, "not every row of this query", "-e", "SELECT p.id FROM people p JOIN coded c");
        refused(ExitCode.REFUSED, "not every row of this query", "-e", "SELECT DISTINCT id FROM people");
        refused(ExitCode.REFUSED, "not every row of this query", "-e", "SELECT id, MAX(name) FROM people WHERE id = 7");
        refused(ExitCode.REFUSED, "not every row of this query", "-e", "SELECT id FROM people GROUP BY id");
        refused(
                ExitCode.REFUSED,
                "not every row of this query",
                "-e",
                "SELECT id FROM people UNION SELECT n FROM coded");
        refused(ExitCode.REFUSED, "f with six digits", "-e", "SELECT * FROM people");
        refused(ExitCode.REFUSED, "name is in the result twice", "-e", "SELECT id, name, name AS other FROM people");
        refused(ExitCode.REFUSED, "name is in the result twice", "-e", "SELECT id, name, UPPER(name) name FROM people");
        refused(ExitCode.REFUSED, "the key of", "-e", "SELECT id + 0 AS id, name FROM people");
        refused(ExitCode.REFUSED, "the key of", "-e", "SELECT name FROM people");
        refused(ExitCode.REFUSED, "is no table but a view", "-e", "SELECT id FROM seen", "--trust-functions");
    }

    @Test
    void writes_a_baseline_that_says_what_the_rows_are_and_has_the_same_bytes() throws IOException {
        export("--table", "people").assertExit(0);
        byte[] sent = Files.readAllBytes(csv());
        try (BaselineReader baseline = BaselineReader.open(zip())) {
            BaselineManifest manifest = baseline.manifest();
            assertEquals(database + ".people", manifest.schema() + "." + manifest.table());
            assertEquals(List.of("id"), manifest.key());
            assertEquals(4, manifest.rows());
            assertEquals(sent.length, manifest.bytes());
            assertEquals(64, manifest.sha256().length());
            assertEquals(
                    List.of(
                            BaselineColumn.Role.KEY,
                            BaselineColumn.Role.DATA,
                            BaselineColumn.Role.READ_ONLY,
                            BaselineColumn.Role.DATA),
                    manifest.columns().stream().map(BaselineColumn::role).toList());
            assertFalse(manifest.timeZone().contains("SYSTEM"));
            try (InputStream rows = baseline.rows()) {
                assertEquals(
                        new String(sent, StandardCharsets.UTF_8),
                        new String(rows.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void another_dialect_has_a_baseline_in_the_standard_one() throws IOException {
        export("--table", "people", "--dialect", "tsv").assertExit(0);
        try (BaselineReader baseline = BaselineReader.open(zip());
                InputStream rows = baseline.rows()) {
            String text = new String(rows.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(Files.readString(csv()).replace('\t', ',').replace("x\"\"y,z", "x\"\"y,z"), text);
            assertEquals("tsv", baseline.manifest().dialect());
        }
    }

    @Test
    void a_unique_key_without_null_does_where_there_is_no_primary_one() {
        export("--table", "coded").assertExit(0);
        try (BaselineReader baseline = BaselineReader.open(zip())) {
            assertEquals(List.of("code"), baseline.manifest().key());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refuses_what_could_not_be_put_back() throws IOException {
        refused(ExitCode.REFUSED, "view", "--table", "seen");
        refused(ExitCode.REFUSED, "neither a primary key", "--table", "keyless");
        refused(ExitCode.REFUSED, "the column k, a double(20,5), which the server rounds", "--table", "rounded");
        refused(ExitCode.REFUSED, "the column f, a float(8,3), which the server rounds", "--table", "rounded_too");
        refused(ExitCode.REFUSED, "(id) is not among the columns", "--table", "people", "--columns", "name");
        refused(ExitCode.REFUSED, "name is in the result twice", "--table", "people", "--columns", "id,name,name");
        refused(ExitCode.USAGE, "backslashes", "--table", "people", "--dialect", "mysql");
        refused(ExitCode.USAGE, "header", "--table", "people", "--no-header");
    }

    @Test
    void rows_are_found_again_by_floats() throws IOException {
        export("--table", "floating").assertExit(0);
        Path edited = folder.resolve("edited.csv");
        Files.writeString(edited, Files.readString(csv()).replaceAll("(\\d)\n", "$10\n"));
        FinishedProcess diff = SafecsvCli.safecsv("diff")
                .on(server, reader)
                .with(edited.toString(), "--baseline", zip().toString())
                .run()
                .assertExit(1);
        assertTrue(diff.outputText().contains("5 updated, 0 inserted, 0 deleted, 0 conflicts"), diff.outputText());
    }

    @Test
    void neither_file_is_there_when_one_can_not_be() throws IOException {
        Files.writeString(zip(), "someone's");
        FinishedProcess process = export("--table", "people");
        assertFalse(process.exitCode() == 0);
        assertFalse(Files.exists(csv()));
        assertEquals("someone's", Files.readString(zip()));
        export("--table", "people", "--force").assertExit(0);
        assertTrue(Files.size(zip()) > 100);
    }

    @Test
    void a_failed_export_leaves_neither() throws IOException {
        export("--table", "people", "--max-rows", "2").assertExit(ExitCode.REFUSED.code());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void a_damaged_baseline_is_noticed() throws IOException {
        export("--table", "people").assertExit(0);
        byte[] bytes = Files.readAllBytes(zip());
        int damaged = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte[] altered = bytes.clone();
            altered[at] ^= 0x10;
            Files.write(zip(), altered);
            try (BaselineReader baseline = BaselineReader.open(zip());
                    InputStream rows = baseline.rows()) {
                String text = new String(rows.readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(Files.readString(csv()), text, "byte " + at);
            } catch (IOException | safecsv.SafecsvException e) {
                damaged++;
            }
        }
        assertTrue(damaged > bytes.length / 2, damaged + " of " + bytes.length);
    }
}
