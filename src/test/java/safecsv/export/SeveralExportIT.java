package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** Several tables and queries at once: one snapshot, and all of the files or none. */
class SeveralExportIT {
    private static TestServer server;
    private static String database;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_tables() {
        server = TestServer.get();
        database = server.createDatabase("several");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE digits (n INT PRIMARY KEY)",
                "INSERT INTO digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 999)"
                        + " SELECT n FROM r",
                "CREATE TABLE counter (id INT PRIMARY KEY, v INT)",
                "INSERT INTO counter VALUES (1, 0)",
                "CREATE TABLE counter_copy (id INT PRIMARY KEY, v INT)",
                "INSERT INTO counter_copy VALUES (1, 0)",
                "CREATE VIEW looking AS SELECT 1 AS one",
                "CREATE TABLE `od/d %` (i INT PRIMARY KEY)",
                "CREATE TABLE old (i INT PRIMARY KEY) ENGINE=MyISAM");
    }

    @BeforeEach
    void a_query_file() throws IOException {
        Files.writeString(directory.resolve("big.sql"), "SELECT a.n, b.n AS m FROM digits a, digits b");
        Files.writeString(directory.resolve("few.sql"), "SELECT n FROM digits WHERE n < :most ORDER BY n");
    }

    @Test
    void all_tables_of_a_database_are_exported_without_views_and_what_is_left_out() throws IOException {
        FinishedProcess export =
                command("--all-tables", "--exclude-table", "digits").run();
        export.assertExit(ExitCode.DONE).assertErrorContains("old").assertErrorContains("MyISAM");
        assertEquals(List.of("counter.csv", "counter_copy.csv", "od%2Fd %25.csv", "old.csv"), names());
    }

    @Test
    void all_tables_for_editing_have_a_baseline_each_and_what_can_not_be_put_back_is_named() throws IOException {
        String editable = server.createDatabase("editable");
        server.adminSql(
                "CREATE TABLE " + editable + ".a (id INT PRIMARY KEY)",
                "CREATE TABLE " + editable + ".old (id INT PRIMARY KEY) ENGINE=MyISAM",
                "CREATE TABLE " + editable + ".heap (n INT)",
                "CREATE TABLE " + editable + ".pile (n INT)");
        SafecsvCli all = SafecsvCli.safecsv("export", "-D", editable, "--all-tables", "--editable", "--output-dir");
        all.with(directory.resolve("out").toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains(editable + ".heap has neither a primary key")
                .assertErrorContains(editable + ".pile has neither a primary key")
                .assertErrorContains("--exclude-table");
        assertFalse(Files.exists(directory.resolve("out")));
        SafecsvCli.safecsv("export", "-D", editable, "--all-tables", "--editable", "--exclude-table", "heap,pile")
                .with("--output-dir", directory.resolve("out").toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE)
                .assertErrorContains(editable + ".old is a table of the engine MyISAM, which has no snapshots")
                .assertErrorContains("safecsv apply writes to InnoDB tables only");
        assertEquals(List.of("a.csv", "a.csv.baseline.zip", "old.csv", "old.csv.baseline.zip"), names());
    }

    @Test
    void tables_without_snapshots_are_named_in_queries_too() throws IOException {
        Files.writeString(
                directory.resolve("q.sql"), "SELECT o.i FROM digits d JOIN " + database + ".old o ON o.i = d.n");
        command("--query-file", directory.resolve("q.sql").toString(), "--table", "counter")
                .run()
                .assertExit(ExitCode.DONE)
                .assertErrorContains(database + ".old is a table of the engine MyISAM");
    }

    @Test
    void tables_of_one_name_get_their_schemas_names() throws IOException {
        String other = server.createDatabase("other");
        server.adminSql("CREATE TABLE " + other + ".counter (id INT PRIMARY KEY)");
        command("--table", "digits", "--table", database + ".counter", "--table", other + ".counter")
                .run()
                .assertExit(ExitCode.DONE);
        assertEquals(
                Stream.of("digits.csv", database + ".counter.csv", other + ".counter.csv")
                        .sorted()
                        .toList(),
                names());
    }

    @Test
    void query_files_take_the_parameters_that_they_have_and_compression_shows_in_the_names() throws IOException {
        command("--query-file", directory.resolve("few.sql").toString(), "--table", "counter", "--param", "most=3")
                .with("--compress", "gzip")
                .run()
                .assertExit(ExitCode.DONE);
        assertEquals(List.of("counter.csv.gz", "few.csv.gz"), names());
    }

    @Test
    void a_parameter_that_no_file_has_is_an_error() {
        command("--query-file", directory.resolve("few.sql").toString(), "--table", "counter")
                .with("--param", "most=3", "--param", "least=1")
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains(":least");
    }

    /** Both tables are counted up in one transaction, again and again, while a large result stands between them. */
    @Test
    void all_are_of_one_moment() throws Exception {
        Thread counting = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                server.adminSql(
                        "USE " + database,
                        "BEGIN",
                        "UPDATE counter SET v = v + 1",
                        "UPDATE counter_copy SET v = v + 1",
                        "COMMIT");
            }
        });
        counting.start();
        try {
            command(
                            "--table",
                            "counter",
                            "--query-file",
                            directory.resolve("big.sql").toString())
                    .with("--table", "counter_copy")
                    .run()
                    .assertExit(ExitCode.DONE);
        } finally {
            counting.interrupt();
            counting.join();
        }
        assertEquals(
                Files.readString(directory.resolve("out/counter.csv")),
                Files.readString(directory.resolve("out/counter_copy.csv")));
    }

    @Test
    void one_that_fails_leaves_none() throws IOException {
        TestUser user = server.createUser("SELECT ON " + database + ".digits", "SELECT ON " + database + ".counter");
        Files.createDirectory(directory.resolve("out"));
        Files.writeString(directory.resolve("out/digits.csv"), "old");
        Files.writeString(directory.resolve("fails.sql"), "SELECT (SELECT n FROM digits), n FROM digits");
        SafecsvCli.safecsv("export", "-D", database, "--force")
                .with("--output-dir", directory.resolve("out").toString())
                .with("--table", "digits", "--table", "counter")
                .with("--query-file", directory.resolve("fails.sql").toString())
                .on(server, user)
                .run()
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("fails.csv");
        assertEquals(List.of("digits.csv"), names());
        assertEquals("old", Files.readString(directory.resolve("out/digits.csv")));
    }

    @Test
    void one_whose_name_is_taken_leaves_none() throws IOException {
        Files.createDirectory(directory.resolve("out"));
        Files.writeString(directory.resolve("out/digits.csv"), "theirs");
        command("--table", "counter", "--table", "digits")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("--force");
        assertEquals(List.of("digits.csv"), names());
    }

    @Test
    void an_interrupt_leaves_none() throws Exception {
        Process export = command(
                        "--table",
                        "counter",
                        "--query-file",
                        directory.resolve("big.sql").toString())
                .with("--throttle", "1000rows/s")
                .start();
        try (RunningQueries queries = new RunningQueries(server, "b.n AS m FROM digits")) {
            queries.awaitOne();
            new ProcessBuilder("kill", "-TERM", Long.toString(export.pid()))
                    .start()
                    .waitFor();
            assertTrue(export.waitFor(10, TimeUnit.SECONDS), "it still runs");
            queries.awaitNone(2_000);
        }
        String said = new String(export.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.INTERRUPTED.code(), export.exitValue(), said);
        assertEquals(List.of(), names());
    }

    @Test
    void several_make_their_directory_and_leave_none_that_is_empty() throws IOException {
        SafecsvCli.safecsv("export", "--table", "a", "--table", "b", "-o", "x.csv")
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains("--output-dir");
        SafecsvCli.safecsv(
                        "export",
                        "--table",
                        "a",
                        "--output-dir",
                        directory.resolve("none/out").toString())
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains("Create it first");
        Path out = directory.resolve("new");
        SafecsvCli several = SafecsvCli.safecsv("export", "-D", database, "--output-dir", out + "/");
        several.with("--table", "digits,no_such_table")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.FAILED);
        assertFalse(Files.exists(out));
        SafecsvCli.safecsv("export", "-D", database, "--output-dir", out + "/", "--table", "digits, counter")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        assertTrue(Files.exists(out.resolve("counter.csv")));
        assertTrue(Files.exists(out.resolve("digits.csv")));
    }

    private SafecsvCli command(String... arguments) {
        try {
            Path out = directory.resolve("out");
            if (!Files.exists(out)) {
                Files.createDirectory(out);
            }
            return SafecsvCli.safecsv("export", "-D", database, "--output-dir", out.toString())
                    .with(arguments)
                    .on(server, server.admin());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
