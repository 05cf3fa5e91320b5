package safecsv.schedule.jobs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks whether this machine has what a jobs file names. Answers are the ends of sentences, and empty where all is well. */
final class Surroundings {
    private Surroundings() {}

    /** A file that will be read. */
    static Optional<String> ofFile(Path file) {
        if (!Files.exists(file)) {
            return Optional.of(file + " does not exist");
        }
        if (Files.isDirectory(file)) {
            return Optional.of(file + " is a folder; name a file");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("this account may not read " + file);
    }

    /** A file that will be written; folders that are missing will be created. */
    static Optional<String> ofOutput(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of(file + " is a folder; name a file");
        }
        Path folder = file.getParent();
        return folder == null ? Optional.of("it is in no folder") : ofFolder(folder);
    }

    /** A folder that will be written into, and created where it is missing. */
    static Optional<String> ofFolder(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            return Optional.of((there == null ? folder : there) + " is a file, where a folder must be");
        }
        return Files.isWritable(there) ? Optional.empty() : Optional.of("this account may not write into " + there);
    }

    /**
     * A program that will be called.
     *
     * @param program a path, or a name that is looked for on the PATH
     */
    static Optional<String> ofProgram(String program) {
        try {
            if (program.contains("/")) {
                Path file = Path.of(program);
                return ofFile(file)
                        .or(() -> Files.isExecutable(file)
                                ? Optional.empty()
                                : Optional.of(file + " is not executable; chmod +x makes it so"));
            }
            String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
            for (String folder : path.split(File.pathSeparator, -1)) {
                Path file = Path.of(folder).resolve(program);
                if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                    return Optional.empty();
                }
            }
            return Optional.of("there is no program '%s' on the PATH".formatted(program));
        } catch (InvalidPathException e) {
            return Optional.of("'%s' can't be a program's name".formatted(program));
        }
    }
}
