package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** An export that was ended in the middle and resumed is the export that was not. */
@Tag("any-server")
class ResumeIT {
    private static final String STATE = "out.csv.safecsv-resume.json";

    private TestServer server;
    private String table;

    @TempDir
    private Path directory;

    @BeforeEach
    void make_a_table() {
        server = TestServer.get();
        String database = server.createDatabase("resume");
        table = database + ".t";
        server.adminSql(
                "USE " + database,
                "CREATE TABLE digits (n INT PRIMARY KEY)",
                "INSERT INTO digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 249)"
                        + " SELECT n FROM r",
                "CREATE TABLE t (id INT PRIMARY KEY, filler VARCHAR(1000)) CHARACTER SET latin1",
                "INSERT INTO t SELECT a.n * 250 + b.n, REPEAT('filler, ', 120) FROM digits a, digits b WHERE a.n < 120",
                "ANALYZE TABLE t");
    }

    @Test
    void a_killed_export_goes_on_and_is_the_whole_one() throws Exception {
        interrupted("-KILL");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(STATE))));
        assertResumed();
    }

    @Test
    void an_interrupted_export_says_how_to_go_on() throws Exception {
        interrupted("-INT");
        assertResumed();
    }

    @Test
    void another_definition_condition_or_form_is_refused() throws Exception {
        interrupted("-KILL");
        refused("condition", "--where", "id > 0");
        refused("form", "--dialect", "tsv");
        refused("columns", "--columns", "id");
        server.adminSql("ALTER TABLE " + table + " MODIFY filler VARCHAR(1001)");
        refused("definition");
        assertTrue(names().contains(STATE), names().toString());
    }

    @Test
    void kept_bytes_that_changed_are_refused() throws Exception {
        interrupted("-KILL");
        Path part = directory.resolve(names().stream()
                .filter(name -> name.startsWith(".out"))
                .findFirst()
                .orElseThrow());
        byte[] bytes = Files.readAllBytes(part);
        bytes[1000]++;
        Files.write(part, bytes);
        refused("not what the earlier run left");
    }

    @Test
    void a_new_export_does_not_end_one_that_can_be_resumed() throws Exception {
        interrupted("-KILL");
        command("--resumable").run().assertExit(ExitCode.REFUSED).assertErrorContains("--resume");
    }

    @Test
    void what_is_not_there_or_can_not_be_continued_is_refused() {
        command("--resume").run().assertExit(ExitCode.USAGE).assertErrorContains("nothing to resume");
        command("--resumable", "--compress", "gzip").run().assertExit(ExitCode.USAGE);
    }

    private void refused(String why, String... more) throws IOException {
        command("--resume").with(more).run().assertExit(ExitCode.REFUSED).assertErrorContains(why);
        assertTrue(Files.notExists(directory.resolve("out.csv")));
    }

    private void assertResumed() throws IOException {
        command("--resume").run().assertExit(ExitCode.DONE).assertErrorContains("2 snapshots");
        assertEquals(List.of("out.csv"), names());
        Path whole = directory.resolve("whole.csv");
        SafecsvCli.safecsv("export", "-e", "SELECT * FROM " + table + " ORDER BY id", "-o", whole.toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        assertEquals(-1, Files.mismatch(whole, directory.resolve("out.csv")));
    }

    /** Ends an export when the first state is saved. */
    private void interrupted(String signal) throws Exception {
        Process export = command("--resumable", "--throttle", "6MB/s").start();
        while (!names().contains(STATE)) {
            assertTrue(export.isAlive(), "it ended before it saved a state");
            TimeUnit.MILLISECONDS.sleep(20);
        }
        new ProcessBuilder("kill", signal, Long.toString(export.pid())).start().waitFor();
        assertTrue(export.waitFor(10, TimeUnit.SECONDS), "it still runs");
        assertTrue(Files.notExists(directory.resolve("out.csv")));
    }

    private SafecsvCli command(String... arguments) {
        return SafecsvCli.safecsv("export", "--table", table)
                .with("-o", directory.resolve("out.csv").toString())
                .with(arguments)
                .on(server, server.admin());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
