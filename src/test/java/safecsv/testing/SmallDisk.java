package safecsv.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of a few megabytes in memory, mounted over a directory until it is closed. */
public final class SmallDisk implements AutoCloseable {
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /**
     * Mounts it; skips the calling test where this process may not mount.
     *
     * @param size as mount takes it, such as {@code 8m}
     */
    public static SmallDisk at(Path directory, String size) {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", directory.toString()) == 0,
                "A small file system can be mounted by root only, and not in every container");
        return new SmallDisk(directory);
    }

    /** Makes it larger. */
    public void grow(String size) {
        run("mount", "-o", "remount,size=" + size, directory.toString());
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        run("umount", directory.toString());
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            return 127; // there is no such program
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
