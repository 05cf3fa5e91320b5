package safecsv.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Asks on the terminal itself, whatever standard input is. */
final class TerminalQuestion {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private TerminalQuestion() {}

    /**
     * Whether the answer was y or yes; anything else is no.
     *
     * @throws SafecsvException code 4 where nobody can answer, 130 where the thread is interrupted while it waits
     */
    static boolean yes(PrintWriter messages, String question) {
        String word = line(messages, question).toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    /**
     * The line that was answered, without blanks around it.
     *
     * @throws SafecsvException as {@link #yes}
     */
    static String line(PrintWriter messages, String question) {
        messages.print(question);
        messages.flush();
        CompletableFuture<String> answer = new CompletableFuture<>();
        // Reading from a terminal can't be interrupted; waiting for who reads can.
        Thread reader = new Thread(() -> read(answer), "terminal-question");
        reader.setDaemon(true);
        reader.start();
        try {
            return answer.get().strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SafecsvException(ExitCode.INTERRUPTED, "Interrupted at the question. Nothing was changed.", e);
        } catch (ExecutionException e) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: nobody can be asked on the terminal. Nothing was changed. Give --yes.",
                    e);
        }
    }

    private static void read(CompletableFuture<String> answer) {
        try (BufferedReader answers = Files.exists(TERMINAL)
                ? Files.newBufferedReader(TERMINAL, Charset.defaultCharset())
                : new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            answer.complete(Objects.requireNonNullElse(answers.readLine(), ""));
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
    }
}
