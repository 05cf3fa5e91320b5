package safecsv.apply;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import safecsv.csv.FileNames;

/**
 * A file of lines to which is only added, readable by its owner alone. A line that a crash has cut off counts as not
 * written. Not thread-safe.
 */
final class SyncedLines implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final List<String> lines;

    private SyncedLines(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        int read = channel.read(bytes, 0);
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, bytes.position());
        }
        String text = new String(bytes.array(), StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        long length = whole.getBytes(StandardCharsets.UTF_8).length;
        channel.truncate(length);
        channel.position(length);
        this.lines = whole.lines().toList();
    }

    /** Opens the file, or creates it. */
    static SyncedLines open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new SyncedLines(path, channel);
    }

    /** The whole lines that were there when it was opened. */
    List<String> lines() {
        return lines;
    }

    /** Adds a line, which is on the disk for certain after {@link #sync}. */
    void add(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void sync() throws IOException {
        boolean fresh = lines.isEmpty();
        channel.force(true);
        if (fresh) {
            FileNames.sync(path.toAbsolutePath().getParent());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
