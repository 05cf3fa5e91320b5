package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.csv.CompleteFile;
import safecsv.testing.SafecsvCli;
import safecsv.testing.SmallDisk;
import safecsv.testing.TestServer;

/** Whatever ends an export early: no short file, no success, and no query left on the server. */
class ExportFaultsIT {
    /** A billion rows of 60 bytes: no machine sends them before a test has done its worst. */
    private static final String ENDLESS = "SELECT a.n, REPEAT('safecsv fault ', 4) FROM digits a, digits b, digits c";

    /** The promise is one second; a machine that runs tests may have other things to do as well. */
    private static final long GONE_MILLISECONDS = 2_000;

    private static TestServer server;
    private static String database;

    @TempDir
    private Path directory;

    private RunningQueries queries;

    @BeforeAll
    static void make_a_thousand_digits() {
        server = TestServer.get();
        database = server.createDatabase("faults");
        server.adminSql(
                "CREATE TABLE " + database + ".digits (n INT PRIMARY KEY)",
                "INSERT INTO " + database
                        + ".digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 999)"
                        + " SELECT n FROM r");
    }

    @BeforeEach
    void watch_the_server() {
        queries = new RunningQueries(server, "safecsv fault");
    }

    @AfterEach
    void stop_watching() {
        queries.close();
    }

    @Test
    void sigterm_ends_the_query_and_leaves_no_file() throws Exception {
        Process export = startExport();
        signal("TERM", export.pid());
        assertEnded(export, ExitCode.INTERRUPTED);
        assertEquals(List.of(), names());
    }

    @Test
    void sighup_ends_the_query_and_leaves_no_file() throws Exception {
        Process export = startExport();
        signal("HUP", export.pid());
        assertEnded(export, ExitCode.INTERRUPTED);
        assertEquals(List.of(), names());
    }

    @Test
    void sigint_ends_the_query_and_leaves_no_file() throws Exception {
        Process export = startExport();
        signal("INT", export.pid());
        assertEnded(export, ExitCode.INTERRUPTED);
        assertEquals(List.of(), names());
    }

    @Test
    void kill_9_leaves_nothing_under_the_final_name_and_a_part_that_can_be_recognised() throws Exception {
        Process export = startExport();
        export.destroyForcibly();
        assertTrue(export.waitFor(5, TimeUnit.SECONDS));
        List<String> names = names();
        assertEquals(1, names.size(), names.toString());
        assertTrue(names.get(0).startsWith(".out.csv.") && names.get(0).endsWith(CompleteFile.PART_SUFFIX));
        queries.awaitNone(5_000);
    }

    @Test
    void a_killed_query_is_a_failure() throws Exception {
        Process export = startExport();
        server.adminSql("KILL QUERY " + queries.ids().get(0));
        String said = assertEnded(export, ExitCode.FAILED);
        assertTrue(said.contains("killed"), said);
        assertEquals(List.of(), names());
    }

    @Test
    void a_killed_connection_is_a_failure() throws Exception {
        Process export = startExport();
        server.adminSql("KILL CONNECTION " + queries.ids().get(0));
        String said = assertEnded(export, ExitCode.FAILED);
        assertTrue(said.contains("connection"), said);
        assertEquals(List.of(), names());
    }

    @Test
    void a_time_limit_is_a_refusal() throws Exception {
        export().with("--timeout", "1s").run().assertExit(ExitCode.REFUSED).assertErrorContains("--timeout");
        queries.awaitNone(GONE_MILLISECONDS);
        assertEquals(List.of(), names());
    }

    @Test
    void a_row_limit_is_a_refusal() throws Exception {
        export().with("--max-rows", "1000").run().assertExit(ExitCode.REFUSED).assertErrorContains("--max-rows");
        queries.awaitNone(GONE_MILLISECONDS);
        assertEquals(List.of(), names());
    }

    @Test
    void a_failed_export_leaves_the_old_file_with_force_too() throws Exception {
        Files.writeString(directory.resolve("out.csv"), "old");
        export().with("--max-rows", "1000", "--force").run().assertExit(ExitCode.REFUSED);
        assertEquals("old", Files.readString(directory.resolve("out.csv")));
        assertEquals(List.of("out.csv"), names());
    }

    @Test
    void a_full_disk_is_a_failure() throws Exception {
        try (SmallDisk disk = SmallDisk.at(directory, "4m")) {
            export().with("--no-space-check")
                    .run()
                    .assertExit(ExitCode.FAILED)
                    .assertErrorContains("No space left on device");
            queries.awaitNone(GONE_MILLISECONDS);
            assertEquals(List.of(), names());
            assertEquals(directory, disk.directory());
        }
    }

    /** No exception of Java's, and no signal either. */
    @Test
    void java_s_memory_used_up_is_said_and_no_interruption() throws Exception {
        SafecsvCli.safecsv("export", "-e", "SELECT REPEAT('a', 20000000)")
                .with("-o", directory.resolve("out.csv").toString())
                .on(server, server.admin())
                .environment("SAFECSV_JAVA_OPTS", "-Xmx24m")
                .run()
                .assertExit(ExitCode.BUG)
                .assertErrorContains("SAFECSV_JAVA_OPTS=-Xmx4g");
        assertEquals(List.of(), names());
    }

    @Test
    void standard_output_that_is_full_is_a_failure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        Process export = toStandardOutput().startWritingTo(Path.of("/dev/full"));
        String said = assertEnded(export, ExitCode.FAILED);
        assertTrue(said.contains("No space left on device"), said);
    }

    @Test
    void a_reader_that_has_seen_enough_ends_the_query_quietly() throws Exception {
        Process export = toStandardOutput().start();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(export.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("n,\"REPEAT('safecsv fault ', 4)\"", reader.readLine());
        }
        assertEquals("", assertEnded(export, ExitCode.DONE));
    }

    /** The writing thread hangs in a full pipe then, and can't be woken by anything but the end of the process. */
    @Test
    void a_reader_that_stops_reading_does_not_keep_a_signal_from_ending_it() throws Exception {
        Process export = toStandardOutput().start();
        assertTrue(export.getInputStream().read() >= 0);
        queries.awaitOne();
        signal("TERM", export.pid());
        assertEnded(export, ExitCode.INTERRUPTED);
    }

    private Process startExport() throws IOException {
        Process export = export().start();
        queries.awaitOne();
        while (names().isEmpty() || Files.size(directory.resolve(names().get(0))) == 0) {
            Thread.onSpinWait();
        }
        return export;
    }

    private SafecsvCli export() {
        return toStandardOutput().with("-o", directory.resolve("out.csv").toString());
    }

    private SafecsvCli toStandardOutput() {
        return SafecsvCli.safecsv("export", "--quiet", "-D", database, "-e", ENDLESS)
                .on(server, server.admin());
    }

    /** Waits for the process and for the server, and gives what the process said on standard error. */
    private String assertEnded(Process export, ExitCode expected) throws Exception {
        try {
            queries.awaitNone(GONE_MILLISECONDS);
            assertTrue(export.waitFor(10, TimeUnit.SECONDS), "it still runs");
        } finally {
            export.toHandle()
                    .destroyForcibly(); // else its query would fail the tests that come after; keeps the pipes open
        }
        String said = new String(export.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(expected.code(), export.exitValue(), said);
        return said;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertEquals(0, run("kill", "-" + name, Long.toString(pid)));
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
