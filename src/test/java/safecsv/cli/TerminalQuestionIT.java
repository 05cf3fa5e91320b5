package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** What is asked on a terminal can be answered, and Ctrl-C there ends the program at once. */
@Tag("any-server")
class TerminalQuestionIT {
    private static final String CTRL_C = "\u0003";

    /** It takes a third of that on a machine that has nothing else to do. */
    private static final long AT_ONCE_MILLISECONDS = 3000;

    private static TestServer server;
    private static String table;

    @TempDir
    private Path directory;

    private String shown = "";

    @BeforeAll
    static void make_a_table() {
        server = TestServer.get();
        String database = server.createDatabase("asked");
        table = database + ".t";
        server.adminSql(
                "CREATE TABLE " + table + " (id INT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO " + table + " VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "ANALYZE TABLE " + table);
    }

    @Test
    void ctrl_c_at_the_question_of_an_export_ends_it_at_once() throws Exception {
        assertEquals(ExitCode.INTERRUPTED.code(), answer(export(), "Run it? [y/N] ", CTRL_C));
        assertTrue(shown.contains("safecsv: Interrupted after 0 rows"), shown);
        assertTrue(Files.notExists(directory.resolve("out.csv")));
    }

    @Test
    void no_is_no_and_yes_is_yes() throws Exception {
        assertEquals(ExitCode.REFUSED.code(), answer(export(), "Run it? [y/N] ", "\n"));
        assertTrue(Files.notExists(directory.resolve("out.csv")));
        assertEquals(ExitCode.DONE.code(), answer(export(), "Run it? [y/N] ", "y\n"));
        assertTrue(Files.exists(directory.resolve("out.csv")));
    }

    @Test
    void ctrl_c_at_the_question_of_apply_ends_it_at_once_and_changes_nothing() throws Exception {
        String csv = directory.resolve("out.csv").toString();
        String plan = directory.resolve("plan.jsonl").toString();
        run("export", "--table", table, "--editable", "-o", csv).assertExit(ExitCode.DONE);
        Files.writeString(Path.of(csv), Files.readString(Path.of(csv)).replace("2,b", "2,edited"));
        run("diff", csv, "--baseline", csv + ".baseline.zip", "--plan", plan).assertExit(1);
        SafecsvCli apply = SafecsvCli.safecsv("apply", plan).on(server, server.admin());
        assertEquals(ExitCode.INTERRUPTED.code(), answer(apply, "Apply? [y/N, s shows it] ", CTRL_C));
        assertTrue(shown.contains("Nothing was changed."), shown);
        assertEquals(
                "id,name\n",
                run("export", "--table", table, "--where", "name = 'edited'").outputText());
    }

    private SafecsvCli export() {
        return SafecsvCli.safecsv("export", "--table", table, "--warn-rows", "1")
                .with("-o", directory.resolve("out.csv").toString())
                .on(server, server.admin());
    }

    private FinishedProcess run(String... arguments) {
        return SafecsvCli.safecsv(arguments).on(server, server.admin()).run();
    }

    /** Types an answer when the question is there; gives the exit code. */
    private int answer(SafecsvCli command, String question, String answer) throws Exception {
        Process process = command.startOnTerminal();
        shown = "";
        readUntil(process.getInputStream(), question);
        process.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        assertTrue(process.waitFor(AT_ONCE_MILLISECONDS, TimeUnit.MILLISECONDS), () -> "It still runs: " + shown);
        shown += new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.exitValue();
    }

    private void readUntil(InputStream terminal, String question) throws IOException {
        byte[] bytes = new byte[4096];
        while (!shown.contains(question)) {
            int count = terminal.read(bytes);
            assertTrue(count >= 0, () -> "It ended without a question: " + shown);
            shown += new String(bytes, 0, count, StandardCharsets.UTF_8);
        }
    }
}
