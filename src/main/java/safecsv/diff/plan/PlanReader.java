package safecsv.diff.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;

/**
 * A plan that was found whole and unaltered. Its changes can be read any number of times, in bounded memory; each pass
 * checks the digest again, so that a file which is changed meanwhile is noticed at the end of the pass. Not thread-safe.
 */
public final class PlanReader implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final long length;
    private final String digest;
    private final PlanHeader header;
    private final Set<String> givenKeys;

    private PlanReader(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        long size = channel.size();
        byte[] start = bytes(0, (int) Math.min(size, PlanJson.START.length()));
        byte[] trailer =
                bytes(Math.max(0, size - PlanJson.TRAILER_LENGTH), (int) Math.min(size, PlanJson.TRAILER_LENGTH));
        requirePlan(start, trailer);
        this.digest = trailerDigest(trailer);
        this.length = size - PlanJson.TRAILER_LENGTH;
        requireDigest(digestOfFile());
        try (JsonParser json = parser()) {
            this.header = PlanParser.header(json, path);
            PlanContents contents = new PlanContents(header);
            contents.check(json);
            this.givenKeys = contents.given();
            long[] suspects = contents.suspects();
            if (suspects.length > 0) {
                requireDistinct(contents, suspects);
            }
        } catch (JsonProcessingException e) {
            throw PlanParser.malformed(path, e);
        } catch (CharConversionException e) {
            throw refused("is not UTF-8");
        }
    }

    private JsonParser parser() throws IOException {
        return PlanJson.FACTORY.createParser(new PlanBytes(channel, 0, length, null));
    }

    private void requireDistinct(PlanContents contents, long... suspects) throws IOException {
        try (JsonParser json = parser()) {
            PlanParser.header(json, path);
            contents.requireDistinct(json, suspects);
        }
    }

    /**
     * Opens a plan and looks at all of it.
     *
     * @throws SafecsvException code 2 for a file that is missing or no plan at all; code 4 for one that was cut, altered
     *     or is of another version; code 5 where it can't be read
     */
    public static PlanReader open(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            return new PlanReader(path, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unreadable(path, channel == null ? ExitCode.USAGE : ExitCode.FAILED, e);
        } catch (SafecsvException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** The first line; its counts are those of the changes. */
    public PlanHeader header() {
        return header;
    }

    /** The digest in the last line, which names this plan: 64 lower-case hexadecimal digits. */
    public String digest() {
        return digest;
    }

    /** The columns of the key that an insert leaves to the server. */
    public Set<String> givenKeys() {
        return givenKeys;
    }

    /** The file that it was read from. */
    public Path path() {
        return path;
    }

    /** A new pass over the changes, from the first; one at a time. */
    public PlanChanges changes() {
        try {
            MessageDigest pass = PlanWriter.sha256();
            return new PlanChanges(this, new PlanBytes(channel, 0, length, pass), pass);
        } catch (IOException e) {
            throw unreadable(path, ExitCode.FAILED, e);
        }
    }

    /** @throws SafecsvException code 4 if it is not the digest of this plan */
    void requireDigest(String found) {
        if (!found.equals(digest)) {
            throw refused("was altered: its content does not have the digest in its last line");
        }
    }

    SafecsvException unreadable(IOException cause) {
        return unreadable(path, ExitCode.FAILED, cause);
    }

    private String digestOfFile() throws IOException {
        MessageDigest all = PlanWriter.sha256();
        try (PlanBytes bytes = new PlanBytes(channel, 0, length, all)) {
            byte[] buffer = new byte[BUFFER];
            int count = bytes.read(buffer, 0, buffer.length);
            while (count >= 0) {
                count = bytes.read(buffer, 0, buffer.length);
            }
        }
        return HexFormat.of().formatHex(all.digest());
    }

    /** A file that has neither a plan's start nor its end is something else; with one of them it is a damaged plan. */
    private void requirePlan(byte[] start, byte[] trailer) {
        String first = new String(start, StandardCharsets.ISO_8859_1);
        String last = new String(trailer, StandardCharsets.ISO_8859_1);
        boolean starts = PlanJson.START.startsWith(first);
        if (!starts && !last.startsWith(PlanJson.TRAILER_START)) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "%s is not a plan of safecsv. Nothing was done. A plan is what safecsv diff --plan FILE writes, or the undo plan of an apply."
                            .formatted(path));
        }
        if (!starts) {
            throw refused("was altered: it does not start as a plan does");
        }
    }

    private String trailerDigest(byte[] trailer) {
        String last = new String(trailer, StandardCharsets.ISO_8859_1);
        int digits = PlanJson.TRAILER_START.length();
        boolean complete = last.length() == PlanJson.TRAILER_LENGTH
                && last.startsWith(PlanJson.TRAILER_START)
                && last.endsWith(PlanJson.TRAILER_END);
        if (!complete) {
            throw refused("was cut or altered: it does not end with a plan's last line");
        }
        return last.substring(digits, digits + PlanJson.DIGITS);
    }

    SafecsvException refused(String what) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: the plan %s %s. Nothing was changed. Make it again with safecsv diff, or use an unaltered copy."
                        .formatted(path, what));
    }

    private byte[] bytes(long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        int read = channel.read(buffer, position);
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, position + buffer.position());
        }
        return buffer.array();
    }

    private static SafecsvException unreadable(Path path, ExitCode code, IOException cause) {
        return new SafecsvException(
                code, "Can't read the plan %s: %s. Nothing was changed.".formatted(path, IoReason.of(cause)), cause);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Read only: there is nothing to lose.
            return;
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
