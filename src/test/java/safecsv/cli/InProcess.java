package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** For command lines that are described and not run. */
    static final Streams NO_STREAMS = streams(Writer.nullWriter());

    /** No standard input, a standard output that nobody reads, and standard error. */
    static Streams streams(Writer error) {
        return new Streams(
                Map.of(),
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintWriter(error, true),
                false,
                false,
                false);
    }

    /** Runs a command line as this server's administrator. */
    public static InProcess run(TestServer server, List<String> arguments) {
        return run(server.host(), server.port(), server.admin(), arguments);
    }

    /** Runs a command line as a user of the server that is there. */
    public static InProcess run(String host, int port, TestUser user, List<String> arguments) {
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
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int code = run(Map.of(), InputStream.nullInputStream(), output, error, all);
        return new InProcess(code, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command line with everything that a process would be started with; returns its exit code. */
    public static int run(
            Map<String, String> environment,
            InputStream input,
            OutputStream output,
            OutputStream error,
            List<String> arguments) {
        Streams streams = new Streams(
                environment, input, output, new PrintWriter(error, true, StandardCharsets.UTF_8), false, false, false);
        int code = Main.run(streams, new ProcessEnd(), arguments.toArray(String[]::new));
        streams.messages().flush();
        return code;
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
