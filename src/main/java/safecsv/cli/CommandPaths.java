package safecsv.cli;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Paths from the command line. */
final class CommandPaths {
    private CommandPaths() {}

    /** @throws ParameterException where the text can't be a file's path here, or says that it is a folder's */
    static Path path(CommandLine line, String text) {
        if (text.endsWith("/") || text.endsWith(File.separator)) {
            throw new ParameterException(
                    line, "'%s' names a folder. Name a file in it. Nothing was written.".formatted(text));
        }
        return directory(line, text);
    }

    /** @throws ParameterException where the text can't be a path here */
    static Path directory(CommandLine line, String text) {
        try {
            if (text.isEmpty()) {
                throw new ParameterException(line, "A file name can't be empty.");
            }
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ParameterException(line, "'%s' can't be a file name: %s.".formatted(text, e.getReason()), e);
        }
    }
}
