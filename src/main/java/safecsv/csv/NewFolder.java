package safecsv.csv;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** A folder that files are to go into, made where it is missing, and taken back where none came. */
public final class NewFolder {
    private final Path folder;
    private final boolean made;

    private NewFolder(Path folder, boolean made) {
        this.folder = folder;
        this.made = made;
    }

    /**
     * The folder, which is there afterwards; the one that it is in has to be there. It gets the permissions that new folders
     * get; the files in it are readable by their owner alone all the same.
     *
     * @throws SafecsvException usage (2), where it can't be made or something else has the name
     */
    public static NewFolder at(Path folder) {
        if (Files.isDirectory(folder)) {
            return new NewFolder(folder, false);
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new SafecsvException(ExitCode.USAGE, "%s is not a directory.".formatted(folder));
        }
        if (!Files.isDirectory(TargetCheck.directoryOf(folder))) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "There is no directory %s to make %s in. Create it first."
                            .formatted(TargetCheck.directoryOf(folder), folder.getFileName()));
        }
        try {
            Files.createDirectory(folder);
            return new NewFolder(folder, true);
        } catch (FileAlreadyExistsException e) {
            return new NewFolder(folder, false); // somebody was quicker
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.USAGE, "The directory %s can't be made: %s.".formatted(folder, IoReason.of(e)), e);
        }
    }

    /** Removes what this object made, where nothing is in it. */
    public void removeEmpty() {
        if (made) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // There are files in it, as there should be.
            }
        }
    }
}
