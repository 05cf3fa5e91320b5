package safecsv.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import safecsv.ExitCode;

/**
 * Ends the process with the right exit code, also when a signal (Ctrl-C, SIGTERM) ends it: what runs is asked to stop and
 * gets some seconds to clean up.
 */
final class ProcessEnd {
    private static final int SECONDS_TO_CLEAN_UP = 10;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final AtomicReference<Runnable> interrupt = new AtomicReference<>();

    /** Has signals handled by this object from now on. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "shutdown"));
    }

    /** What a signal does from now on, until {@link #nothingToInterrupt}; it must return within seconds. */
    void onInterrupt(Runnable action) {
        interrupt.set(action);
    }

    void nothingToInterrupt() {
        interrupt.set(null);
    }

    /** Ends the process; never returns. */
    void exit(int code) {
        exitCode.complete(code);
        System.exit(code);
    }

    private void shutDown() {
        if (exitCode.isDone()) {
            return;
        }
        int code = ExitCode.INTERRUPTED.code();
        Runnable running = interrupt.get();
        if (running != null) {
            running.run();
            code = awaitExitCode();
        }
        TerminalPassword.leave();
        // The JVM would end with 128 + the signal's number, whatever has been done about it.
        Runtime.getRuntime().halt(code);
    }

    private int awaitExitCode() {
        try {
            return exitCode.get(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            System.err.println(
                    "safecsv: Interrupted. Cleaning up took too long and was cut short: temporary files, whose names"
                            + " begin with a dot and end with .safecsv-part, may be left beside the output.");
            return ExitCode.INTERRUPTED.code();
        } catch (InterruptedException | ExecutionException e) {
            return ExitCode.INTERRUPTED.code();
        }
    }
}
