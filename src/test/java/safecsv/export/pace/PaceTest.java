package safecsv.export.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import safecsv.SafecsvException;
import safecsv.mysql.ServerReading;

class PaceTest {
    private static final PaceLimits LOAD = new PaceLimits(
            List.of(),
            List.of(LoadLimit.parse("Threads_running=50")),
            List.of(),
            PaceLimits.Lag.ANY,
            PaceLimits.OnDdl.YIELD,
            Long.MAX_VALUE);

    /** Milliseconds at which the server was asked, and not more than three of them. */
    private final List<Long> asked = new ArrayList<>();

    private final CountDownLatch enough = new CountDownLatch(1);

    private final Ticker ticker = new Ticker() {
        private final FakeTicker time = new FakeTicker(0);
        private final long start = time.nanoseconds();

        @Override
        public long nanoseconds() {
            return time.nanoseconds() - start;
        }

        @Override
        public void sleep(long nanoseconds) throws InterruptedException {
            if (asked.size() == 3) {
                enough.countDown();
                throw new InterruptedException();
            }
            time.sleep(nanoseconds);
        }
    };

    @Test
    void a_query_is_first_looked_at_after_a_second() throws Exception {
        assertEquals(List.of(1_000L, 2_000L, 3_000L), asked(PaceLimits.DEFAULT, () -> 0));
    }

    @Test
    void so_is_one_that_will_take_longer_than_another_second_and_a_half() throws Exception {
        assertEquals(List.of(1_000L, 2_000L, 3_000L), asked(PaceLimits.DEFAULT, () -> 0.39));
    }

    @Test
    void one_that_will_take_no_more_than_another_second_and_a_half_after_two() throws Exception {
        double[] shares = {0.41, 0.56};
        assertEquals(List.of(2_000L, 3_000L, 4_000L), asked(PaceLimits.DEFAULT, inTurns(shares)));
    }

    @Test
    void none_later_than_after_three_however_near_its_end_it_seems() throws Exception {
        assertEquals(List.of(3_000L, 4_000L, 5_000L), asked(PaceLimits.DEFAULT, () -> 1));
    }

    @Test
    void a_limit_is_watched_from_the_start_however_short_the_query() throws Exception {
        assertEquals(List.of(0L, 1_000L, 2_000L), asked(LOAD, () -> 1));
    }

    private static DoubleSupplier inTurns(double... shares) {
        AtomicInteger turn = new AtomicInteger();
        return () -> shares[turn.getAndIncrement()];
    }

    private List<Long> asked(PaceLimits limits, DoubleSupplier share) throws Exception {
        try (Pace pace = new Pace(limits, this::reading, new Deaf(), ticker)) {
            pace.beforeQuery(share);
            enough.await();
        }
        return asked;
    }

    private ServerReading reading() {
        asked.add(ticker.nanoseconds() / 1_000_000);
        return new ServerReading(Map.of("Threads_running", "1"), Optional.empty(), List.of());
    }

    private static final class Deaf implements PaceListener {
        @Override
        public void waiting(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void notice(String sentence) {
            throw new AssertionError(sentence);
        }

        @Override
        public void stop(SafecsvException why) {
            throw new AssertionError(why);
        }
    }
}
