package safecsv.csv;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpaceWatchTest {
    private static final int CHUNK = 1 << 18;
    private static final long GIGABYTE = 1 << 30;

    private long free;
    private int asked;

    private SpaceWatch watch(long total) {
        return new SpaceWatch(Path.of("out"), () -> {
            asked++;
            return new DiskSpace(free, total);
        });
    }

    @Test
    void it_ends_before_what_is_left_to_others_is_touched() {
        free = 200 << 20;
        SpaceWatch watch = watch(100 * GIGABYTE);
        RefusedOutputException full = assertThrows(RefusedOutputException.class, () -> {
            while (true) {
                watch.before(CHUNK);
                free -= CHUNK;
            }
        });
        assertTrue(free >= 64 << 20 && free < (64 << 20) + CHUNK, free + " are free");
        assertEquals(
                "Stopped before the disk of out was full: 67.1 MB are free there, and the last 67.1 MB are left to others.",
                full.getMessage());
    }

    @Test
    void what_others_write_meanwhile_is_noticed() {
        free = GIGABYTE;
        SpaceWatch watch = watch(100 * GIGABYTE);
        assertThrows(RefusedOutputException.class, () -> {
            while (true) {
                watch.before(CHUNK);
                free -= 10 * CHUNK;
            }
        });
        assertTrue(free > 0, free + " are free");
    }

    @Test
    void the_first_megabyte_is_written_unasked() throws Exception {
        SpaceWatch watch = watch(100 * GIGABYTE);
        for (int count = 0; count < 4; count++) {
            watch.before(CHUNK);
        }
        assertEquals(0, asked);
        assertThrows(RefusedOutputException.class, () -> watch.before(CHUNK));
    }

    @Test
    void with_much_room_it_asks_every_16_megabytes() throws Exception {
        free = 50 * GIGABYTE;
        SpaceWatch watch = watch(100 * GIGABYTE);
        for (int count = 0; count < 4096; count++) {
            watch.before(CHUNK);
        }
        assertEquals(64, asked);
    }

    @Test
    void a_file_system_that_tells_nothing_has_room() {
        SpaceWatch watch = watch(0);
        assertDoesNotThrow(() -> {
            for (int count = 0; count < 100; count++) {
                watch.before(CHUNK);
            }
        });
    }

    @Test
    void a_small_file_system_keeps_a_twentieth() {
        assertEquals(8_000_000 - 400_000, new DiskSpace(8_000_000, 8_000_000).room());
        assertEquals(0, new DiskSpace(300_000, 8_000_000).room());
    }
}
