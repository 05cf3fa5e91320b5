package safecsv.export.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.ServerReading;

class WatchTest {
    private static final PaceLimits LIMITS = new PaceLimits(
            List.of(),
            List.of(LoadLimit.parse("Threads_running=50")),
            List.of(LoadLimit.parse("Threads_running=200"), LoadLimit.parse("Innodb_row_lock_current_waits=30")),
            new PaceLimits.Lag(Optional.of(Duration.ofSeconds(5)), Optional.empty()),
            PaceLimits.OnDdl.YIELD,
            Long.MAX_VALUE);

    private final Deque<ServerReading> readings = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final FakeTicker ticker = new FakeTicker(0);
    private final WaitGate gate = new WaitGate(ticker);
    private final Watch watch = new Watch(LIMITS, this::next, gate, new Heard(), ticker);

    private final class Heard implements PaceListener {
        @Override
        public void waiting(String reason) {
            heard.add("waiting: " + reason);
        }

        @Override
        public void notice(String sentence) {
            heard.add("notice: " + sentence);
        }

        @Override
        public void stop(SafecsvException why) {
            assertEquals(ExitCode.REFUSED, why.exitCode());
            heard.add("stop: " + why.getMessage());
        }
    }

    private ServerReading next() {
        ServerReading reading = readings.poll();
        if (reading == null) {
            throw new SafecsvException(ExitCode.FAILED, "There is no answer.");
        }
        return reading;
    }

    private void says(String running, double lag, String... waiting) {
        readings.add(new ServerReading(
                Map.of("threads_running", running, "Innodb_row_lock_current_waits", "0"),
                Optional.of(new ServerReading.Lag(lag < 0 ? OptionalDouble.empty() : OptionalDouble.of(lag))),
                List.of(waiting)));
    }

    @Test
    void waits_above_the_limit_and_goes_on_below_it() {
        says("50", 5);
        says("73", 0);
        says("51", 0);
        says("4", 0);
        while (!readings.isEmpty()) {
            watch.again();
        }
        assertEquals(
                List.of("waiting: Threads_running 73 > 50", "waiting: Threads_running 51 > 50", "waiting: null"),
                heard);
        assertEquals(List.of("Threads_running"), gate.reasons());
    }

    @Test
    void waits_for_replication_that_is_late_or_does_not_run() {
        says("1", 5.1);
        says("1", -1);
        says("1", 5);
        while (!readings.isEmpty()) {
            watch.again();
        }
        assertEquals(
                List.of(
                        "waiting: replication lag 5.1 s > 5 s",
                        "waiting: replication does not run, its lag is not known",
                        "waiting: null"),
                heard);
    }

    @Test
    void ends_above_the_critical_load_and_only_once() {
        says("201", 0);
        says("201", 0);
        watch.again();
        watch.again();
        assertEquals(1, heard.size());
        assertTrue(heard.get(0)
                .startsWith("stop: Ended because the server has too much to do: Threads_running 201 > 200"));
    }

    @Test
    void gives_way_to_a_ddl_whatever_else_there_is() {
        says("201", 99, "connection 7 waits to change or lock the table shop.orders");
        watch.again();
        assertTrue(heard.get(0).startsWith("stop: Gave way to another session: connection 7 waits"), heard.toString());
    }

    @Test
    void a_query_does_not_begin_above_the_critical_load() {
        says("201", 0);
        assertEquals(
                ExitCode.REFUSED,
                assertThrows(SafecsvException.class, watch::first).exitCode());
        assertTrue(heard.isEmpty());
    }

    @Test
    void a_limit_on_an_unknown_variable_or_a_text_is_wrong_usage() {
        readings.add(new ServerReading(Map.of(), Optional.empty(), List.of()));
        SafecsvException unknown = assertThrows(SafecsvException.class, watch::first);
        assertEquals(ExitCode.USAGE, unknown.exitCode());
        assertTrue(unknown.getMessage().contains("no status variable Threads_running"));
        says("ON", 0);
        assertEquals(
                ExitCode.USAGE,
                assertThrows(SafecsvException.class, watch::first).exitCode());
    }

    @Test
    void a_server_that_does_not_answer_changes_nothing_and_is_told_of_once() throws InterruptedException {
        watch.again();
        watch.again();
        gate.pass();
        says("73", 0);
        watch.again();
        watch.again();
        assertEquals(
                List.of(
                        "notice: The export goes on, but the server could not be watched; it is tried again. There is no answer.",
                        "waiting: Threads_running 73 > 50"),
                heard);
        assertFalse(gate.close("still closed", "x"));
        assertEquals(
                List.of(
                        "The server could not be watched 3 times while the export ran, and load, lag or a waiting DDL may have"
                                + " gone unseen then. There is no answer."),
                watch.unwatched());
    }

    @Test
    void what_fails_after_the_end_is_no_matter() {
        assertFalse(watch.end());
        watch.again();
        assertTrue(heard.isEmpty());
        assertTrue(watch.unwatched().isEmpty());
    }

    @Test
    void a_stream_that_waits_ends_before_the_server_cuts_it_and_a_query_that_has_not_begun_waits_on() {
        says("73", 0);
        watch.again();
        ticker.advance(Watch.LONGEST_WAIT.toNanos());
        says("73", 0);
        watch.again();
        assertEquals(2, heard.size());
        watch.queryBegins();
        says("73", 0);
        watch.again();
        assertTrue(heard.get(3).startsWith("stop: Ended after waiting for 50 minutes"), heard.toString());
    }

    @Test
    void the_gate_counts_the_time_in_which_nobody_got_through() throws InterruptedException {
        gate.close("Threads_running 73 > 50", "Threads_running");
        Thread copying = new Thread(() -> {
            try {
                gate.pass();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        copying.start();
        while (copying.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        ticker.advance(Duration.ofSeconds(3).toNanos());
        assertEquals(Duration.ofSeconds(3), gate.waited());
        gate.open();
        copying.join();
        ticker.advance(Duration.ofSeconds(60).toNanos());
        assertEquals(Duration.ofSeconds(3), gate.waited());
    }
}
