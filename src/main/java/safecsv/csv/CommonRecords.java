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
    /** Gathers the top bits of eight bytes in one. */
    private static final long TOP_BITS = 0x0102040810204080L;

    private static final long QUOTES = ONES * '"';
    private static final long LINE_FEEDS = ONES * '\n';

    private int lastEnd;
    private long linesToLastEnd;
    private long lines;
    private long records;
    /** All bits are 1 inside of quotes. */
    private long inQuotes;

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
            trusted.skip(common.lastEnd, common.linesToLastEnd, common.records);
            other.skip(common.lastEnd, common.linesToLastEnd, common.records);
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
        for (; at + Long.SIZE <= end; at += Long.SIZE) {
            long quotes = 0;
            long feeds = 0;
            for (int place = 0; place < Long.SIZE; place += Long.BYTES) {
                long word = (long) LONGS.get(bytes, at + place);
                quotes |= topBits(zeroBytes(word ^ QUOTES)) << place;
                feeds |= topBits(zeroBytes(word ^ LINE_FEEDS)) << place;
            }
            mark(quotes, feeds, at - from);
        }
        long quotes = 0;
        long feeds = 0;
        for (int place = 0; at + place < end; place++) {
            quotes |= bytes[at + place] == '"' ? 1L << place : 0;
            feeds |= bytes[at + place] == '\n' ? 1L << place : 0;
        }
        mark(quotes, feeds, at - from);
    }

    /** Takes 64 bytes, of which bit 0 is the first. */
    private void mark(long quotes, long feeds, int start) {
        long quoted = prefixParity(quotes) ^ inQuotes;
        long ends = feeds & ~quoted;
        if (ends != 0) {
            int last = Long.SIZE - 1 - Long.numberOfLeadingZeros(ends);
            lastEnd = start + last + 1;
            linesToLastEnd = lines + Long.bitCount(feeds << (Long.SIZE - 1 - last));
            records += Long.bitCount(ends);
        }
        lines += Long.bitCount(feeds);
        inQuotes = quoted >> (Long.SIZE - 1);
    }

    /** Each bit is 1 where an odd number of bits are set up to and with it: the parity of each prefix. */
    private static long prefixParity(long bits) {
        long parity = bits;
        for (int distance = 1; distance < Long.SIZE; distance <<= 1) {
            parity ^= parity << distance;
        }
        return parity;
    }

    private static long topBits(long tops) {
        return ((tops >>> 7) * TOP_BITS) >>> 56;
    }

    /** The top bit of each byte that is zero, exactly. */
    private static long zeroBytes(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }
}
