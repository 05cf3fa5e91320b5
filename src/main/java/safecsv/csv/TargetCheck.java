package safecsv.csv;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** What may stand where a {@link CompleteFile} is to appear. */
public final class TargetCheck {
    private TargetCheck() {}

    /**
     * Refuses a target that can't be written, before any work is done.
     *
     * @throws SafecsvException code 2 for a directory, a missing directory or a special file, code 4 for an existing
     *     file without {@code replace} and for a symbolic link
     */
    public static void check(Path target, boolean replace) {
        if (Files.isSymbolicLink(target)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "%s is a symbolic link, and links are not followed. Name the file that it points to."
                            .formatted(target));
        }
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "%s is a directory. Name a file in it, such as %s."
                            .formatted(target, target.resolve("export.csv")));
        }
        if (!Files.isDirectory(directoryOf(target))) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "There is no directory %s to write %s into. Create it first."
                            .formatted(directoryOf(target), target.getFileName()));
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            checkExisting(target, replace);
        }
    }

    private static void checkExisting(Path target, boolean replace) {
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "%s is not a regular file (a device or a pipe). Use standard output for it: > %s"
                            .formatted(target, target));
        }
        if (!replace) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "%s exists already and was left as it is. Use --force to replace it.".formatted(target));
        }
    }

    /** The directory that it is in; the working directory for a bare name. */
    public static Path directoryOf(Path target) {
        Path parent = target.getParent();
        return parent == null ? Path.of(".") : parent;
    }
}
