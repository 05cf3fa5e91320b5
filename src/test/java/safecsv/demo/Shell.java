package safecsv.demo;

import java.io.IOException;
import java.io.PrintStream;

/** Runs commands exactly as they are printed, so that what a reader copies is what was run. */
final class Shell {
    private final PrintStream out;

    Shell(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints a command, runs it with this process's own output and error streams, and prints its exit code.
     *
     * @throws IllegalStateException where the exit code is not 0
     */
    void run(String command) throws IOException, InterruptedException {
        run(command, 0);
    }

    /** As {@link #run(String)}, for a command that is to end with another exit code. */
    void run(String command, int expected) throws IOException, InterruptedException {
        out.println("$ " + command);
        out.flush();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int exit = builder.start().waitFor();
        out.println("exit code " + exit);
        out.println();
        if (exit != expected) {
            throw new IllegalStateException("The demo stops here: this command ended with " + exit + ".");
        }
    }
}
