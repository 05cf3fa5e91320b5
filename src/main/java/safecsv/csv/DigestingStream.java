package safecsv.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests what goes into a sink. Closing it leaves the sink open. */
final class DigestingStream extends OutputStream {
    private final ByteSink sink;
    private final MessageDigest digest = newSha256();
    private long count;
    private boolean discarding;

    DigestingStream(ByteSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (!discarding) {
            digest.update(bytes, start, length);
            sink.write(bytes, start, length);
            count += length;
        }
    }

    long count() {
        return count;
    }

    /** In lower-case hexadecimal digits; may be asked once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What a compressor still gives when it is closed early goes nowhere. */
    void discardTheRest() {
        discarding = true;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
