package safecsv.schedule.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import safecsv.csv.IoReason;

/** The folder of run logs and locks, and what belongs to no run: the alarms about late ones. */
public final class StateFolder {
    private static final int PAGE = 4096;

    private StateFolder() {}

    /** Why nothing can be written down in a folder, so that nothing runs; empty where it can, or where there is no folder yet. */
    public static Optional<String> problem(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of("the state folder %s is no folder".formatted(folder))
                    : Optional.empty();
        }
        try {
            FileStore store = Files.getFileStore(folder);
            if (store.isReadOnly()) {
                return told(folder, "its disk is read-only");
            }
            if (!Files.isWritable(folder)) { // who looks is not who runs
                return store.getUsableSpace() == 0 ? told(folder, "its disk is full") : Optional.empty();
            }
            writeAndRemove(folder);
            return Optional.empty();
        } catch (IOException e) {
            return told(folder, IoReason.of(e));
        }
    }

    private static Optional<String> told(Path folder, String why) {
        return Optional.of(
                "the state folder %s can't be written to: %s. Until it can, nothing runs.".formatted(folder, why));
    }

    /** What a disk says of its space is not what it takes. */
    private static void writeAndRemove(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, ".safecsv-", ".probe");
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PAGE));
            channel.force(false);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** The name under which looks at a job's lateness lock each other out; no job has such a name. */
    public static String lateName(String job) {
        return job + "~late";
    }

    /** The last alarm about a late run of a job; empty where there was none, or a kill cut it short. */
    public static Optional<RunEvent> lateAlarm(Path folder, String job) {
        try {
            Path file = folder.resolve(lateName(job));
            return Files.exists(file)
                    ? Optional.of(EventText.parse(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes down the last alarm about a late run. */
    public static void writeLateAlarm(Path folder, String job, RunEvent alarm) throws IOException {
        Files.write(folder.resolve(lateName(job)), (EventText.of(alarm) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
