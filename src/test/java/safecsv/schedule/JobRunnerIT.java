package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.schedule.JobRunner.Demand;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.JobStatus.Condition;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;

/** Turns of jobs at times that the test sets. */
class JobRunnerIT {
    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime("2026-03-10T01:59:00Z");
    private final List<Journal.Note> notes = new CopyOnWriteArrayList<>();
    private Servers servers;
    private JobRunner runner;
    private JobsFixture fixture;

    @BeforeEach
    void start() {
        servers = new Servers(2);
        runner = new JobRunner(servers, time, notes::add);
        fixture = JobsFixture.in(folder);
        fixture.sql(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO t (v) VALUES ('a'), ('b')");
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private Turn turn(JobsFile file) {
        return runner.turn(
                JobsFixture.job(file),
                file.state(),
                () -> SimulatedDaemon.connections().apply(file.connection()),
                Demand.WHEN_DUE);
    }

    /** Takes turns until nothing is to be done at this time. */
    private Turn turns(JobsFile file, String moment) {
        time.set(moment);
        Turn turn = turn(file);
        while (turn.kind() == Turn.Kind.DONE) {
            turn = turn(file);
        }
        return turn;
    }

    private JobStatus status(JobsFile file) {
        return JobStatus.of(file, JobsFixture.job(file), time.now());
    }

    @Test
    void a_server_that_is_down_at_three_and_back_at_twenty_past() throws Exception {
        try (TcpGate gate = new TcpGate()) {
            JobsFixture behind = fixture.through(gate.port());
            JobsFile file = behind.read("""
                    jobs:
                      nightly:
                        cron: "0 3 * * *"
                        time-zone: UTC
                        table: t
                        output: "{scheduled:yyyyMMdd}.csv"
                        retries: {times: 5, delay: 1m}
                        on-failure: {command: [sh, -c, "echo {job} {due} >> %s/alarms"]}
                    """.formatted(folder));
            turns(file, "2026-03-10T02:59:00Z");
            gate.shut();
            Turn waiting = turns(file, "2026-03-10T03:00:00Z");
            assertEquals(Instant.parse("2026-03-10T03:01:00Z"), waiting.wake());
            assertEquals(Condition.RETRYING, status(file).condition());
            assertFalse(status(file).needsAttention());
            for (String again : List.of("03:01", "03:03", "03:07", "03:15")) {
                waiting = turns(file, "2026-03-10T" + again + ":00Z");
                assertEquals(Condition.RETRYING, status(file).condition());
            }
            assertEquals(Instant.parse("2026-03-10T03:31:00Z"), waiting.wake());
            time.set("2026-03-10T03:16:00Z");
            assertTrue(status(file).late().isPresent());
            assertTrue(status(file).pendingFailure().orElseThrow().message().contains("Nothing was read"));
            gate.open();
            turns(file, "2026-03-10T03:31:00Z");
            assertEquals(Condition.OK, status(file).condition());
            assertFalse(status(file).needsAttention());
            assertEquals(6, status(file).lastSuccess().orElseThrow().attempt());
            assertFalse(Files.exists(folder.resolve("alarms")));
            assertEquals("id,v\n1,a\n2,b\n", Files.readString(folder.resolve("20260310.csv")));
        }
    }

    @Test
    void a_server_that_is_down_all_night_raises_one_alarm() throws Exception {
        try (TcpGate gate = new TcpGate()) {
            JobsFixture behind = fixture.through(gate.port());
            JobsFile file = behind.read("""
                    jobs:
                      hourly:
                        cron: "0 * * * *"
                        time-zone: UTC
                        table: t
                        output: "{scheduled:yyyyMMddHH}.csv"
                        retries: {times: 2, delay: 1m}
                        on-failure: {command: [sh, -c, "echo {job} {due} {attempts} >> %s/alarms"]}
                    """.formatted(folder));
            turns(file, "2026-03-10T02:59:00Z");
            gate.shut();
            for (int hour = 3; hour < 9; hour++) {
                for (String minute : List.of("00", "01", "03")) {
                    turns(file, "2026-03-10T0%d:%s:00Z".formatted(hour, minute));
                }
                assertEquals(Condition.FAILED, status(file).condition());
                assertTrue(status(file).needsAttention());
                assertEquals(hour - 2, status(file).failedRuns());
            }
            assertEquals(List.of("hourly 2026-03-10T03:00Z 3"), Files.readAllLines(folder.resolve("alarms")));
            gate.open();
            turns(file, "2026-03-10T09:00:00Z");
            assertEquals(Condition.OK, status(file).condition());
            gate.shut();
            for (String minute : List.of("00", "01", "03")) {
                turns(file, "2026-03-10T10:%s:00Z".formatted(minute));
            }
            assertEquals(2, Files.readAllLines(folder.resolve("alarms")).size());
        }
    }

    @Test
    void missed_runs_are_caught_up_as_the_job_says() throws Exception {
        String jobs = """
                jobs:
                  hourly: {cron: "0 * * * *", time-zone: UTC, table: t, output: "%1$s/{scheduled:HH}.csv", catch-up: %1$s}
                """;
        for (String policy : List.of("latest", "all", "none")) {
            JobsFile file = fixture.read(jobs.formatted(policy) + "state: " + policy + ".state\n");
            turns(file, "2026-03-10T02:59:00Z");
            turns(file, "2026-03-10T03:00:10Z");
            turns(file, "2026-03-10T07:30:00Z");
            assertEquals(
                    policy.equals("none") ? "Optional[4 until 2026-03-10T07:00:00Z catch-up: none]" : "Optional.empty",
                    status(file)
                            .lastSkipped()
                            .map(event -> event.count() + " until " + event.due() + " " + event.message())
                            .toString());
        }
        assertEquals(List.of("03.csv", "07.csv"), JobsFixture.names(folder.resolve("latest")));
        assertEquals(
                List.of("03.csv", "04.csv", "05.csv", "06.csv", "07.csv"), JobsFixture.names(folder.resolve("all")));
        assertEquals(List.of("03.csv"), JobsFixture.names(folder.resolve("none")));
    }

    @Test
    void incremental_files_together_hold_each_row_once() throws Exception {
        Files.writeString(folder.resolve("q.sql"), "SELECT v, id FROM t WHERE id > :watermark -- new ones\n;");
        JobsFile file = fixture.read("""
                jobs:
                  fresh:
                    cron: "0 * * * *"
                    time-zone: UTC
                    query-file: q.sql
                    output: "{scheduled:ddHH}.csv"
                    incremental: {column: id, start: "0"}
                """);
        turns(file, "2026-03-10T02:59:00Z");
        turns(file, "2026-03-10T03:00:00Z");
        turns(file, "2026-03-10T04:00:00Z");
        fixture.sql("INSERT INTO t (v) VALUES ('c')");
        turns(file, "2026-03-10T05:00:00Z");
        assertEquals("v,id\na,1\nb,2\n", Files.readString(folder.resolve("1003.csv")));
        assertEquals("v,id\n", Files.readString(folder.resolve("1004.csv")));
        assertEquals("v,id\nc,3\n", Files.readString(folder.resolve("1005.csv")));
        assertEquals("3", status(file).watermark().orElseThrow());
    }

    /** Where a comparison in floating point would lose or double a row, or the server's text is not the value. */
    @Test
    void a_watermark_is_exact_or_refused() throws Exception {
        fixture.sql(
                "CREATE TABLE n (big BIGINT UNSIGNED, exact DECIMAL(30,10), moment DATETIME(6), rough FLOAT)",
                "INSERT INTO n VALUES (9007199254740992, 12345678901234567890.0000000001, '2026-01-01 00:00:00.123456', 1),"
                        + " (9007199254740993, 12345678901234567890.0000000002, '2026-01-01 00:00:00.123457', 2)");
        for (String column : List.of("big", "exact", "moment", "rough")) {
            JobsFile file = fixture.read("""
                    state: %1$s.state
                    jobs:
                      j: {cron: "0 * * * *", time-zone: UTC, table: n, columns: [%1$s], output: "%1$s-{scheduled:ddHH}.csv",
                        incremental: {column: %1$s}}
                    """.formatted(column));
            turns(file, "2026-03-10T02:59:00Z");
            turns(file, "2026-03-10T03:00:00Z");
            if (column.equals("rough")) {
                assertTrue(status(file).lastEnd().orElseThrow().message().contains("it is a FLOAT"));
                continue;
            }
            fixture.sql("INSERT INTO n SELECT MAX(big) + 1, MAX(exact) + 0.0000000001,"
                    + " MAX(moment) + INTERVAL 1 MICROSECOND, 3 FROM n");
            turns(file, "2026-03-10T04:00:00Z");
            int before =
                    Files.readAllLines(folder.resolve(column + "-1003.csv")).size();
            assertTrue(before >= 3, column);
            assertEquals(
                    2, Files.readAllLines(folder.resolve(column + "-1004.csv")).size(), column);
        }
    }

    @Test
    void expectations_that_fail_keep_the_old_file_and_raise_the_alarm() throws Exception {
        JobsFile file = fixture.read("""
                jobs:
                  latest:
                    cron: "0 * * * *"
                    time-zone: UTC
                    table: t
                    output: t.csv
                    expect: {min-rows: 1, max-shrink: 50%%}
                    on-failure: {command: [sh, -c, "echo $SAFECSV_ERROR >> %s/alarms"]}
                """.formatted(folder));
        fixture.sql("INSERT INTO t (v) VALUES ('c'), ('d')");
        turns(file, "2026-03-10T02:59:00Z");
        turns(file, "2026-03-10T03:00:00Z");
        String before = Files.readString(folder.resolve("t.csv"));
        fixture.sql("DELETE FROM t WHERE id > 1");
        turns(file, "2026-03-10T04:00:00Z");
        assertEquals(before, Files.readString(folder.resolve("t.csv")));
        assertEquals(Condition.FAILED, status(file).condition());
        assertTrue(Files.readString(folder.resolve("alarms")).contains("it shrank by more than the 50"));
        assertFalse(String.join(" ", JobsFixture.names(folder)).contains("safecsv-"));
        Turn forced = runner.turnFor(
                JobsFixture.job(file),
                file.state(),
                () -> SimulatedDaemon.connections().apply(file.connection()),
                Instant.parse("2026-03-10T04:00:00Z"),
                false);
        assertEquals(Kind.SUCCEEDED, forced.end().orElseThrow().kind());
        assertEquals("id,v\n1,a\n", Files.readString(folder.resolve("t.csv")));
        fixture.sql("DELETE FROM t");
        turns(file, "2026-03-10T05:00:00Z");
        assertEquals("id,v\n1,a\n", Files.readString(folder.resolve("t.csv")));
    }

    @Test
    void retention_removes_only_what_it_wrote_and_never_the_newest() throws Exception {
        JobsFile file = fixture.read("""
                jobs:
                  hourly:
                    cron: "0 * * * *"
                    time-zone: UTC
                    table: t
                    output: "out/{scheduled:HH}.csv"
                    keep: {last: 3}
                    expect: {min-rows: 1}
                """);
        turns(file, "2026-03-10T02:59:00Z");
        for (int hour = 3; hour < 6; hour++) {
            turns(file, "2026-03-10T0%d:00:00Z".formatted(hour));
        }
        Files.writeString(folder.resolve("out/01.csv"), "somebody's own\n");
        Files.writeString(folder.resolve("out/03.csv"), "edited\n");
        for (int hour = 6; hour < 9; hour++) {
            turns(file, "2026-03-10T0%d:00:00Z".formatted(hour));
        }
        assertEquals(
                List.of("01.csv", "03.csv", "06.csv", "07.csv", "08.csv"), JobsFixture.names(folder.resolve("out")));
        JobsFile aged = fixture.read("""
                jobs:
                  hourly:
                    cron: "0 * * * *"
                    time-zone: UTC
                    table: t
                    output: "out/{scheduled:HH}.csv"
                    keep: {days: 1}
                    expect: {min-rows: 1}
                """);
        fixture.sql("DELETE FROM t");
        turns(aged, "2026-03-20T09:00:00Z");
        assertEquals(Condition.FAILED, status(aged).condition());
        assertEquals(
                List.of("01.csv", "03.csv", "06.csv", "07.csv", "08.csv"), JobsFixture.names(folder.resolve("out")));
        fixture.sql("INSERT INTO t (v) VALUES ('new')");
        turns(aged, "2026-03-20T10:00:00Z");
        assertEquals(List.of("01.csv", "03.csv", "10.csv"), JobsFixture.names(folder.resolve("out")));
        assertEquals("edited\n", Files.readString(folder.resolve("out/03.csv")));
    }

    @Test
    void a_file_that_the_job_did_not_write_is_never_replaced() throws Exception {
        Files.writeString(folder.resolve("t.csv"), "precious\n");
        JobsFile file = fixture.read("""
                jobs:
                  j: {cron: "0 * * * *", time-zone: UTC, table: t, output: t.csv, retries: {times: 0}}
                """);
        turns(file, "2026-03-10T02:59:00Z");
        turns(file, "2026-03-10T03:00:00Z");
        assertEquals("precious\n", Files.readString(folder.resolve("t.csv")));
        assertTrue(status(file).lastEnd().orElseThrow().message().contains("this job did not write it"));
        Files.delete(folder.resolve("t.csv"));
        turns(file, "2026-03-10T04:00:00Z");
        turns(file, "2026-03-10T05:00:00Z");
        assertEquals("id,v\n1,a\n2,b\n", Files.readString(folder.resolve("t.csv")));
    }

    @Test
    void a_webhook_is_told_and_its_failure_is_written_down_and_not_fatal() throws Exception {
        List<String> posted = new ArrayList<>();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/hook", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(posted.size() == 1 ? 204 : 500, -1);
            exchange.close();
        });
        web.start();
        try {
            JobsFile file = fixture.read("""
                    jobs:
                      j:
                        cron: "0 * * * *"
                        time-zone: UTC
                        table: t
                        output: "{scheduled:HH}.csv"
                        on-success: {webhook: "http://127.0.0.1:%d/hook", timeout: 5s}
                    """.formatted(web.getAddress().getPort()));
            turns(file, "2026-03-10T02:59:00Z");
            turns(file, "2026-03-10T03:00:00Z");
            turns(file, "2026-03-10T04:00:00Z");
            assertEquals(2, posted.size());
            assertTrue(
                    posted.get(0).contains("\"job\":\"j\",\"result\":\"succeeded\",\"due\":\"2026-03-10T03:00Z\""),
                    posted.get(0));
            assertTrue(posted.get(0).contains("\"rows\":2,"), posted.get(0));
            List<RunEvent> told = JobsFixture.events(file, "j", Kind.NOTICE);
            assertEquals(
                    List.of("told", "could not be told: the webhook answered 500"),
                    told.stream().map(RunEvent::message).toList());
            assertEquals(Condition.OK, status(file).condition());
        } finally {
            web.stop(0);
        }
    }

    @Test
    void a_run_log_that_is_torn_at_any_byte_is_read_to_its_last_whole_line() throws Exception {
        JobsFile file = fixture.read("""
                jobs:
                  j: {cron: "0 * * * *", time-zone: UTC, table: t, output: "{scheduled:HH}.csv", catch-up: all}
                """);
        turns(file, "2026-03-10T02:59:00Z");
        turns(file, "2026-03-10T03:00:00Z");
        Path log = file.state().resolve("j.runs.jsonl");
        byte[] whole = Files.readAllBytes(log);
        int published = new String(whole, StandardCharsets.UTF_8).indexOf("{\"event\":\"succeeded\"");
        for (int length = whole.length; length > 150; length -= 37) {
            Files.write(log, Arrays.copyOf(whole, length));
            if (length < published) {
                Files.deleteIfExists(folder.resolve("03.csv")); // no file has its name before that is on the disk
            }
            turns(file, "2026-03-10T03:00:30Z");
            assertEquals(List.of("03.csv"), csvNames());
            assertEquals("id,v\n1,a\n2,b\n", Files.readString(folder.resolve("03.csv")));
            assertEquals(Condition.OK, status(file).condition(), "cut to " + length);
        }
    }

    private List<String> csvNames() throws IOException {
        return JobsFixture.names(folder).stream()
                .filter(name -> name.endsWith("csv"))
                .toList();
    }

    @Test
    void run_by_hand_does_what_is_due_and_then_says_that_nothing_is() throws Exception {
        JobsFile file = fixture.read("""
                jobs:
                  j: {cron: "0 3 * * *", time-zone: UTC, table: t, output: "{scheduled:dd}.csv"}
                """);
        Job job = JobsFixture.job(file);
        time.set("2026-03-10T14:00:00Z");
        JobCall call = new JobCall(
                file, job, runner, () -> SimulatedDaemon.connections().apply(file.connection()));
        assertEquals(ExitCode.DONE, call.run(pause -> {}));
        assertEquals(ExitCode.DONE, call.run(pause -> {}));
        assertEquals(List.of("10.csv"), csvNames());
        assertTrue(notes.get(notes.size() - 1).message().contains("nothing is due"));
    }
}
