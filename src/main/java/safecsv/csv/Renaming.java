package safecsv.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives a finished file its name, in a way that can be taken back until {@link #keep}. */
final class Renaming {
    /** How the second names of files that are being replaced end; after a kill they hold what was there before. */
    static final String OLD_SUFFIX = ".safecsv-old";

    private final Path part;
    private final Path target;
    private final Path old;
    private boolean shown;
    private boolean oldKept;

    Renaming(Path part, Path target) {
        this.part = part;
        this.target = target;
        this.old = part.resolveSibling(part.getFileName().toString().replace(CompleteFile.PART_SUFFIX, OLD_SUFFIX));
    }

    /** A rename, which replaces whatever is there; where {@code revocable}, that stays under a second name. */
    void replace(boolean revocable) throws IOException {
        if (revocable && Files.exists(target)) {
            keepOld();
        }
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            undo();
            throw e;
        }
        shown = true;
    }

    private void keepOld() throws IOException {
        FileNames.keepAs(target, old);
        oldKept = true;
    }

    /** Where the name is free; see {@link FileNames#takeFree}. */
    void create() throws IOException {
        FileNames.takeFree(part, target);
        shown = true;
    }

    /** The target is as it was before; what was written is gone. */
    void undo() throws IOException {
        if (oldKept) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            oldKept = false;
        } else if (shown) {
            Files.deleteIfExists(target);
        }
        shown = false;
    }

    /** The file that was replaced is not needed any more. */
    void keep() throws IOException {
        if (oldKept) {
            Files.deleteIfExists(old);
            oldKept = false;
        }
    }
}
