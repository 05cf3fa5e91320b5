package safecsv.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A process about to be started, with an environment of its own: nothing is inherited but the PATH.
 *
 * @param command program and arguments
 */
record Launch(List<String> command, Map<String, String> environment) {
    /** The built distribution's folder; failsafe sets it. */
    static final Path HOME = Path.of(System.getProperty("safecsv.home", "target/safecsv"));

    /** What a process left: its exit status and both streams as text. Its toString is what assertions show. */
    record Ended(int exit, String out, String err) {}

    /** A distribution's launcher, with the Java that runs the tests. */
    static Launch of(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return new Launch(command, Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", System.getProperty("java.home")));
    }

    /** The same with one variable set, or unset where {@code value} is null. */
    Launch with(String variable, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        if (value == null) {
            changed.remove(variable);
        } else {
            changed.put(variable, value);
        }
        return new Launch(command, changed);
    }

    /** Starts the process; the caller waits for it. */
    Process start(Path out, Path err) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs it to its end, which must come within a minute. */
    Ended run() throws IOException, InterruptedException {
        Path out = Files.createTempFile("safecsv", ".out");
        Path err = Files.createTempFile("safecsv", ".err");
        try {
            Process process = start(out, err);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: " + command);
            }
            return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
