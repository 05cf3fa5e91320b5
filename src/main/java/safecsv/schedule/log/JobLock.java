package safecsv.schedule.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;

/** The lock of one job on one host: a lock of the operating system on {@code JOB.lock}, which ends with the process. */
public final class JobLock implements AutoCloseable {
    /** Closing any channel of a file gives up every lock that the process has on it, so none is opened twice. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private JobLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the lock if it is free; creates the folder of the state where there is none.
     *
     * @return empty where somebody has it, in this process or another
     * @throws SafecsvException code 5 where the file can't be used
     */
    public static Optional<JobLock> tryAcquire(Path folder, String job) {
        Path path = folder.resolve(job + ".lock").toAbsolutePath().normalize();
        if (!HELD_HERE.add(path)) {
            return Optional.empty();
        }
        JobLock acquired = null;
        try {
            createFolder(folder);
            acquired = lock(path);
            return Optional.ofNullable(acquired);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "The lock %s can't be used: %s. Nothing was run.".formatted(path, IoReason.of(e)),
                    e);
        } finally {
            if (acquired == null) {
                HELD_HERE.remove(path);
            }
        }
    }

    private static JobLock lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock == null ? null : new JobLock(path, channel);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    private static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close(); // which gives the lock back
            HELD_HERE.remove(path);
        } catch (IOException e) {
            throw new SafecsvException(ExitCode.FAILED, "A lock can't be given back: " + IoReason.of(e) + ".", e);
        }
    }
}
