package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LineHashesTest {
    @Test
    void finds_the_lines_of_a_hash_and_those_that_share_one() {
        LineHashes hashes = new LineHashes();
        assertTrue(hashes.isEmpty());
        assertFalse(hashes.anyShared());
        for (int line = 2; line < 100; line++) {
            hashes.add(line * 7L - 300, line);
        }
        assertFalse(hashes.anyShared());
        assertArrayEquals(new long[] {50}, hashes.lines(50));
        hashes.add(50, 100);
        hashes.add(57, 101);
        hashes.add(50, 102);
        assertTrue(hashes.anyShared());
        assertArrayEquals(new long[] {50, 100, 102}, hashes.lines(50));
        assertArrayEquals(new long[] {}, hashes.lines(49));
        assertEquals(Map.of(50L, 50L, 100L, 50L, 102L, 50L, 51L, 57L, 101L, 57L), hashes.shared());
    }
}
