package safecsv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void one_thing_is_singular() {
        assertEquals("0 rows", Counted.of(0, "row"));
        assertEquals("1 row", Counted.of(1, "row"));
        assertEquals("1,234,567 rows", Counted.of(1_234_567, "row"));
        assertEquals("is are", Counted.are(1) + " " + Counted.are(0));
    }
}
