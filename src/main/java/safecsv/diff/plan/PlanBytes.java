package safecsv.diff.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** A part of a plan's bytes, read without moving the file's own position; closing it leaves the file open. */
final class PlanBytes extends InputStream {
    private final FileChannel channel;
    private final MessageDigest digest;
    private final long end;
    private long position;

    /** @param digest gets every byte that is read; or null */
    PlanBytes(FileChannel channel, long start, long end, MessageDigest digest) {
        this.channel = channel;
        this.position = start;
        this.end = end;
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int count = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
        if (count > 0) {
            position += count;
            if (digest != null) {
                digest.update(target, offset, count);
            }
        }
        return count;
    }
}
