package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.testing.SafecsvCli;
import safecsv.testing.Tool;

/** The built program's daemon, and what signals do to it. */
class DaemonSignalsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private JobsFixture fixture;
    private Process daemon;

    @BeforeEach
    void create() {
        fixture = JobsFixture.in(folder);
        fixture.sql(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT i FROM n");
    }

    @AfterEach
    void end() throws InterruptedException {
        if (daemon != null) {
            daemon.destroyForcibly().waitFor();
        }
    }

    /** A job that was seen three minutes ago, and has been due since. */
    private JobsFile due(String more) throws IOException {
        JobsFile file = fixture.read("""
                jobs:
                  j:
                    cron: "* * * * *"
                    time-zone: UTC
                    table: t
                    output: "out/{scheduled:yyyyMMddHHmm}.csv"
                """ + more.indent(4));
        Instant seen = Instant.now().minus(Duration.ofMinutes(3));
        Files.createDirectories(file.state());
        Files.writeString(
                file.state().resolve("j.runs.jsonl"),
                "{\"event\":\"enrolled\",\"at\":\"%s\",\"due\":\"%s\"}\n".formatted(seen, seen));
        return file;
    }

    private void startDaemon() {
        startDaemon("--default-signal=HUP"); // where the tests run under nohup, they would have it ignored
    }

    private void startDaemon(String signals) {
        daemon = SafecsvCli.safecsv("schedule", "daemon", "--log-format", "json", "--metrics", "safecsv.prom")
                .in(folder)
                .startLoggingTo(folder.resolve("log"), signals);
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private void await(BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(daemon.isAlive() && System.nanoTime() < end, told());
            Thread.sleep(50);
        }
    }

    private void awaitTold(String text) throws Exception {
        await(() -> {
            try {
                return told().contains(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void hangUp() {
        Tool.run("kill", "-HUP", Long.toString(daemon.pid())).assertExit(0);
    }

    private Duration terminate() throws InterruptedException {
        long start = System.nanoTime();
        daemon.destroy();
        assertTrue(daemon.waitFor(20, TimeUnit.SECONDS));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void a_hangup_takes_a_right_file_over_and_a_wrong_one_not() throws Exception {
        JobsFile file = due("");
        startDaemon();
        awaitTold("is published");
        String text = Files.readString(file.path());
        Files.writeString(file.path(), text.replace("table: t", "tabel: t"));
        hangUp();
        awaitTold("the jobs file was not taken over; the one before stays in force.");
        assertTrue(told().contains("jobs.yaml:12:5: there is no key 'tabel' here; did you mean 'table'?"), told());
        Files.writeString(file.path(), text + "  other: {cron: \"@daily\", table: t, output: o.csv}\n");
        hangUp();
        awaitTold("the jobs file was read again: 2 jobs");
        await(() -> !JobsFixture.events(file, "other").isEmpty());
        assertTrue(terminate().toSeconds() < 10);
        assertEquals(0, daemon.exitValue(), told());
        for (String line : told().lines().toList()) {
            JsonNode json = new ObjectMapper().readTree(line);
            assertTrue(json.hasNonNull("at") && json.hasNonNull("level") && json.hasNonNull("message"), line);
        }
        assertTrue(Files.readString(folder.resolve("safecsv.prom")).contains("safecsv_job_late{job=\"other\"} 0\n"));
    }

    @Test
    void a_daemon_under_nohup_says_that_it_hears_no_hangup() throws Exception {
        due("");
        startDaemon("--ignore-signal=HUP");
        awaitTold("SIGHUP is ignored in this process");
        hangUp();
        awaitTold("is published");
        terminate();
        assertEquals(0, daemon.exitValue(), told());
    }

    @Test
    void a_termination_ends_a_running_export_cleanly_and_the_next_start_does_it() throws Exception {
        JobsFile file = due("throttle: 20rows/s\ncatch-up: all\n");
        startDaemon();
        await(() -> !JobsFixture.events(file, "j", Kind.STARTED).isEmpty());
        Thread.sleep(1500);
        Duration taken = terminate();
        assertTrue(taken.toSeconds() < 10, taken + "\n" + told());
        assertEquals(0, daemon.exitValue(), told());
        assertEquals(List.of(), JobsFixture.names(folder.resolve("out")), "nothing is left of the export");
        assertEquals(1, JobsFixture.events(file, "j", Kind.INTERRUPTED).size(), told());
        assertEquals(List.of(), JobsFixture.events(file, "j", Kind.FAILED));
        Files.writeString(file.path(), Files.readString(file.path()).replace("throttle: 20rows/s", ""));
        startDaemon();
        await(() -> JobsFixture.events(file, "j", Kind.SUCCEEDED).size() >= 2);
        terminate();
        assertEquals(
                JobsFixture.events(file, "j", Kind.INTERRUPTED).get(0).due(),
                JobsFixture.events(file, "j", Kind.SUCCEEDED).get(0).due());
    }

    @Test
    void a_termination_does_not_wait_for_a_notice_that_nobody_answers() throws Exception {
        JobsFile file = due("""
                on-success: {command: [sh, -c, "trap '' TERM; echo told >> told; sleep 100"], timeout: 90s}
                """);
        startDaemon();
        await(() -> Files.exists(folder.resolve("told")));
        int told = JobsFixture.events(file, "j", Kind.NOTICE).size();
        Duration taken = terminate();
        assertTrue(taken.toSeconds() < 10, taken + "\n" + told());
        assertEquals(0, daemon.exitValue(), told());
        assertEquals(told, JobsFixture.events(file, "j", Kind.NOTICE).size(), "it was not given");
        assertEquals(1, JobsFixture.events(file, "j", Kind.SUCCEEDED).size());
        startDaemon();
        await(() -> lines("told") == 2);
        terminate();
    }

    private int lines(String name) {
        try {
            return Files.readAllLines(folder.resolve(name)).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
