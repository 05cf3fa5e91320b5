package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** What the shell and the system hand to the program: bytes of names, full outputs, few files. */
@Tag("any-server")
class ProgramSurroundingsIT {
    private static TestServer server;
    private static String database;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_a_table() {
        server = TestServer.get();
        database = server.createDatabase("surroundings");
        server.adminSql(
                "CREATE TABLE " + database + ".t (id INT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO " + database + ".t VALUES (1, 'a'), (2, 'b')");
    }

    @BeforeEach
    void where_there_is_a_full_device() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    }

    @Test
    void a_name_of_bytes_that_are_no_text_is_refused() throws Exception {
        Said said = shell("$SAFECSV export --table t -o \"$(printf 'caf\\351.csv')\"");
        assertEquals(ExitCode.USAGE.code(), said.code(), said::toString);
        assertTrue(said.error().contains("no text in this locale"), said::toString);
        Said condition = shell("$SAFECSV export --table t -o t.csv --where \"name <> '$(printf '\\351')'\"");
        assertEquals(ExitCode.USAGE.code(), condition.code(), condition::toString);
        assertEquals(List.of(), names());
    }

    @Test
    void a_japanese_name_is_kept_in_the_locale_of_cron() throws Exception {
        Said said = shell("env -u LANG LC_ALL=C $SAFECSV export --table t -o 顧客.csv");
        assertEquals(ExitCode.DONE.code(), said.code(), said::toString);
        assertEquals(List.of("顧客.csv"), names());
    }

    @Test
    void a_summary_that_can_not_be_printed_is_told_on_the_other_stream() throws Exception {
        Said error = shell("$SAFECSV export --table t -o a.csv 2> /dev/full");
        assertEquals(ExitCode.UNTOLD.code(), error.code(), error::toString);
        assertTrue(error.output().contains("What was written or changed stays"), error::toString);
        Said output = shell("$SAFECSV export --table t -o b.csv --json > /dev/full");
        assertEquals(ExitCode.UNTOLD.code(), output.code(), output::toString);
        assertTrue(output.error().contains("b.csv is complete"), output::toString);
        assertEquals(List.of("a.csv", "b.csv"), names());
    }

    @Test
    void so_is_what_diff_and_apply_found_and_did() throws Exception {
        shell("$SAFECSV export --table t --editable -o t.csv");
        Path csv = directory.resolve("t.csv");
        Files.writeString(csv, Files.readString(csv).replace("2,b", "2,edited"));
        Said diff = shell("$SAFECSV diff t.csv --plan plan.jsonl > /dev/full");
        assertEquals(ExitCode.UNTOLD.code(), diff.code(), diff::toString);
        assertTrue(diff.error().contains("Compares with t.csv.baseline.zip"), diff::toString);
        Said apply = shell("$SAFECSV apply plan.jsonl --yes --json > /dev/full");
        assertEquals(ExitCode.UNTOLD.code(), apply.code(), apply::toString);
        assertTrue(apply.error().contains("What was written or changed stays"), apply::toString);
        assertEquals(
                ExitCode.DONE.code(),
                shell("$SAFECSV undo plan.undo.jsonl --yes").code());
    }

    @Test
    void too_few_files_are_said_without_a_stack_trace() throws Exception {
        for (int files : new int[] {12, 20, 31}) {
            Said said = shell("ulimit -n " + files + "; $SAFECSV export --table t -o t.csv");
            assertEquals(ExitCode.USAGE.code(), said.code(), said::toString);
            assertTrue(said.error().contains("ulimit -n"), said::toString);
            assertEquals(1, said.error().lines().count(), said::toString);
        }
        assertEquals(List.of(), names());
    }

    private record Said(int code, String output, String error) {}

    private Said shell(String line) throws Exception {
        Path output = Files.createTempFile("said", "");
        Path error = Files.createTempFile("said", "");
        String program = Path.of(System.getProperty("safecsv.home", "target/safecsv"), "bin/safecsv")
                .toAbsolutePath()
                .toString();
        String options = String.join(
                " ",
                "",
                "--no-defaults",
                "-h",
                server.host(),
                "-P",
                Integer.toString(server.port()),
                "-D",
                database,
                "-u");
        String login = server.admin().name() + " --password-file "
                + SafecsvCli.passwordFile(server.admin().password());
        // The options stand behind the command's own, before any redirection.
        String whole = "run() { " + program + " \"$@\"" + options + " " + login + "; }; "
                + line.replace("env -u LANG LC_ALL=C $SAFECSV", "export LC_ALL=C; unset LANG; run")
                        .replace("$SAFECSV", "run");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", whole)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        int code = builder.start().waitFor();
        return new Said(code, Files.readString(output), Files.readString(error, StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
