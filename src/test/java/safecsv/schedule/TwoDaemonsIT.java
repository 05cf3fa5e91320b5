package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;

/** Two daemons with one jobs file: one run for each due time. */
class TwoDaemonsIT {
    private static final long SPEED = 2400;
    private static final int SECONDS = Integer.getInteger("safecsv.two.daemons.seconds", 4);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String JOBS = """
            defaults: {time-zone: UTC, catch-up: all}
            jobs:
              a: {cron: "*/15 * * * *", table: t, output: "%1$s/a-{scheduled:yyyyMMdd-HHmm}.csv"}
              b: {cron: "0 * * * *", table: t, output: "%1$s/b-{scheduled:yyyyMMdd-HHmm}.csv"}
            """;

    @Test
    void on_one_host_the_file_lock_and_the_run_log_see_to_it(@TempDir Path folder) throws Exception {
        JobsFixture fixture = fixture(folder);
        JobsFile file = fixture.read(JOBS.formatted("out"));
        List<DaemonProcess> daemons = run(file, file);
        for (Job job : file.jobs()) {
            List<Instant> done = due(JobsFixture.events(file, job.name(), Kind.SUCCEEDED));
            assertTrue(done.size() > 1, daemons.get(0).output());
            assertEquals(expected(job, done.get(0), done.get(done.size() - 1)), done);
        }
    }

    @Test
    void on_two_hosts_the_server_sees_to_it(@TempDir Path folder) throws Exception {
        JobsFixture fixture = fixture(folder);
        JobsFile one = JobsFile.read(fixture.write("one.yaml", JOBS.formatted("one") + "state: one.state\n"));
        JobsFile two = JobsFile.read(fixture.write("two.yaml", JOBS.formatted("two") + "state: two.state\n"));
        List<DaemonProcess> daemons = run(one, two);
        for (Job job : one.jobs()) {
            Map<Instant, Integer> runs = new TreeMap<>();
            for (JobsFile file : List.of(one, two)) {
                due(JobsFixture.events(file, job.name(), Kind.SUCCEEDED))
                        .forEach(due -> runs.merge(due, 1, Integer::sum));
            }
            List<Instant> done = new ArrayList<>(runs.keySet());
            System.out.println("TwoDaemonsIT: job %s, %d due times, by the first host %d"
                    .formatted(
                            job.name(),
                            done.size(),
                            JobsFixture.events(one, job.name(), Kind.SUCCEEDED).size()));
            assertTrue(done.size() > 1, daemons.get(0).output());
            assertEquals(expected(job, done.get(0), done.get(done.size() - 1)), done);
            runs.forEach((due, count) -> assertEquals(1, count, job.name() + " at " + due));
        }
    }

    private static JobsFixture fixture(Path folder) {
        JobsFixture fixture = JobsFixture.in(folder);
        fixture.sql("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
        return fixture;
    }

    private static List<DaemonProcess> run(JobsFile one, JobsFile two) throws Exception {
        SimulatedTime time =
                new SimulatedTime(Instant.parse("2026-03-10T00:07:00Z"), System.currentTimeMillis(), SPEED);
        List<DaemonProcess> daemons =
                List.of(DaemonProcess.start(one.path(), time, 2), DaemonProcess.start(two.path(), time, 2));
        for (DaemonProcess daemon : daemons) {
            daemon.awaitRunning();
        }
        Thread.sleep(SECONDS * 1000L);
        awaitTwoOfEach(one, two);
        // Both at once: what one of them has done, the other one knows only as long as that one runs.
        daemons.forEach(DaemonProcess::terminate);
        for (DaemonProcess daemon : daemons) {
            assertEquals(0, daemon.stop(), daemon.output());
        }
        return daemons;
    }

    /** A slow machine has few of them in the time above, and one shows nothing. */
    private static void awaitTwoOfEach(JobsFile one, JobsFile two) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Job job : one.jobs()) {
            Set<Instant> done = new HashSet<>();
            while (done.size() < 2 && System.nanoTime() < end) {
                Thread.sleep(100);
                done.addAll(due(JobsFixture.events(one, job.name(), Kind.SUCCEEDED)));
                done.addAll(due(JobsFixture.events(two, job.name(), Kind.SUCCEEDED)));
            }
        }
    }

    private static List<Instant> due(List<RunEvent> events) {
        return events.stream().map(RunEvent::due).toList();
    }

    private static List<Instant> expected(Job job, Instant first, Instant last) {
        List<Instant> expected = new ArrayList<>();
        Optional<Instant> due = Optional.of(first);
        while (!due.get().isAfter(last)) {
            expected.add(due.get());
            due = job.schedule().nextAfter(due.get());
        }
        return expected;
    }
}
