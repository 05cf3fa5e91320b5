package safecsv.schedule.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.FileNames;
import safecsv.csv.IoReason;

/**
 * The run log of one job, {@code JOB.runs.jsonl}. Written only by who holds the job's {@link JobLock}; anybody may read.
 * A line is on the disk when {@link #append} returns.
 */
public final class JobLog implements RunLog, AutoCloseable {
    /** Bytes after which a log is begun anew, with a checkpoint at its head; the old one stays as JOB.runs.1.jsonl. */
    private static final long LONGEST = 4L << 20;

    private final Path path;
    private final FileChannel channel;
    private final JobState state;

    private JobLog(Path path, FileChannel channel, JobState state) {
        this.path = path;
        this.channel = channel;
        this.state = state;
    }

    /** The state that a job's log tells, without opening it for writing. */
    public static JobState read(Path folder, String job) {
        JobState state = new JobState();
        replay(path(folder, job), state);
        return state;
    }

    /**
     * Opens a job's log for writing and drops a last line that a kill cut short.
     *
     * @throws SafecsvException code 5 where it can't be read or written, or is damaged in its middle
     */
    public static JobLog open(Path folder, String job) {
        Path path = path(folder, job);
        JobState state = new JobState();
        try {
            boolean created = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            long whole = replay(path, state);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.truncate(whole);
                channel.position(whole);
                if (created) {
                    FileNames.sync(folder);
                }
                JobLog log = new JobLog(path, channel, state);
                return whole > LONGEST ? log.begunAnew(folder, job) : log;
            } catch (IOException e) {
                closeQuietly(channel);
                throw e;
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static Path path(Path folder, String job) {
        return folder.resolve(job + ".runs.jsonl");
    }

    @Override
    public JobState state() {
        return state;
    }

    /** Waits until it is on the disk; what of it was written is taken back where that fails. */
    @Override
    public void append(RunEvent event) {
        try {
            appendWhole(channel, EventText.of(event) + "\n");
        } catch (IOException e) {
            throw failed(path, e);
        }
        state.accept(event);
    }

    /** A full disk may have room again for the next line, which must not follow half of this one. */
    static void appendWhole(FileChannel channel, String line) throws IOException {
        long end = channel.position();
        try {
            write(channel, line);
            channel.force(false);
        } catch (IOException e) {
            takeBack(channel, end, e);
            throw e;
        }
    }

    private static void takeBack(FileChannel channel, long end, IOException cause) {
        try {
            channel.truncate(end);
            channel.position(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
            closeQuietly(channel); // so that nothing is written behind it; the next opening drops it
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            return;
        }
    }

    private static void write(FileChannel channel, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads whole lines into the state and returns how many bytes they have. */
    private static long replay(Path path, JobState state) {
        try (InputStream stream = Files.newInputStream(path)) {
            LineInput lines = new LineInput(stream);
            for (String line = lines.next(); line != null; line = lines.next()) {
                try {
                    state.accept(EventText.parse(line));
                } catch (IllegalArgumentException e) {
                    throw new SafecsvException(
                            ExitCode.FAILED,
                            ("The run log %s is damaged in line %d. Nothing was run. Restore it, or move it away: the job"
                                            + " then begins anew, and knows none of its earlier runs and files.")
                                    .formatted(path, lines.number()),
                            e);
                }
            }
            return lines.bytes();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private JobLog begunAnew(Path folder, String job) throws IOException {
        if (!state.isSettled()) {
            return this;
        }
        Path fresh = folder.resolve(job + ".runs.new");
        try (FileChannel writing = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (RunEvent event : state.asEvents(Instant.now())) {
                write(writing, EventText.of(event) + "\n");
            }
            writing.force(true);
        }
        channel.close();
        Path old = folder.resolve(job + ".runs.1.jsonl");
        keepAs(old);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        FileNames.sync(folder);
        JobState again = new JobState();
        long whole = replay(path, again);
        FileChannel reopened = FileChannel.open(path, StandardOpenOption.WRITE);
        reopened.position(whole);
        return new JobLog(path, reopened, again);
    }

    /** The log must have its name all the time. */
    private void keepAs(Path old) throws IOException {
        Files.deleteIfExists(old);
        FileNames.keepAs(path, old);
    }

    private static SafecsvException failed(Path path, IOException cause) {
        return new SafecsvException(
                ExitCode.FAILED,
                "The run log %s can't be used: %s. Without it nothing is run.".formatted(path, IoReason.of(cause)),
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }
}
