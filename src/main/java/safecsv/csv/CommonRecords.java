package safecsv.csv;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Passes over the records that two texts have in common, byte for byte, at the speed of memory: what differs is found by
 * the JDK's vectorised comparison, and only quotes and line feeds are looked at. Source of the bit arithmetic: Henry S.
 * Warren, Hacker's Delight, section 6-1.
 */
public final class CommonRecords {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long QUOTES = ONES * '"';
    private static final long LINE_FEEDS = ONES * '\n';

    private int lastEnd;
    private long linesToLastEnd;
    private long lines;
    private long records;
    private boolean inQuotes;

    private CommonRecords() {}

    /**
     * Moves both readers behind the records that they have in common from where they are.
     *
     * @param trusted its quoting is known to be as this project's writer does it
     * @return how many records that were
     */
    public static long skip(RecordReader trusted, RecordReader other) throws IOException {
        long records = 0;
        while (true) {
            int length = Math.min(trusted.available(), other.available());
            int different = length == 0
                    ? 0
                    : Arrays.mismatch(
                            trusted.buffer(),
                            trusted.position(),
                            trusted.position() + length,
                            other.buffer(),
                            other.position(),
                            other.position() + length);
            CommonRecords common = new CommonRecords();
            common.scan(trusted.buffer(), trusted.position(), different < 0 ? length : different);
            trusted.skip(common.lastEnd, common.linesToLastEnd);
            other.skip(common.lastEnd, common.linesToLastEnd);
            records += common.records;
            if (different >= 0 || trusted.ended() || other.ended()) {
                return records;
            }
            if (common.lastEnd == 0) {
                trusted.grow();
                other.grow();
            }
        }
    }

    /** Finds the last end of a record among equal bytes. */
    private void scan(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long hits = zeroBytes(word ^ QUOTES) | zeroBytes(word ^ LINE_FEEDS);
            while (hits != 0) {
                int place = at + (Long.numberOfTrailingZeros(hits) >> 3);
                mark(bytes[place], place + 1 - from);
                hits &= hits - 1;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == '"' || bytes[at] == '\n') {
                mark(bytes[at], at + 1 - from);
            }
        }
    }

    private void mark(byte structural, int after) {
        if (structural == '"') {
            inQuotes = !inQuotes;
            return;
        }
        lines++;
        if (!inQuotes) {
            lastEnd = after;
            linesToLastEnd = lines;
            records++;
        }
    }

    /** The top bit of each byte that is zero, exactly. */
    private static long zeroBytes(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }
}
