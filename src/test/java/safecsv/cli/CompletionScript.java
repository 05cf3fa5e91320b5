package safecsv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
        return AutoComplete.bash("safecsv", CommandLines.create(InProcess.NO_STREAMS, new ProcessEnd()));
    }
}
