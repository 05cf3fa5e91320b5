package safecsv.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safecsv.ExitCode;
import safecsv.cli.InProcess;

/** What a program left behind: its exit code, both its streams whole, and how long it ran. */
public final class FinishedProcess {
    private static final Path STREAMS = ThrowawayFolder.create("safecsv-streams-");
    private static final int SHOWN_CHARACTERS = 4000;

    private final List<String> command;
    private final int exitCode;
    private final byte[] output;
    private final String error;
    private final Duration duration;

    private FinishedProcess(List<String> command, int exitCode, byte[] output, String error, Duration duration) {
        this.command = command;
        this.exitCode = exitCode;
        this.output = output;
        this.error = error;
        this.duration = duration;
    }

    /** Runs a program to its end with these bytes as its standard input; fails the test when it takes longer than this. */
    static FinishedProcess run(ProcessBuilder builder, byte[] input, Duration limit) {
        try {
            Path in = Files.write(Files.createTempFile(STREAMS, "in", ""), input);
            Path out = Files.createTempFile(STREAMS, "out", "");
            Path err = Files.createTempFile(STREAMS, "err", "");
            long start = System.nanoTime();
            Process process = builder.redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            FinishedProcess result = new FinishedProcess(
                    builder.command(),
                    process.exitValue(),
                    Files.readAllBytes(out),
                    Files.readString(err),
                    Duration.ofNanos(System.nanoTime() - start));
            for (Path stream : List.of(in, out, err)) {
                Files.delete(stream);
            }
            return ended ? result : fail("It did not end within " + limit + " and was killed.\n" + result);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    /**
     * Runs a command line of safecsv to its end inside this process.
     *
     * @param command the program's name and its arguments
     * @param home the user's home directory, the only environment variable
     */
    static FinishedProcess runHere(List<String> command, Path home, byte[] input, Duration limit) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        CompletableFuture<Integer> code = new CompletableFuture<>();
        long start = System.nanoTime();
        Thread main = new Thread(
                () -> code.complete(InProcess.run(
                        Map.of("HOME", home.toString()),
                        new ByteArrayInputStream(input),
                        output,
                        error,
                        command.subList(1, command.size()))),
                "safecsv-main");
        main.start();
        String hang = "";
        try {
            code.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            hang = "It did not end within " + limit + ". Its thread was at\n"
                    + Stream.of(main.getStackTrace())
                            .map(at -> "    " + at + "\n")
                            .collect(Collectors.joining());
            main.interrupt();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
        FinishedProcess result = new FinishedProcess(
                List.copyOf(command),
                code.getNow(-1),
                output.toByteArray(),
                error.toString(StandardCharsets.UTF_8),
                Duration.ofNanos(System.nanoTime() - start));
        return hang.isEmpty() ? result : fail(hang + result);
    }

    /** The same with this text left out of both streams. */
    FinishedProcess without(String text) {
        return text.isEmpty()
                ? this
                : new FinishedProcess(
                        command,
                        exitCode,
                        outputText().replace(text, "").getBytes(StandardCharsets.UTF_8),
                        error.replace(text, ""),
                        duration);
    }

    /** Fails with everything the program said unless it ended like this. */
    public FinishedProcess assertExit(ExitCode expected) {
        return assertExit(expected.code());
    }

    /** Fails with everything the program said unless it ended like this. */
    public FinishedProcess assertExit(int expected) {
        return exitCode == expected ? this : fail("Expected exit code " + expected + ".\n" + this);
    }

    /** Fails with everything the program said unless standard error has this text in it. */
    public FinishedProcess assertErrorContains(String text) {
        return error.contains(text) ? this : fail("Expected on standard error: " + text + "\n" + this);
    }

    /** The exit status; 128 and the signal's number when a signal ended it. */
    public int exitCode() {
        return exitCode;
    }

    /** Standard output, byte for byte. */
    public byte[] output() {
        return output.clone();
    }

    /** Standard output as UTF-8. */
    public String outputText() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** Standard error as UTF-8. */
    public String error() {
        return error;
    }

    /** From start to end of the process. */
    public Duration duration() {
        return duration;
    }

    /** Everything, for a failing test; long streams are cut. */
    @Override
    public String toString() {
        return String.join(" ", command) + "\nexit code " + exitCode + " after " + duration.toMillis() + " ms"
                + "\n--- standard output (" + output.length + " bytes)\n" + shown(outputText())
                + "\n--- standard error\n" + shown(error);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, SHOWN_CHARACTERS) + "… (" + text.length() + " characters)";
    }
}
