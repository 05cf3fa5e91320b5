package safecsv.schedule;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.BesideName;
import safecsv.csv.FileNames;
import safecsv.csv.IoReason;
import safecsv.csv.Sha256;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.PublishedFile;

/**
 * A job's file between its export and its name. The export writes it, complete and synced, beside its target as
 * {@code .NAME.XXXXXXXX.safecsv-ready}; what it is to become stands in the run log by then, and only then it gets its name.
 */
final class StagedFile {
    private static final String SUFFIX = ".safecsv-ready";

    /** In UTF-8 bytes; the export's own temporary name has more to add. */
    private static final int LONGEST_NAME = 170;

    private StagedFile() {}

    /** A new name beside the target. */
    static Path beside(Path target) {
        return BesideName.of(target, LONGEST_NAME, SUFFIX);
    }

    /**
     * Refuses a target that this job may not write: what it did not publish, or what has changed since, is nobody's to
     * replace.
     *
     * @param replaceable whether a file of an earlier run may be replaced
     */
    static void requireFree(Path target, JobState state, boolean replaceable) {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Optional<PublishedFile> own = state.file(target);
        if (own.isPresent() && replaceable && isUnchanged(own.get())) {
            return;
        }
        String why = own.isEmpty()
                ? "this job did not write it"
                : replaceable ? "it was changed since this job wrote it" : "an incremental file is never replaced";
        throw new SafecsvException(
                ExitCode.REFUSED,
                "%s exists already and was left as it is: %s. Move it away; the run is then tried again."
                        .formatted(target, why));
    }

    /** Whether a file is what was published under its name, byte for byte. */
    static boolean isUnchanged(PublishedFile file) {
        return holds(file.path(), file);
    }

    /** Whether a regular file has the bytes that a published file has, or is to have. */
    static boolean holds(Path path, PublishedFile file) {
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(path) == file.bytes()
                    && Sha256.of(path).equals(file.sha256());
        } catch (IOException e) {
            throw failed("Can't read", path, e);
        }
    }

    /** Gives a staged file its name; the name is on the disk when this returns. */
    static void publish(PublishedFile file, JobState state, boolean replaceable) {
        requireFree(file.path(), state, replaceable);
        try {
            if (Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)) {
                Files.move(file.staged(), file.path(), StandardCopyOption.ATOMIC_MOVE);
            } else {
                FileNames.takeFree(file.staged(), file.path());
            }
            FileNames.sync(file.path().getParent());
        } catch (FileAlreadyExistsException e) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "%s was created by somebody meanwhile, and theirs was left as it is.".formatted(file.path()),
                    e);
        } catch (IOException e) {
            throw failed("Can't publish", file.path(), e);
        }
    }

    /** Removes a staged file, and what an export that was killed left of it. */
    static void remove(Path staged) {
        try {
            Files.deleteIfExists(staged);
            if (!Files.isDirectory(staged.getParent())) {
                return;
            }
            String begin = "." + staged.getFileName();
            try (DirectoryStream<Path> left = Files.newDirectoryStream(
                    staged.getParent(), path -> path.getFileName().toString().startsWith(begin))) {
                for (Path path : left) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw failed("Can't remove the unfinished", staged, e);
        }
    }

    private static SafecsvException failed(String what, Path path, IOException cause) {
        return new SafecsvException(ExitCode.FAILED, "%s %s: %s.".formatted(what, path, IoReason.of(cause)), cause);
    }
}
