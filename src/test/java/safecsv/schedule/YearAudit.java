package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.Job.CatchUp;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;

/** Goes through a run log, due time by due time, with a list of due times that another cron made. */
final class YearAudit {
    private static final Duration ON_TIME = Duration.ofMinutes(1);

    private final Job job;
    private final NavigableSet<Instant> due;
    private final SimulatedYear year;
    /** Every due time until then is accounted for. */
    private Instant handled;

    private Instant leftOut;

    private Optional<RunEvent> begun = Optional.empty();
    private long rows;
    private final List<String> succeeded = new ArrayList<>();
    private final Set<String> recovered = new HashSet<>();
    private int skipped;
    private int failed;

    YearAudit(Job job, List<Instant> due, SimulatedYear year) {
        this.job = job;
        this.due = new TreeSet<>(due);
        this.year = year;
    }

    /** How many due times were run (so many of them got their names after a kill), failed for good, and were skipped. */
    record Sum(int succeeded, int recovered, int failed, int skipped) {}

    /** Each due time of the list up to this moment is done, failed or skipped, once, and for a reason. */
    Sum requireEachDueTimeOnce(Instant end) {
        List<RunEvent> events = year.events();
        assertEquals(Kind.ENROLLED, events.get(0).kind());
        handled = events.get(0).due();
        rows = 0;
        for (RunEvent event : events) {
            judge(event);
        }
        assertEquals(Optional.ofNullable(due.floor(end)).filter(last -> last.isAfter(handled)), Optional.empty());
        assertEquals(succeeded.size(), new HashSet<>(succeeded).size(), "a file is a success once");
        List<String> byThemselves =
                succeeded.stream().filter(sha256 -> !recovered.contains(sha256)).toList();
        assertTrue(byThemselves.equals(year.named()), "each file that got its name is a success, and no other");
        year.sleeps().forEach(this::requireAwakeWhenDue);
        return new Sum(succeeded.size(), recovered.size(), failed, skipped);
    }

    private void judge(RunEvent event) {
        switch (event.kind()) {
            case STARTED -> started(event);
            case SUCCEEDED -> {
                succeeded.add(event.file().sha256());
                if (event.message() != null
                        && !year.named().contains(event.file().sha256())) {
                    recovered.add(event.file().sha256()); // it got its name after a kill
                }
                rows += event.file().rows();
                assertEquals(Long.parseLong(event.watermark()), rows, "each row once: " + event);
                end(event);
            }
            case FAILED -> {
                begun = Optional.of(event);
                if (event.retryAt() == null) {
                    failedForGood(event);
                }
            }
            case SKIPPED -> skipped(event);
            case ALARM -> assertEquals(leftOut, event.due(), "what was left out is told, each time: " + event);
            case ENROLLED, PUBLISHING, INTERRUPTED, NOTICE -> {}
            default -> throw new AssertionError("not of this world: " + event);
        }
    }

    private void started(RunEvent event) {
        assertEquals(next(), event.due(), "the next open due time is run");
        assertFalse(event.at().isBefore(event.due()), "too early: " + event);
        boolean again = begun.map(RunEvent::due).filter(event.due()::equals).isPresent();
        if (job.catchUp() == CatchUp.NONE && !again) {
            assertFalse(event.at().isAfter(event.due().plus(ON_TIME)), "too late for catch-up: none: " + event);
        }
        if (job.catchUp() != CatchUp.ALL) {
            assertEquals(due.floor(event.at()), event.due(), "the latest is run");
        }
        begun = Optional.of(event);
    }

    private void failedForGood(RunEvent event) {
        failed++;
        boolean superseded = isSuperseded(event);
        assertTrue(
                event.attempt() == job.attempts().retries() + 1 || (superseded && job.catchUp() != CatchUp.ALL),
                "given up too early: " + event);
        end(event);
    }

    private void end(RunEvent event) {
        assertEquals(next(), event.due(), "no due time is passed over, and none is done twice");
        handled = event.due();
    }

    private void skipped(RunEvent event) {
        NavigableSet<Instant> open = due.subSet(handled, false, event.due(), true);
        assertEquals(open.size(), event.count(), event.toString());
        assertEquals(event.due(), open.last());
        skipped += open.size();
        leftOut = event.due();
        switch (job.catchUp()) {
            case ALL -> throw new AssertionError("nothing is skipped with catch-up: all: " + event);
            case LATEST -> assertTrue(isSuperseded(event), "no newer one was due: " + event);
            case NONE -> {
                boolean superseded = isSuperseded(event);
                assertTrue(superseded || event.at().isAfter(event.due().plus(ON_TIME)), "it was not late: " + event);
                boolean wasBegun =
                        begun.map(RunEvent::due).filter(event.due()::equals).isPresent();
                assertTrue(superseded || !wasBegun, "what was begun on time is done: " + event);
            }
        }
        handled = event.due();
    }

    /** Whether a newer one was due by then; after the last of the year there is none. */
    private boolean isSuperseded(RunEvent event) {
        Instant newer = due.higher(event.due());
        return newer != null && !newer.isAfter(event.at());
    }

    private Instant next() {
        return due.higher(handled);
    }

    private void requireAwakeWhenDue(SimulatedYear.Sleep sleep) {
        assertTrue(sleep.until().isAfter(sleep.from()), "no wait at all: " + sleep);
        if (!(sleep.forRetry() && job.catchUp() == CatchUp.ALL)) {
            Instant next = due.higher(sleep.from());
            assertTrue(next == null || !sleep.until().isAfter(next), "slept over " + next + ": " + sleep);
        }
    }
}
