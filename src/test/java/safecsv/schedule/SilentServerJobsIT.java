package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.testing.Proof;
import safecsv.testing.SafecsvCli;
import safecsv.testing.SilentProxy;
import safecsv.testing.SilentProxy.Direction;
import safecsv.testing.SilentProxy.Scope;
import safecsv.testing.TestServer;

/** A server that falls silent under scheduled runs: the attempt fails in time, is tried again, and keeps nobody else. */
class SilentServerJobsIT {
    private static final long SEED = 20261126;
    private static final String LIMITS = "stall-timeout: 1s\nconnect-timeout: 1s\n";
    private static final String JOB = """
        jobs:
          j:
            cron: "0 3 * * *"
            time-zone: UTC
            table: t
            output: out.csv
        """;
    /** So that there is time to fall silent between the rows. */
    private static final String SLOWLY = "throttle: 300rows/s\n";

    private final TestServer server = TestServer.get();
    private final ManualTime time = new ManualTime("2026-03-10T02:59:00Z");
    private final List<Journal.Note> notes = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private JobsFixture fixture;
    private Path state;

    @BeforeEach
    void create() {
        fixture = JobsFixture.in(folder);
        fixture.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, filler VARCHAR(2000))",
                "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                        + " SELECT i, REPEAT('silence ', 100) FROM n");
    }

    private Turn turn(JobRunner runner, JobsFile file) {
        return runner.turn(
                JobsFixture.job(file),
                file.state(),
                () -> SimulatedDaemon.connections().apply(file.connection()),
                JobRunner.Demand.WHEN_DUE);
    }

    private String told() {
        return notes.stream().map(Journal.Note::message).collect(Collectors.joining("\n"));
    }

    /** Lets a job become due and run once through a proxy. */
    private RunEvent run(SilentProxy proxy, String more) throws IOException {
        JobsFile file = fixture.through(proxy.port()).read(JOB + more.indent(4));
        state = file.state();
        try (Servers servers = new Servers(2)) {
            JobRunner runner = new JobRunner(servers, time, notes::add);
            time.set("2026-03-10T02:59:00Z");
            turn(runner, file);
            time.set("2026-03-10T03:00:01Z");
            return turn(runner, file).end().orElseThrow(() -> new AssertionError(told()));
        }
    }

    @Test
    @Tag("proof")
    @Timeout(1200)
    void at_each_step_the_attempt_ends_and_says_so() throws Exception {
        fixture = fixture.connecting(LIMITS);
        Random random = new Random(SEED);
        int rounds = Proof.rounds("silence.jobs", 6, 120);
        for (int round = 0; round < rounds; round++) {
            Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.FROM_SERVER;
            Scope scope = random.nextBoolean() ? Scope.SERVER : Scope.CONNECTION;
            int step = random.nextInt(40);
            try (SilentProxy proxy = new SilentProxy(server, step, direction, scope)) {
                long began = System.nanoTime();
                RunEvent end = run(proxy, "");
                String what =
                        "seed %d, round %d: %s %s %s: %s".formatted(SEED, round, step, direction, scope, end.message());
                assertTrue(System.nanoTime() - began < Duration.ofSeconds(60).toNanos(), what);
                assertTrue(end.kind() == Kind.FAILED || end.kind() == Kind.SUCCEEDED, what);
                assertEquals(end.kind() != Kind.FAILED, Files.exists(folder.resolve("out.csv")), what);
            }
            clear();
        }
    }

    private void clear() throws IOException {
        Files.deleteIfExists(folder.resolve("out.csv"));
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        notes.clear();
    }

    @Test
    @Timeout(120)
    void a_time_limit_holds_although_the_server_is_silent() throws Exception {
        try (SilentProxy proxy = new SilentProxy(server, Integer.MAX_VALUE, Direction.FROM_SERVER, Scope.SERVER)) {
            Thread freezing = new Thread(() -> {
                while (notes.isEmpty() && !Files.exists(folder.resolve("out.csv")) && !begun()) {
                    Thread.onSpinWait();
                }
                proxy.freeze();
            });
            freezing.setDaemon(true);
            freezing.start();
            long began = System.nanoTime();
            RunEvent end = run(proxy, SLOWLY + "timeout: 5s\n");
            assertEquals(Kind.FAILED, end.kind(), end.message());
            assertTrue(end.message().contains("time limit"), end.message());
            // The stall timeout is two minutes here.
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(60).toNanos(), told());
        }
    }

    /** Whether rows are on their way into the staged file. */
    private boolean begun() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".safecsv-part"));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    @Timeout(180)
    void the_daemon_tells_tries_again_and_ends_when_it_is_told_to() throws Exception {
        try (SilentProxy proxy = new SilentProxy(server, Integer.MAX_VALUE, Direction.FROM_SERVER, Scope.SERVER)) {
            proxy.freeze();
            JobsFile file = fixture.connecting(LIMITS).through(proxy.port()).read("""
                jobs:
                  j:
                    cron: "* * * * *"
                    time-zone: UTC
                    table: t
                    output: out.csv
                    retries: {times: 50, delay: 1s}
                """);
            Instant seen = Instant.now().minus(Duration.ofMinutes(3));
            Files.createDirectories(file.state());
            Files.writeString(
                    file.state().resolve("j.runs.jsonl"),
                    "{\"event\":\"enrolled\",\"at\":\"%s\",\"due\":\"%s\"}\n".formatted(seen, seen));
            Path log = folder.resolve("log");
            Process daemon = SafecsvCli.safecsv("schedule", "daemon").in(folder).startLoggingTo(log);
            try {
                while (!Files.readString(log).contains("attempt 2 at the run")) {
                    assertTrue(daemon.isAlive(), Files.readString(log));
                    Thread.onSpinWait();
                }
                daemon.destroy();
                assertTrue(daemon.waitFor(15, TimeUnit.SECONDS), Files.readString(log));
                assertEquals(0, daemon.exitValue(), Files.readString(log));
            } finally {
                daemon.destroyForcibly();
            }
        }
    }
}
