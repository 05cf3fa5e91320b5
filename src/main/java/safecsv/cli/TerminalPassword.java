package safecsv.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import safecsv.mysql.settings.ClientEnvironment.PasswordPrompt;
import safecsv.mysql.settings.Secret;

/**
 * Asks for a password on the terminal itself, with its echo turned off by stty: Java's console is none where input or
 * output is redirected, and the data of an export goes to a redirected output. Java's console is for Windows.
 */
final class TerminalPassword implements PasswordPrompt {
    private static final Path TERMINAL = Path.of("/dev/tty");

    /** The terminal is one for the whole process. */
    private static volatile boolean echoOff;

    @Override
    public Optional<Secret> ask(String question) {
        return Files.exists(TERMINAL) ? askOnTerminal(question) : askOnConsole(question);
    }

    @SuppressWarnings("SystemConsoleNull") // null up to Java 21; later a console that reads what there is
    private static Optional<Secret> askOnConsole(String question) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", question);
        return Optional.ofNullable(typed).map(characters -> Secret.of(new String(characters)));
    }

    private static Optional<Secret> askOnTerminal(String question) {
        if (!stty("-echo")) {
            return Optional.empty();
        }
        echoOff = true;
        try {
            write(question);
            return readLine().map(Secret::of);
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            restoreEcho();
        }
    }

    /** Where the process ends at a question, what comes next on the terminal begins on a line of its own. */
    static void leave() {
        if (echoOff) {
            try {
                write("\n");
            } catch (IOException e) {
                // The terminal is gone, and nothing comes next.
                return;
            } finally {
                restoreEcho();
            }
        }
    }

    /** Turns the terminal's echo on again where a question has it off: Ctrl-C ends the process at the question. */
    static void restoreEcho() {
        if (echoOff) {
            stty("echo");
            echoOff = false;
        }
    }

    private static void write(String text) throws IOException {
        Files.writeString(TERMINAL, text, StandardCharsets.UTF_8);
    }

    /** Byte by byte: a buffer would swallow what was typed for the next program. */
    private static Optional<String> readLine() throws IOException {
        try (InputStream terminal = Files.newInputStream(TERMINAL)) {
            byte[] line = new byte[1024];
            int length = 0;
            int next = terminal.read();
            while (next != '\n' && next >= 0 && length < line.length) {
                line[length++] = (byte) next;
                next = terminal.read();
            }
            write("\n");
            return next < 0 && length == 0
                    ? Optional.empty()
                    : Optional.of(new String(line, 0, length, Charset.defaultCharset()));
        }
    }

    private static boolean stty(String mode) {
        try {
            return new ProcessBuilder("stty", mode)
                            .redirectInput(TERMINAL.toFile())
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
