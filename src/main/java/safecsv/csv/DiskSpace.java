package safecsv.csv;

import java.io.File;
import java.nio.file.Path;

/**
 * What is free where a file is to be, in bytes.
 *
 * @param free what this user may still write
 * @param total the file system's size; 0 where it does not tell, as some network file systems do
 */
public record DiskSpace(long free, long total) {
    /** A result this small is written however little is left: refusing it would leave no more room than writing it. */
    public static final long UNASKED = 1 << 20;

    /** Left to others at most: a full disk stops programs that have nothing to do with an export, a server's own too. */
    private static final long MOST_LEFT_FREE = 64 << 20;

    /** The share of a small file system that is left to others: a twentieth. */
    private static final long SHARE_LEFT_FREE = 20;

    /** Asks the operating system; that takes microseconds on a local disk. */
    public static DiskSpace of(Path directory) {
        File file = directory.toFile();
        return new DiskSpace(file.getUsableSpace(), file.getTotalSpace());
    }

    /** As {@link #of}, for the directory that holds a file or is to hold it. */
    public static DiskSpace around(Path target) {
        return of(TargetCheck.directoryOf(target));
    }

    /** What is left to others. */
    public long leftFree() {
        return Math.min(MOST_LEFT_FREE, total / SHARE_LEFT_FREE);
    }

    /** What may be written; never negative; {@code Long.MAX_VALUE} where it is not known. */
    public long room() {
        return total == 0 ? Long.MAX_VALUE : Math.max(0, free - leftFree());
    }
}
