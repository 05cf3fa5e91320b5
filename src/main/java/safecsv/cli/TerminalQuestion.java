package safecsv.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Asks on the terminal itself, whatever standard input is. */
final class TerminalQuestion {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private TerminalQuestion() {}

    /**
     * Whether the answer was y or yes; anything else is no.
     *
     * @throws SafecsvException code 4 where nobody can answer
     */
    static boolean yes(PrintWriter messages, String question) {
        messages.print(question);
        messages.flush();
        try (BufferedReader answers = Files.exists(TERMINAL)
                ? Files.newBufferedReader(TERMINAL, Charset.defaultCharset())
                : new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            String answer = answers.readLine();
            String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
            return word.equals("y") || word.equals("yes");
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: nobody can be asked on the terminal. Nothing was changed. Give --yes.",
                    e);
        }
    }
}
