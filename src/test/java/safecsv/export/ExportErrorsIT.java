package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** Bad input: one clear message, the right exit code, no stack trace, nothing written. */
class ExportErrorsIT {
    private static TestServer server;
    private static String database;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_a_table() {
        server = TestServer.get();
        database = server.createDatabase("errors");
        server.adminSql("CREATE TABLE " + database + ".users (id INT PRIMARY KEY, name VARCHAR(20))");
    }

    @Test
    void unknown_host() {
        said(connecting("-h", "no-such-host.invalid", "-u", "root"), ExitCode.FAILED, "no-such-host.invalid");
    }

    @Test
    void wrong_port() {
        said(connecting("-h", "127.0.0.1", "-P", "1", "-u", "root"), ExitCode.FAILED, "127.0.0.1:1");
    }

    @Test
    void wrong_user_and_wrong_password() {
        said(users(new TestUser("nobody_here", "x")), ExitCode.FAILED, "nobody_here");
        TestUser user = server.createUser("SELECT ON " + database + ".*");
        said(users(new TestUser(user.name(), "wrong")), ExitCode.FAILED, user.name());
    }

    @Test
    void no_right_to_read() {
        TestUser user = server.createUser("USAGE ON *.*");
        said(users(user), ExitCode.FAILED, user.name());
    }

    @Test
    void unknown_database_table_and_column() {
        said(
                SafecsvCli.safecsv("export", "-D", "no_such_db", "-e", "SELECT 1")
                        .on(server, server.admin()),
                ExitCode.FAILED,
                "no_such_db");
        said(export("--table", "no_such_table"), ExitCode.FAILED, "no_such_table");
        said(export("--table", "users", "--columns", "id,nope"), ExitCode.FAILED, "nope");
        said(export("-e", "SELECT nope FROM users"), ExitCode.FAILED, "nope");
    }

    @Test
    void syntax_error() {
        said(export("-e", "SELECT 1 2 3"), ExitCode.FAILED, "line 1");
        said(export("-e", "SELEC 1"), ExitCode.REFUSED, "line 1");
        said(export("--table", "users", "--where", "id = = 1"), ExitCode.FAILED, "= 1");
    }

    @Test
    void statements_that_are_not_one_read() {
        said(export("-e", "DELETE FROM users"), ExitCode.REFUSED, "DELETE");
        said(export("-e", "SELECT 1; SELECT 2"), ExitCode.REFUSED, "one");
        said(export("-e", ""), ExitCode.USAGE, "empty");
    }

    @Test
    void query_files_that_cannot_be_read() throws IOException {
        said(export("--query-file", directory.resolve("no.sql").toString()), ExitCode.USAGE, "no.sql");
        said(export("--query-file", directory.toString()), ExitCode.USAGE, directory.toString());
        Path latin1 = Files.write(directory.resolve("latin1.sql"), new byte[] {'S', (byte) 0xe9});
        said(export("--query-file", latin1.toString()), ExitCode.USAGE, "UTF-8");
    }

    @Test
    void outputs_that_cannot_be_written() throws IOException {
        Path existing = Files.writeString(directory.resolve("old.csv"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), existing);
        said(users("-o", directory.toString()), ExitCode.USAGE, "directory");
        said(users("-o", existing.toString()), ExitCode.REFUSED, "--force");
        said(users("-o", link.toString(), "--force"), ExitCode.REFUSED, "link");
        said(users("-o", directory.resolve("no/out.csv").toString()), ExitCode.USAGE, "no directory");
        said(users("-o", "/dev/null", "--force"), ExitCode.USAGE, "regular file");
        assertEquals("old", Files.readString(existing));
    }

    @Test
    void options_that_do_not_fit() {
        said(users("--dialect", "parquet"), ExitCode.USAGE, "standard, excel, tsv, mysql");
        said(users("--no-such-option"), ExitCode.USAGE, "--no-such-option");
        said(users("--timeout", "soon"), ExitCode.USAGE, "30s");
        said(users("--max-rows", "-1"), ExitCode.USAGE, "--max-rows");
        said(users("--ssl-mode", "maybe"), ExitCode.USAGE, "REQUIRED");
        said(users("-e", "SELECT 1"), ExitCode.USAGE, "only one");
        said(export("-e", "SELECT 1", "--where", "1=1"), ExitCode.USAGE, "--where");
        said(export(), ExitCode.USAGE, "what to export");
        said(SafecsvCli.safecsv(), ExitCode.USAGE, "First steps:");
    }

    @Test
    void option_file_that_cannot_be_read() {
        String file = directory.resolve("no.cnf").toString();
        said(SafecsvCli.safecsv("export", "--defaults-file", file, "-e", "SELECT 1"), ExitCode.USAGE, "no.cnf");
    }

    @Test
    void password_on_the_command_line() {
        FinishedProcess refused = said(
                SafecsvCli.safecsv("export", "--no-defaults", "-h", "127.0.0.1", "-e", "SELECT 1", "-phunter2"),
                ExitCode.USAGE,
                "--password-file");
        assertFalse(refused.error().contains("hunter2"), refused.error());
    }

    private static FinishedProcess said(SafecsvCli command, ExitCode expected, String words) {
        FinishedProcess finished = command.run().assertExit(expected).assertErrorContains(words);
        assertFalse(finished.error().contains("\tat "), finished.error());
        assertEquals("", finished.outputText());
        return finished;
    }

    private static SafecsvCli connecting(String... arguments) {
        return SafecsvCli.safecsv("export", "--no-defaults", "-e", "SELECT 1").with(arguments);
    }

    private static SafecsvCli users(TestUser user) {
        return SafecsvCli.safecsv("export", "-D", database, "--table", "users").on(server, user);
    }

    private static SafecsvCli users(String... arguments) {
        return users(server.admin()).with(arguments);
    }

    private static SafecsvCli export(String... arguments) {
        return SafecsvCli.safecsv("export", "-D", database).with(arguments).on(server, server.admin());
    }
}
