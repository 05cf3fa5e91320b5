package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.JobLog;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.testing.TestServer;

/**
 * Kills the daemon at random moments of a simulated time: in half of the rounds any moment, in the other half one within the
 * few milliseconds of a publication. A hundred rounds, {@code -Dsafecsv.kill.rounds=100}, are about a week.
 */
@Tag("any-server")
class DaemonKillIT {
    private static final int ROUNDS = Integer.getInteger("safecsv.kill.rounds", 6);

    /** How much faster the simulated time goes; on a slow machine less, or the rounds become months. */
    private static final long SPEED = Long.getLong("safecsv.kill.speed", 5000);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** From the line about the publication to the line about the success it takes about this long, two syncs and a rename. */
    private static final int PUBLICATION_MICROSECONDS = Integer.getInteger("safecsv.kill.window", 6000);

    @Test
    void no_run_is_lost_or_done_twice_and_no_file_is_partial(@TempDir Path folder) throws Exception {
        JobsFixture fixture = JobsFixture.in(folder);
        fixture.sql("CREATE TABLE events (id INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(2000))");
        JobsFile file = fixture.read("""
                defaults: {time-zone: Europe/Berlin, catch-up: all}
                jobs:
                  full: {cron: "0 * * * *", table: events, output: "full/{scheduled:yyyyMMdd-HHmmXX}.csv"}
                  fresh:
                    cron: "*/30 * * * *"
                    table: events
                    output: fresh/{scheduled:yyyyMMdd-HHmmXX}.csv
                    incremental: {column: id}
                """);
        // The night in which the clock is put back lies in this week.
        SimulatedTime time =
                new SimulatedTime(Instant.parse("2026-10-22T10:07:00Z"), System.currentTimeMillis(), SPEED);
        long seed = System.nanoTime();
        System.out.println("DaemonKillIT: " + ROUNDS + " rounds, seed " + seed);
        Random random = new Random(seed);
        try (Inserting inserting = new Inserting(fixture.database())) {
            for (int round = 0; round < ROUNDS; round++) {
                DaemonProcess daemon = DaemonProcess.start(file.path(), time, 2);
                if (round % 2 == 0) {
                    PublicationWatch.of(file).await(daemon);
                    LockSupport.parkNanos(random.nextInt(PUBLICATION_MICROSECONDS) * 1000L);
                } else {
                    if (random.nextInt(5) > 0) {
                        daemon.awaitRunning();
                    }
                    Thread.sleep(random.nextInt(1500));
                }
                daemon.kill();
                requireWholeFiles(file);
            }
            inserting.stop();
        }
        Instant end = time.now();
        finish(file, end);
        System.out.println("simulated from %s to %s: %d and %d runs, %d rows"
                .formatted(
                        time.start(),
                        end,
                        requireEachRunOnce(file, file.job("full"), end),
                        requireEachRunOnce(file, file.job("fresh"), end),
                        requireEachRowOnce(file)));
        System.out.println("killed in %d attempts, %d of them while publishing"
                .formatted(killedAttempts(file), recoveredPublications(file)));
    }

    private static void finish(JobsFile file, Instant end) throws Exception {
        DaemonProcess daemon = DaemonProcess.start(
                        file.path(), new SimulatedTime(end, System.currentTimeMillis(), 1), 2)
                .awaitRunning();
        for (Job job : file.jobs()) {
            Instant last = job.schedule().latestUntil(end).orElseThrow();
            Instant handled = Instant.MIN;
            long still = System.nanoTime();
            while (handled.isBefore(last)) {
                Instant now = JobLog.read(file.state(), job.name()).handledUntil();
                if (now != null && now.isAfter(handled)) {
                    handled = now;
                    still = System.nanoTime();
                }
                assertTrue(daemon.isAlive() && System.nanoTime() - still < PATIENCE.toNanos(), daemon.output());
                Thread.sleep(100);
            }
        }
        assertEquals(0, daemon.stop(), daemon.output());
    }

    private static void requireWholeFiles(JobsFile file) throws IOException {
        for (Job job : file.jobs()) {
            List<RunEvent> published = JobsFixture.events(file, job.name(), Kind.PUBLISHING);
            for (String name : JobsFixture.names(file.path().resolveSibling(job.name()))) {
                if (!name.startsWith(".")) {
                    Path path = file.path().resolveSibling(job.name()).resolve(name);
                    Optional<RunEvent> event = published.stream()
                            .filter(one -> one.file().path().equals(path))
                            .reduce((first, second) -> second);
                    assertTrue(
                            event.isPresent()
                                    && StagedFile.isUnchanged(event.get().file()),
                            path.toString());
                }
            }
        }
    }

    private static int requireEachRunOnce(JobsFile file, Job job, Instant end) throws IOException {
        List<RunEvent> events = JobsFixture.events(file, job.name());
        List<Instant> expected = new ArrayList<>();
        Optional<Instant> due = job.schedule().nextAfter(events.get(0).due());
        while (due.isPresent() && !due.get().isAfter(end)) {
            expected.add(due.get());
            due = job.schedule().nextAfter(due.get());
        }
        List<RunEvent> succeeded =
                events.stream().filter(event -> event.kind() == Kind.SUCCEEDED).toList();
        assertEquals(expected, succeeded.stream().map(RunEvent::due).toList(), job.name());
        assertEquals(
                List.of(),
                events.stream().filter(event -> event.kind() == Kind.FAILED).toList());
        assertEquals(
                succeeded.stream()
                        .map(event -> event.file().path().getFileName().toString())
                        .sorted()
                        .toList(),
                JobsFixture.names(file.path().resolveSibling(job.name())));
        succeeded.forEach(event -> assertTrue(StagedFile.isUnchanged(event.file()), event.toString()));
        return succeeded.size();
    }

    private static int requireEachRowOnce(JobsFile file) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (RunEvent event : JobsFixture.events(file, "fresh", Kind.SUCCEEDED)) {
            List<Integer> inFile = Files.readAllLines(event.file().path()).stream()
                    .skip(1)
                    .map(line -> Integer.parseInt(line.substring(0, line.indexOf(','))))
                    .toList();
            assertEquals(event.file().rows(), inFile.size());
            assertEquals(
                    Optional.ofNullable(event.watermark()).map(Integer::valueOf),
                    inFile.stream().max(Integer::compare));
            ids.addAll(inFile);
        }
        assertEquals(IntStream.rangeClosed(1, ids.size()).boxed().collect(Collectors.toList()), ids);
        return ids.size();
    }

    private static long killedAttempts(JobsFile file) {
        return file.jobs().stream()
                .mapToLong(job ->
                        JobsFixture.events(file, job.name(), Kind.INTERRUPTED).size())
                .sum();
    }

    private static long recoveredPublications(JobsFile file) {
        return file.jobs().stream()
                .flatMap(job -> JobsFixture.events(file, job.name(), Kind.SUCCEEDED).stream())
                .filter(event -> event.message() != null)
                .count();
    }

    /** Adds rows, one transaction after another. */
    private static final class Inserting implements AutoCloseable {
        private final Connection connection;
        private final Thread thread;
        private volatile boolean stopping;

        Inserting(String database) throws SQLException {
            connection = TestServer.get().adminConnection(database);
            thread = new Thread(this::insert);
            thread.start();
        }

        private void insert() {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO events (text) VALUES (REPEAT('x', 500)), (REPEAT('y', 1500))")) {
                while (!stopping) {
                    insert.execute();
                    Thread.sleep(20);
                }
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void stop() throws InterruptedException {
            stopping = true;
            thread.join();
        }

        @Override
        public void close() throws SQLException {
            stopping = true;
            connection.close();
        }
    }
}
