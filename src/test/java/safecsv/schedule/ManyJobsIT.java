package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;

/** Many jobs that are due in one minute; {@code -Dsafecsv.many.jobs=500} for the figures in docs/scheduling.md. */
@Tag("any-server")
class ManyJobsIT {
    private static final int JOBS = Integer.getInteger("safecsv.many.jobs", 40);
    private static final int CONCURRENCY = 4;

    @Test
    void all_run_no_more_than_allowed_at_once_and_memory_stays_flat(@TempDir Path folder) throws Exception {
        JobsFixture fixture = JobsFixture.in(folder);
        fixture.sql(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(200))",
                "INSERT INTO t (v) VALUES (REPEAT('x', 200))",
                "INSERT INTO t (v) SELECT a.v FROM t a",
                "INSERT INTO t (v) SELECT a.v FROM t a, t b, t c, t d, t e, t f, t g, t h, t i, t j, t k");
        StringBuilder jobs = new StringBuilder("defaults: {cron: \"0 3 * * *\", time-zone: UTC}\njobs:\n");
        for (int i = 0; i < JOBS; i++) {
            jobs.append("  j%d: {table: t, output: \"out/j%d.csv\"}%n".formatted(i, i));
        }
        JobsFile file = fixture.read(jobs.toString());
        // The daemon has a few seconds to see every job for the first time before they are due.
        Duration before = Duration.ofSeconds(4 + JOBS / 20);
        SimulatedTime time =
                new SimulatedTime(Instant.parse("2026-03-10T03:00:00Z").minus(before), System.currentTimeMillis(), 1);
        DaemonProcess daemon = DaemonProcess.start(file.path(), time, CONCURRENCY, "-Xmx1g", "-Xmn16m")
                .awaitRunning();
        long early = 0;
        long done = 0;
        for (int i = 0; i < 3000 && done < JOBS; i++) {
            Thread.sleep(200);
            assertTrue(daemon.isAlive(), daemon.output());
            done = done(file);
            early = early == 0 && done >= JOBS / 5 ? peak(daemon) : early;
        }
        long late = peak(daemon);
        assertEquals(JOBS, done, daemon.output());
        assertEquals(0, daemon.stop(), daemon.output());
        List<RunEvent> ends = file.jobs().stream()
                .flatMap(job -> JobsFixture.events(file, job.name(), Kind.SUCCEEDED).stream())
                .toList();
        assertEquals(JOBS, ends.size());
        assertTrue(mostAtOnce(file) <= CONCURRENCY);
        Instant last = ends.stream().map(RunEvent::at).max(Instant::compareTo).orElseThrow();
        System.out.println(
                "ManyJobsIT: %d jobs of %d rows, %d at once (most seen: %d), done %.1f s after they were due; peak memory after a fifth of them %d MB, at the end %d MB"
                        .formatted(
                                JOBS,
                                ends.get(0).file().rows(),
                                CONCURRENCY,
                                mostAtOnce(file),
                                Duration.between(ends.get(0).due(), last).toMillis() / 1000.0,
                                early / 1000,
                                late / 1000));
        assertTrue(late < early * 1.35 + 20_000, "memory grew from " + early + " to " + late + " kB");
    }

    private static long done(JobsFile file) throws IOException {
        return JobsFixture.names(file.path().resolveSibling("out")).stream()
                .filter(name -> !name.startsWith("."))
                .count();
    }

    /** How many runs there were at a time, as the run logs tell. */
    private static int mostAtOnce(JobsFile file) {
        int most = 0;
        List<List<RunEvent>> logs = file.jobs().stream()
                .map(Job::name)
                .map(name -> JobsFixture.events(file, name))
                .toList();
        for (List<RunEvent> one : logs) {
            Optional<Instant> start = at(one, Kind.STARTED);
            most = Math.max(most, (int) logs.stream()
                    .filter(other -> !at(other, Kind.STARTED).orElseThrow().isAfter(start.orElseThrow())
                            && at(other, Kind.SUCCEEDED).orElseThrow().isAfter(start.get()))
                    .count());
        }
        return most;
    }

    private static Optional<Instant> at(List<RunEvent> events, Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(RunEvent::at)
                .findFirst();
    }

    /** The highest resident set of the process so far, in kB. */
    private static long peak(DaemonProcess daemon) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + daemon.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
