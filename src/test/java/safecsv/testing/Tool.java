package safecsv.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A program of the system's, such as gzip, as a judge of what was written. */
public final class Tool {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static String python;

    private Tool() {}

    /** Runs it, with nothing on standard input; skips the calling test where it is not installed. */
    public static FinishedProcess run(String program, String... arguments) {
        require(program);
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return FinishedProcess.run(new ProcessBuilder(command), new byte[0], LIMIT);
    }

    /**
     * The path of the Python on the PATH, asked once: a version manager's stand-in for it takes half a second a start. Skips
     * the calling test where there is none.
     */
    public static synchronized String python() {
        if (python == null) {
            python = run("python3", "-c", "import sys; print(sys.executable)")
                    .assertExit(0)
                    .outputText()
                    .strip();
        }
        return python;
    }

    /** Skips the calling test where a program is not installed. */
    static void require(String program) {
        Assumptions.assumeTrue(isThere(program), () -> "There is no " + program);
    }

    /** Whether a program is installed: a name on the PATH, or a path. */
    public static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }
}
