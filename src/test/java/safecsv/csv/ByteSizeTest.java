package safecsv.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ByteSizeTest {
    @Test
    void sizes_are_told_in_words() {
        assertEquals("999 B", ByteSize.text(999));
        assertEquals("1.5 kB", ByteSize.text(1500));
        assertEquals("1.0 MB", ByteSize.text(999_999));
        assertEquals("1.3 GB", ByteSize.text(1_300_000_000));
        assertEquals("9.2 EB", ByteSize.text(Long.MAX_VALUE));
    }
}
