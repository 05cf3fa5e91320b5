package safecsv.export.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "20MB/s, 20000000B/s",
        "1.5MiB/s, 1572864B/s",
        "500kB/s, 500000B/s",
        "500KB/s, 500000B/s",
        "2GB/s, 2000000000B/s",
        "1GiB/s, 1073741824B/s",
        "7B/s, 7B/s",
        "5000rows/s, 5000rows/s",
        "5000 rows/s, 5000rows/s",
        "1row/s, 1rows/s"
    })
    void reads_speeds(String written, String meant) {
        assertEquals(meant, Rate.parse(written).toString());
        assertEquals(Rate.parse(written), Rate.parse(meant));
    }

    @ParameterizedTest
    @CsvSource({"20MB", "20", "MB/s", "-1MB/s", "0MB/s", "0.5rows/s", "20mb/s", "5000/s", "1e6rows/s"})
    void refuses_what_is_no_speed(String written) {
        assertThrows(IllegalArgumentException.class, () -> Rate.parse(written));
    }

    /** Whatever the sizes of the rows, the rate holds over the whole time and over each second. */
    @Property(tries = 50)
    void holds_within_ten_percent_and_without_bursts(
            @ForAll @LongRange(min = 2_000_000, max = 50_000_000) long perSecond,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 20, max = 20_000) Integer> rowSizes,
            @ForAll @LongRange(min = 0, max = 3_000_000) long oversleep)
            throws InterruptedException {
        FakeTicker ticker = new FakeTicker(oversleep);
        Throttle throttle = new Throttle(new Rate(perSecond, Rate.Unit.BYTES), ticker);
        PaceLane lane = new PaceLane(new WaitGate(ticker), List.of(throttle));
        long start = ticker.nanoseconds();
        long rows = 0;
        long bytes = 0;
        List<long[]> passed = new ArrayList<>(List.of(new long[] {start, 0}));
        while (ticker.nanoseconds() - start < 3 * SECOND) {
            bytes += rowSizes.get((int) (rows++ % rowSizes.size()));
            ticker.advance(50); // a connection that could give 20 million rows a second
            if (rows >= lane.next()) {
                lane.passed(rows, bytes);
                passed.add(new long[] {ticker.nanoseconds(), bytes});
            }
        }
        double seconds = (ticker.nanoseconds() - start) / 1e9;
        double speed = bytes / seconds;
        assertTrue(speed < perSecond * 1.1 && speed > perSecond * 0.9, speed + " is not " + perSecond);
        assertNoBurst(passed, perSecond);
    }

    private static void assertNoBurst(List<long[]> passed, long perSecond) {
        int from = 0;
        for (long[] now : passed) {
            while (now[0] - passed.get(from)[0] > SECOND) {
                from++;
            }
            long inOneSecond = now[1] - passed.get(from)[1];
            assertTrue(inOneSecond < perSecond * 1.7, inOneSecond + " in a second is a burst");
        }
    }

    @Test
    void a_pause_is_not_made_up_for_by_more_than_half_a_second() throws InterruptedException {
        FakeTicker ticker = new FakeTicker(0);
        Throttle throttle = new Throttle(new Rate(1000, Rate.Unit.ROWS), ticker);
        throttle.pass(1);
        ticker.advance(60 * SECOND);
        long before = ticker.nanoseconds();
        throttle.pass(1500);
        assertEquals(SECOND, ticker.nanoseconds() - before);
    }

    @Test
    void threads_share_one_rate() throws InterruptedException {
        FakeTicker ticker = new FakeTicker(0);
        Throttle throttle = new Throttle(new Rate(10_000, Rate.Unit.ROWS), ticker);
        long start = ticker.nanoseconds();
        List<Thread> threads = new ArrayList<>();
        for (int count = 0; count < 4; count++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int step = 0; step < 50; step++) {
                        throttle.pass(256);
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        // Fake time adds the threads' sleeps up, so it can only be later than the rate asks for.
        assertTrue(ticker.nanoseconds() - start >= (4 * 50 * 256 / 10_000.0 - 0.6) * SECOND);
    }
}
