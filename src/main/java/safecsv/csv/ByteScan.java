package safecsv.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds whether a run of bytes holds one of a set, eight bytes at a time. The common structural characters (quote,
 * comma, CR, LF, tab, NUL) are all below {@code '-'}, so that one subtraction tells for eight bytes at once whether a
 * closer look is needed; source of the bit arithmetic: Henry S. Warren, Hacker's Delight, section 6-1.
 */
final class ByteScan {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int FIRST_COMMON = '-';

    private final boolean[] wanted = new boolean[256];
    private final long rareOne;
    private final long rareTwo;

    /** @param characters ASCII characters to look for; at most two of them above {@code ','} */
    ByteScan(String characters) {
        int[] rare =
                characters.chars().filter(c -> c >= FIRST_COMMON).distinct().toArray();
        if (rare.length > 2) {
            throw new IllegalArgumentException("too many characters above ',': " + characters);
        }
        characters.chars().forEach(c -> wanted[c] = true);
        // A rare character that is not given is replaced by one that the subtraction finds anyway.
        rareOne = ONES * (rare.length > 0 ? rare[0] : 0);
        rareTwo = ONES * (rare.length > 1 ? rare[1] : 0);
    }

    boolean wants(byte candidate) {
        return wanted[candidate & 0xff];
    }

    /** Whether one of the bytes from {@code start} to before {@code end} is wanted. */
    boolean findsIn(byte[] source, int start, int end) {
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            if (mayHold((long) LONGS.get(source, at)) && findsOneByOne(source, at, at + Long.BYTES)) {
                return true;
            }
        }
        return findsOneByOne(source, at, end);
    }

    /** How many of the bytes from {@code start} to before {@code end} are wanted. */
    int countIn(byte[] source, int start, int end) {
        int count = 0;
        for (int at = start; at < end; at++) {
            count += wanted[source[at] & 0xff] ? 1 : 0;
        }
        return count;
    }

    private boolean mayHold(long word) {
        long one = word ^ rareOne;
        long two = word ^ rareTwo;
        long below = (word - ONES * FIRST_COMMON) & ~word;
        return ((below | ((one - ONES) & ~one) | ((two - ONES) & ~two)) & HIGHS) != 0;
    }

    private boolean findsOneByOne(byte[] source, int start, int end) {
        for (int at = start; at < end; at++) {
            if (wanted[source[at] & 0xff]) {
                return true;
            }
        }
        return false;
    }
}
