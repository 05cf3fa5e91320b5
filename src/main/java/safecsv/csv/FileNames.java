package safecsv.csv;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * How files get and keep their names: by hard links, and otherwise where the file system knows none, as FAT and some network
 * file systems do.
 */
public final class FileNames {
    private FileNames() {}

    /**
     * Gives a file a name that is free, for its own. A link fails where the name is taken, which a rename does not; so
     * nobody's file is ever replaced unasked. Where this fails, the file has its old name alone.
     *
     * @throws FileAlreadyExistsException where it is taken
     * @throws safecsv.SafecsvException so, where there are no links
     */
    public static void takeFree(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (FileAlreadyExistsException | NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            TargetCheck.check(name, false); // without links: look, then rename
            try {
                Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException unsupported) {
                Files.move(file, name);
            }
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Files.deleteIfExists(name);
            throw e;
        }
    }

    /** Gives a file a second name, which is free, and under which it stays when the first one is another's. */
    public static void keepAs(Path file, Path second) throws IOException {
        try {
            Files.createLink(second, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A copy is slower and serves as well.
            Files.copy(file, second, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Whether two names, whether or not anything has them, are one: of one folder, by whatever way it is reached. */
    public static boolean same(Path one, Path other) {
        return absolute(one).equals(absolute(other));
    }

    /** The one name of a file by which it can be compared with others, whichever way leads to its folder. */
    static Path absolute(Path file) {
        Path folder = TargetCheck.directoryOf(file);
        Path name = file.getFileName() == null ? file : file.getFileName();
        try {
            return folder.toRealPath().resolve(name);
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize().resolve(name); // it is not there, or may not be looked into
        }
    }

    /**
     * Waits until the disk has the names in a folder: without this a new one may be gone after a power cut, though the
     * file's data is not. Does nothing where folders can't be opened (Windows).
     */
    public static void sync(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
