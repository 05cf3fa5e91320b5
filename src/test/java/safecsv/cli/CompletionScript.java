package safecsv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/** Writes the completion script for bash and zsh when the distribution is built. Argument: the file. */
final class CompletionScript {
    private CompletionScript() {}

    /** Writes the script of all commands, as picocli generates it. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text(), UTF_8);
    }

    static String text() {
        Streams none = new Streams(
                new ByteArrayOutputStream(), new PrintWriter(new ByteArrayOutputStream(), true, UTF_8), false);
        return AutoComplete.bash("safecsv", CommandLines.create(none, new ProcessEnd()));
    }
}
