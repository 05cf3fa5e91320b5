package safecsv.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ByteScanTest {
    @Property(tries = 5000)
    void finds_what_a_simple_loop_finds(@ForAll @Size(max = 40) byte[] bytes, @ForAll boolean semicolon) {
        String wanted = semicolon ? "\";\r\n|" : "\"\\\0\r\n,";
        ByteScan scan = new ByteScan(wanted);
        for (int start = 0; start <= Math.min(3, bytes.length); start++) {
            int expected = 0;
            for (int at = start; at < bytes.length; at++) {
                expected += bytes[at] >= 0 && wanted.indexOf(bytes[at]) >= 0 ? 1 : 0;
            }
            assertEquals(expected > 0, scan.findsIn(bytes, start, bytes.length));
            assertEquals(expected, scan.countIn(bytes, start, bytes.length));
        }
    }

    @Test
    void refuses_more_rare_characters_than_it_can_look_for() {
        assertThrows(IllegalArgumentException.class, () -> new ByteScan(";|~"));
    }
}
