package safecsv.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import safecsv.ExitCode;
import safecsv.csv.IoReason;

/**
 * What a command is started with beside its arguments. All of it is handed in, so that tests run commands inside their
 * own process.
 *
 * @param environment the environment variables
 * @param input standard input
 * @param data standard output
 * @param messages standard error, for everything else; flushes at line ends
 * @param terminal whether standard error is a terminal; the launcher knows, the JVM does not
 * @param outputTerminal whether standard output is one
 * @param outputFile whether standard output is a file
 */
record Streams(
        Map<String, String> environment,
        InputStream input,
        OutputStream data,
        PrintWriter messages,
        boolean terminal,
        boolean outputTerminal,
        boolean outputFile) {
    Streams {
        data = new NotedOutput(data);
    }

    /** The process's own. Bytes of data go through no encoder and no second buffer. */
    static Streams ofThisProcess() {
        return new Streams(
                System.getenv(),
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("safecsv.terminal"),
                Boolean.getBoolean("safecsv.output.terminal"),
                Boolean.getBoolean("safecsv.output.file"));
    }

    /**
     * The exit code, now that all is said: another one where what was done could not be said, and the other stream says so.
     *
     * @param code what the command ended with
     */
    int told(int code) {
        if (code != ExitCode.DONE.code() && code != ExitCode.CHANGES.code()) {
            return code;
        }
        NotedOutput output = (NotedOutput) data;
        if (output.failure().isPresent()) {
            messages.println("safecsv: The command did what it was to do, but the result could not be printed: "
                    + IoReason.of(output.failure().get())
                    + " (standard output). What was written or changed stays.");
            return ExitCode.UNTOLD.code();
        }
        if (messages.checkError()) {
            sayOnOutput(output);
            return ExitCode.UNTOLD.code();
        }
        return code;
    }

    private static void sayOnOutput(NotedOutput output) {
        if (output.used()) {
            return;
        }
        PrintStream words = new PrintStream(output, true, StandardCharsets.UTF_8);
        words.println(
                "safecsv: The command did what it was to do, but its messages could not be printed (standard error)."
                        + " What was written or changed stays.");
    }

    /** Whether standard output may have colours: on a terminal, unless NO_COLOR is set to anything. */
    boolean colours() {
        return outputTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
