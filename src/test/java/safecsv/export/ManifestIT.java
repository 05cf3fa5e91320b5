package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.Tool;

/** The manifest is right about the files, and there only with them. */
@Tag("any-server")
class ManifestIT {
    private static TestServer server;
    private static String database;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_a_table() {
        server = TestServer.get();
        database = server.createDatabase("manifest");
        server.adminSql(
                "CREATE TABLE " + database
                        + ".t (id INT PRIMARY KEY, name VARCHAR(20) CHARACTER SET utf8mb4, d DECIMAL(20,2),"
                        + " f FLOAT, at DATETIME(3), b VARBINARY(9), e ENUM('x','y'))",
                "INSERT INTO " + database + ".t (id, name) VALUES (1, 'secretName'), (2, 'b'), (3, 'c')");
    }

    @Test
    void says_what_sha256sum_and_wc_say() throws IOException {
        export("t.csv.gz", "--table", "t", "--split-rows", "2", "--manifest")
                .run()
                .assertExit(ExitCode.DONE);
        JsonNode manifest = read("t.csv.gz.manifest.json");
        assertEquals(3, manifest.get("rows").asInt());
        assertEquals(2, manifest.get("files").size());
        for (JsonNode file : manifest.get("files")) {
            Path path = directory.resolve(file.get("file").asText());
            assertEquals(Files.size(path), file.get("bytes").asLong());
            String sum = Tool.run("sha256sum", path.toString()).outputText();
            assertEquals(sum.substring(0, 64), file.get("sha256").asText());
        }
    }

    @Test
    void names_the_columns_with_their_types_and_the_server() throws IOException {
        export("t.csv", "--table", "t", "--manifest").run().assertExit(ExitCode.DONE);
        JsonNode manifest = read("t.csv.manifest.json");
        List<String> types = new ArrayList<>();
        manifest.get("columns").forEach(column -> types.add(column.get("type").asText()));
        assertEquals(
                List.of("INT", "VARCHAR(20)", "DECIMAL(20,2)", "FLOAT", "DATETIME(3)", "VARBINARY(9)", "ENUM"), types);
        assertEquals(server.version(), manifest.get("server").get("version").asText());
        assertFalse(manifest.get("server").get("uuid").asText().isEmpty());
        assertEquals("t", manifest.get("source").get("table").asText());
    }

    /** Each type twice, since the length that the server tells depends on the column's character set. */
    @Test
    void tells_texts_of_every_size_apart() throws IOException {
        List<String> texts = List.of("TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "VARCHAR(300)");
        List<String> expected = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (String charset : List.of("utf8mb4", "latin1")) {
            for (String type : texts) {
                columns.add("c" + columns.size() + " " + type + " CHARACTER SET " + charset);
                expected.add(type);
            }
        }
        server.adminSql("CREATE TABLE " + database + ".texts (" + String.join(", ", columns) + ")");
        export("x.csv", "--table", "texts", "--manifest").run().assertExit(ExitCode.DONE);
        List<String> types = new ArrayList<>();
        read("x.csv.manifest.json")
                .get("columns")
                .forEach(column -> types.add(column.get("type").asText()));
        assertEquals(expected, types);
    }

    @Test
    void holds_no_value_of_a_masked_column() throws IOException {
        String query = "-- Mask: name=redact\nSELECT name, id FROM t WHERE name = 'secretName' /* secretName */";
        export("q.csv", "-e", query, "--manifest=" + directory.resolve("q.json"))
                .run()
                .assertExit(ExitCode.DONE);
        assertFalse(Files.readString(directory.resolve("q.json")).contains("secretName"));
        JsonNode manifest = read("q.json");
        assertEquals(
                "SELECT name, id FROM t WHERE name = ?",
                manifest.get("source").get("query").asText());
        assertEquals("redact", manifest.get("columns").get(0).get("mask").asText());
    }

    @Test
    void is_not_there_without_its_file_and_replaces_nothing_unasked() throws IOException {
        export("t.csv", "--table", "t", "--manifest", "--max-rows", "1").run().assertExit(ExitCode.REFUSED);
        assertEquals(List.of(), names());
        Files.writeString(directory.resolve("t.csv.manifest.json"), "theirs");
        export("t.csv", "--table", "t", "--manifest")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("t.csv.manifest.json exists already");
        assertEquals(List.of("t.csv.manifest.json"), names());
        export("t.csv", "--table", "t", "--manifest", "--force").run().assertExit(ExitCode.DONE);
        assertEquals(3, read("t.csv.manifest.json").get("rows").asInt());
    }

    @Test
    void never_takes_the_place_of_the_rows_or_their_baseline() throws IOException {
        Files.writeString(directory.resolve("t.csv"), "of yesterday");
        for (List<String> wrong : List.of(
                List.of("--manifest=" + directory.resolve("t.csv"), "--table", "t"),
                List.of(
                        "--manifest=" + directory.resolve("../" + directory.getFileName() + "/t.csv"),
                        "-e",
                        "SELECT 1 a"),
                List.of("--manifest=" + directory.resolve("t.0002.csv"), "--table", "t", "--split-rows", "2"),
                List.of("--manifest=" + directory.resolve("t.csv"), "--table", "t", "--parallel", "2"),
                List.of("--manifest=" + directory.resolve("t.csv.baseline.zip"), "--table", "t", "--editable"))) {
            export("t.csv", wrong.toArray(String[]::new))
                    .with("--force")
                    .run()
                    .assertExit(ExitCode.USAGE)
                    .assertErrorContains("Give --manifest another name");
            assertEquals(List.of("t.csv"), names());
            assertEquals("of yesterday", Files.readString(directory.resolve("t.csv")));
        }
    }

    @Test
    void several_exports_have_one_each_and_a_stream_needs_a_name() throws IOException {
        Path query = Files.writeString(Files.createTempDirectory("m").resolve("q.sql"), "SELECT 1 a");
        SafecsvCli.safecsv("export", "-D", database, "--table", "t", "--query-file", query.toString(), "--manifest")
                .with("--output-dir", directory.toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        assertEquals(List.of("q.csv", "q.csv.manifest.json", "t.csv", "t.csv.manifest.json"), names());
        SafecsvCli.safecsv("export", "-e", "SELECT 1 a", "--manifest")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.USAGE);
        SafecsvCli.safecsv("export", "-e", "SELECT 1 a", "--manifest=" + directory.resolve("s.json"))
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        assertTrue(read("s.json").get("target").asText().equals("standard output"));
    }

    @Test
    void of_a_parallel_export_in_parts_says_what_sha256sum_and_wc_say() throws IOException {
        String large = makeLarge();
        export("t.csv", "--table", large, "--parallel", "3", "--no-consistency", "--split-rows", "3000", "--manifest")
                .run()
                .assertExit(ExitCode.DONE);
        JsonNode manifest = read("t.csv.manifest.json");
        assertEquals(10_000, manifest.get("rows").asInt());
        assertEquals(4, manifest.get("files").size());
        assertSums(manifest);
        assertEquals(0, manifest.get("snapshot").get("earlierTimes").size());
    }

    @Test
    void of_a_resumed_export_tells_all_its_snapshots() throws Exception {
        String large = makeLarge();
        Process first = export("t.csv", "--table", large, "--resumable", "--throttle", "4MB/s", "--manifest")
                .start();
        while (!Files.exists(directory.resolve("t.csv.safecsv-resume.json"))) {
            assertTrue(first.isAlive(), "it ended before it saved a state");
            TimeUnit.MILLISECONDS.sleep(20);
        }
        first.destroy();
        assertTrue(first.waitFor(20, TimeUnit.SECONDS));
        assertFalse(names().contains("t.csv.manifest.json"), names().toString());
        export("t.csv", "--table", large, "--resume", "--manifest").run().assertExit(ExitCode.DONE);
        assertEquals(List.of("t.csv", "t.csv.manifest.json"), names());
        JsonNode manifest = read("t.csv.manifest.json");
        assertSums(manifest);
        assertEquals(10_000, manifest.get("rows").asInt());
        JsonNode snapshot = manifest.get("snapshot");
        assertEquals(1, snapshot.get("earlierTimes").size());
        assertTrue(snapshot.get("earlierTimes")
                        .get(0)
                        .asText()
                        .compareTo(snapshot.get("time").asText())
                < 0);
        assertTrue(manifest.get("warnings").get(0).asText().contains("2 snapshots"), manifest.toString());
    }

    /** Ten megabytes. */
    private static String makeLarge() {
        server.adminSql(
                "USE " + database,
                "CREATE TABLE IF NOT EXISTS digits (n INT PRIMARY KEY)",
                "INSERT IGNORE INTO digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 99)"
                        + " SELECT n FROM r",
                "CREATE TABLE IF NOT EXISTS large (id INT PRIMARY KEY, filler VARCHAR(2000)) CHARACTER SET latin1",
                "INSERT IGNORE INTO large SELECT a.n * 100 + b.n, REPEAT('filler, ', 130) FROM digits a, digits b",
                "ANALYZE TABLE large");
        return "large";
    }

    private void assertSums(JsonNode manifest) throws IOException {
        long rows = 0;
        for (JsonNode file : manifest.get("files")) {
            Path path = directory.resolve(file.get("file").asText());
            assertEquals(Files.size(path), file.get("bytes").asLong());
            assertEquals(
                    Tool.run("sha256sum", path.toString()).outputText().substring(0, 64),
                    file.get("sha256").asText());
            rows += Files.readAllLines(path).size() - 1;
        }
        assertEquals(rows, manifest.get("rows").asLong());
    }

    private SafecsvCli export(String file, String... options) {
        return SafecsvCli.safecsv(
                        "export", "-D", database, "-o", directory.resolve(file).toString())
                .with(options)
                .on(server, server.admin());
    }

    private JsonNode read(String file) throws IOException {
        return new ObjectMapper().readTree(directory.resolve(file).toFile());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
