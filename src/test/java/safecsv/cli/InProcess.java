package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * A command line run in this process, for tests with many of them: all but the launcher and the process's end is the
 * program's own.
 *
 * @param exitCode what the process would end with
 * @param output standard output
 * @param error standard error
 */
public record InProcess(int exitCode, String output, String error) {
    /** Runs a command line as this server's administrator. */
    public static InProcess run(TestServer server, List<String> arguments) {
        return run(server.host(), server.port(), server.admin(), arguments);
    }

    /** Runs a command line as a user of the server that is there. */
    public static InProcess run(String host, int port, TestUser user, List<String> arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        StringWriter error = new StringWriter();
        Streams streams = new Streams(output, new PrintWriter(error, true), false);
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(
                "--no-defaults",
                "-h",
                host,
                "-P",
                Integer.toString(port),
                "-u",
                user.name(),
                "--password-file",
                SafecsvCli.passwordFile(user.password()).toString()));
        int code = CommandLines.create(streams, new ProcessEnd()).execute(all.toArray(String[]::new));
        return new InProcess(code, output.toString(StandardCharsets.UTF_8), error.toString());
    }

    /** Fails with everything that was said unless it ended like this. */
    public InProcess assertExit(int expected) {
        assertEquals(expected, exitCode, toString());
        return this;
    }

    /** Fails with everything that was said unless it ended like this. */
    public InProcess assertExit(ExitCode expected) {
        return assertExit(expected.code());
    }

    /** Fails with everything that was said unless standard error has this text in it. */
    public InProcess assertErrorContains(String text) {
        assertTrue(error.contains(text), () -> "Expected on standard error: " + text + "\n" + this);
        return this;
    }
}
