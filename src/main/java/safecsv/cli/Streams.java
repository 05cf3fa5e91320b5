package safecsv.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
 */
record Streams(
        Map<String, String> environment,
        InputStream input,
        OutputStream data,
        PrintWriter messages,
        boolean terminal,
        boolean outputTerminal) {

    /** The process's own. Bytes of data go through no encoder and no second buffer. */
    static Streams ofThisProcess() {
        return new Streams(
                System.getenv(),
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("safecsv.terminal"),
                Boolean.getBoolean("safecsv.output.terminal"));
    }

    /** Whether standard output may have colours: on a terminal, unless NO_COLOR is set to anything. */
    boolean colours() {
        return outputTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
