package safecsv.csv;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Has the files of one directory stop before its disk is full. It asks for the free space again whenever half of what was
 * free has been written, or 16 MiB, and so notices what other programs write too. Thread-safe.
 */
final class SpaceWatch {
    private static final long MOST_BETWEEN = 16 << 20;

    private final Path directory;
    private final Supplier<DiskSpace> space;
    private long unasked = DiskSpace.UNASKED;

    SpaceWatch(Path directory) {
        this(directory, () -> DiskSpace.of(directory));
    }

    SpaceWatch(Path directory, Supplier<DiskSpace> space) {
        this.directory = directory;
        this.space = space;
    }

    /**
     * Says that so much is about to be written.
     *
     * @throws RefusedOutputException where there is no room for it
     */
    synchronized void before(int bytes) throws RefusedOutputException {
        unasked -= bytes;
        if (unasked >= 0) {
            return;
        }
        DiskSpace now = space.get();
        long room = now.room();
        if (room < bytes) {
            throw new RefusedOutputException(
                    "Stopped before the disk of %s was full: %s are free there, and the last %s are left to others."
                            .formatted(directory, ByteSize.text(now.free()), ByteSize.text(now.leftFree())),
                    "Make room there, write elsewhere or with --compress zstd, or give --no-space-check.");
        }
        unasked = Math.min(MOST_BETWEEN, room / 2) - bytes;
    }
}
