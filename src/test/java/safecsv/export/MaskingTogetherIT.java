package safecsv.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** Masks together with what else an export can do: a masked value, be it the key itself, is still nowhere. */
@Tag("any-server")
class MaskingTogetherIT {
    private static final String SECRET = "seKret";
    private static final Path KEY = SafecsvCli.passwordFile("an example key of more than 32 bytes");
    private static TestServer server;
    private static String database;

    @TempDir
    private Path directory;

    /** Ten megabytes, so that there are several pieces; each value that is to be masked holds {@link #SECRET}. */
    @BeforeAll
    static void make_a_table_whose_key_is_an_address() {
        server = TestServer.get();
        database = server.createDatabase("masked_together");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE digits (n INT PRIMARY KEY)",
                "INSERT INTO digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 99)"
                        + " SELECT n FROM r",
                "CREATE TABLE people (email VARCHAR(60) PRIMARY KEY, filler VARCHAR(2000)) CHARACTER SET latin1",
                "INSERT INTO people SELECT CONCAT(SUBSTR(SHA2(a.n * 100 + b.n, 256), 1, 8), '-seKret@mail.example'),"
                        + " REPEAT('filler, ', 130) FROM digits a, digits b",
                "CREATE TABLE orders (id INT PRIMARY KEY, email VARCHAR(60))",
                "INSERT INTO orders VALUES (1, 'one-seKret@mail.example'), (2, NULL)",
                "ANALYZE TABLE people");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--parallel 3 --snapshot-lock",
                "--parallel 3 --snapshot-lock --split-rows 3000",
                "--parallel 2 --snapshot-lock --compress none --throttle 50MB/s --max-load Threads_running=1000",
            })
    void in_parallel_and_with_a_manifest(String options) throws IOException {
        FinishedProcess run = export(options.split(" "))
                .with("--mask", "email=hash", "--manifest", "--json")
                .run()
                .assertExit(ExitCode.DONE);
        assertNothing(run.outputText() + run.error());
        TreeSet<String> rows = new TreeSet<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".csv")) {
                List<String> lines = Files.readAllLines(file);
                rows.addAll(lines.subList(1, lines.size()));
            }
        }
        assertEquals(10_000, rows.size());
        Files.createDirectory(directory.resolve("single"));
        SafecsvCli.safecsv("export", "--table", database + ".people", "--mask", "email=hash")
                .with("-o", directory.resolve("single/out.csv").toString(), "--mask-key-file", KEY.toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        List<String> single = Files.readAllLines(directory.resolve("single/out.csv"));
        assertEquals(new TreeSet<>(single.subList(1, single.size())), rows);
    }

    @Test
    void with_several_tables_and_their_manifests() throws IOException {
        FinishedProcess run = SafecsvCli.safecsv("export", "-D", database, "--all-tables", "--exclude-table", "digits")
                .with("--output-dir", directory.toString(), "--manifest", "--json", "--split-rows", "4000")
                .with("--mask", "email=partial", "--mask-key-file", KEY.toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        assertNothing(run.outputText() + run.error());
        assertTrue(files().size() >= 6, files().toString());
    }

    /** The pieces' borders, which a resumable export saves, are values of the key. */
    @Test
    void resumable_is_refused_and_so_is_resuming_with_masks_what_was_begun_without() throws IOException {
        export("--resumable", "--mask", "email=hash")
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains("don't go together with masks");
        export("--resume", "--mask", "email=hash").run().assertExit(ExitCode.USAGE);
        assertEquals(List.of(), files());
    }

    /** The server's messages quote what they complain about. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--parallel 2 --snapshot-lock", "--parallel 2 --no-consistency"})
    void what_the_server_says_of_a_value_is_not_passed_on(String options) throws IOException {
        for (String where : List.of(
                "UUID_TO_BIN(email) IS NOT NULL",
                "email = (SELECT UUID_TO_BIN(MAX(email)) FROM people x)",
                "CAST(email AS SIGNED) >= 0")) {
            FinishedProcess run = export(options.isEmpty() ? new String[0] : options.split(" "))
                    .with("--mask", "email=redact", "--where", where, "--force")
                    .run();
            assertNothing(run.outputText() + run.error());
        }
    }

    @Test
    void an_interrupted_export_says_nothing_of_it_either() throws Exception {
        Process export = export("--parallel", "2", "--snapshot-lock", "--mask", "email=email", "--throttle", "1MB/s")
                .startOnTerminal();
        StringBuilder before = new StringBuilder();
        byte[] bytes = new byte[4096];
        while (!before.toString().matches("(?s).*[1-9][0-9,]* rows, .*")) {
            int count = export.getInputStream().read(bytes);
            assertTrue(count > 0, () -> "It ended: " + before);
            before.append(new String(bytes, 0, count, UTF_8));
        }
        export.getOutputStream().write(3);
        export.getOutputStream().flush();
        assertTrue(export.waitFor(20, TimeUnit.SECONDS), "it still runs");
        String shown = before + new String(export.getInputStream().readAllBytes(), UTF_8);
        assertEquals(ExitCode.INTERRUPTED.code(), export.exitValue(), shown);
        assertNothing(shown);
    }

    private void assertNothing(String printed) throws IOException {
        assertFalse(printed.contains(SECRET), printed);
        for (Path file : files()) {
            assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET), file.toString());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private SafecsvCli export(String... options) {
        return SafecsvCli.safecsv("export", "-D", database, "--table", "people")
                .with("-o", directory.resolve("out.csv").toString())
                .with(options)
                .with("--mask-key-file", KEY.toString())
                .on(server, server.admin());
    }
}
