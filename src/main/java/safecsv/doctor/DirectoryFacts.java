package safecsv.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import safecsv.csv.IoReason;

/**
 * The directory that files are to be written into.
 *
 * @param path as it was given
 * @param exists whether it is there, and a directory
 * @param unwritable why no file can be made in it; empty where one could
 * @param freeBytes what this user may still write; empty where it is not known
 * @param permissions such as rwxr-x---; empty where the file system has none
 */
public record DirectoryFacts(
        Path path, boolean exists, Optional<String> unwritable, OptionalLong freeBytes, Optional<String> permissions) {
    /** Looks, and makes and removes an empty file there: whether one can is not to be had in another way. */
    public static DirectoryFacts of(Path path) {
        if (!Files.isDirectory(path)) {
            return new DirectoryFacts(path, false, Optional.empty(), OptionalLong.empty(), Optional.empty());
        }
        return new DirectoryFacts(path, true, unwritable(path), free(path), permissions(path));
    }

    private static Optional<String> unwritable(Path path) {
        try {
            Path probe = Files.createTempFile(path, ".safecsv-doctor-", "");
            Files.delete(probe);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of("the file that was made there was gone at once");
        } catch (IOException e) {
            return Optional.of(IoReason.of(e));
        }
    }

    private static OptionalLong free(Path path) {
        try {
            return OptionalLong.of(Files.getFileStore(path).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<String> permissions(Path path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return Optional.of(PosixFilePermissions.toString(permissions));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
