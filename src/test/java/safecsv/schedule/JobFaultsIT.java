package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.schedule.JobRunner.Demand;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.JobStatus.Condition;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent.Kind;

/** What must not be lost, doubled, told or hidden when something around a run goes wrong. */
@Tag("any-server")
class JobFaultsIT {
    private static final long BIG = 400L << 20;

    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime("2026-03-10T02:59:00Z");
    private final List<Journal.Note> notes = new CopyOnWriteArrayList<>();
    private Servers servers;
    private JobRunner runner;
    private JobsFixture fixture;

    @BeforeEach
    void start() {
        servers = new Servers(1);
        runner = new JobRunner(servers, time, notes::add);
        fixture = JobsFixture.in(folder);
        fixture.sql("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private Turn turns(JobsFile file, String moment) {
        time.set(moment);
        Turn turn = turn(file);
        while (turn.kind() == Turn.Kind.DONE) {
            turn = turn(file);
        }
        return turn;
    }

    private Turn turn(JobsFile file) {
        return runner.turn(
                JobsFixture.job(file),
                file.state(),
                () -> SimulatedDaemon.connections().apply(file.connection()),
                Demand.WHEN_DUE);
    }

    private Turn repeat(JobsFile file, String due) {
        return runner.turnFor(
                JobsFixture.job(file),
                file.state(),
                () -> SimulatedDaemon.connections().apply(file.connection()),
                Instant.parse(due),
                true);
    }

    private JobStatus status(JobsFile file) {
        return JobStatus.of(file, JobsFixture.job(file), time.now());
    }

    private String told() {
        return notes.stream().map(Journal.Note::message).collect(Collectors.joining("\n"));
    }

    private List<String> csvNames() throws IOException {
        return JobsFixture.names(folder).stream()
                .filter(name -> name.endsWith(".csv"))
                .toList();
    }

    private JobsFile hourly(String more) throws IOException {
        return fixture.read("""
                jobs:
                  j:
                    cron: "0 * * * *"
                    time-zone: UTC
                    table: t
                    output: "{scheduled:ddHH}.csv"
                """ + more.indent(4));
    }

    @Test
    void a_file_that_has_its_name_is_published_though_the_server_is_lost_at_that_moment() throws Exception {
        try (TcpGate gate = new TcpGate()) {
            JobsFile file = fixture.through(gate.port()).read("""
                    jobs:
                      j: {cron: "0 * * * *", time-zone: UTC, table: t, output: t.csv}
                    """);
            turns(file, "2026-03-10T02:59:00Z");
            turns(file, "2026-03-10T03:00:00Z");
            makeTheLastFileBig(file);
            CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> cutWhilePublishing(file, gate));
            turns(file, "2026-03-10T04:00:00Z");
            cut.join();
            assertEquals("id\n1\n2\n", Files.readString(folder.resolve("t.csv")));
            assertEquals(
                    2, JobsFixture.events(file, "j", Kind.SUCCEEDED).size(), () -> "no second success:\n" + told());
            assertTrue(told().contains("the file is published, but a host with another state folder"), told());
        }
    }

    /** To compare it before it is replaced then takes long enough for something to happen. */
    private void makeTheLastFileBig(JobsFile file) throws Exception {
        Path target = folder.resolve("t.csv");
        try (RandomAccessFile bytes = new RandomAccessFile(target.toFile(), "rw")) {
            bytes.setLength(0);
            bytes.setLength(BIG);
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] zeros = new byte[1 << 20];
        for (long done = 0; done < BIG; done += zeros.length) {
            digest.update(zeros);
        }
        Path log = file.state().resolve("j.runs.jsonl");
        Files.writeString(
                log,
                Files.readString(log)
                        .replaceAll("\"sha256\":\"[0-9a-f]+\"", "\"sha256\":\"" + hex(digest) + "\"")
                        .replaceAll("\"bytes\":[1-9][0-9]*", "\"bytes\":" + BIG));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void cutWhilePublishing(JobsFile file, TcpGate gate) {
        try {
            while (JobsFixture.events(file, "j", Kind.PUBLISHING).size() < 2) {
                Thread.sleep(1);
            }
            gate.shut();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_run_asked_for_by_name_takes_no_other_away() throws Exception {
        JobsFile file = hourly("");
        turns(file, "2026-03-10T02:59:00Z");
        turns(file, "2026-03-10T03:00:00Z");
        SafecsvException early = assertThrows(SafecsvException.class, () -> repeat(file, "2026-03-10T05:00:00Z"));
        assertEquals(ExitCode.USAGE, early.exitCode());
        assertTrue(early.getMessage().contains("still to come"), early.getMessage());
        turns(file, "2026-03-10T04:00:00Z");
        assertEquals(List.of("1003.csv", "1004.csv"), csvNames());
        JobsFile all = hourly("catch-up: all");
        time.set("2026-03-10T07:10:00Z");
        SafecsvException open = assertThrows(SafecsvException.class, () -> repeat(all, "2026-03-10T07:00:00Z"));
        assertEquals(ExitCode.REFUSED, open.exitCode());
        assertTrue(open.getMessage().contains("05:00Z[UTC] is still to be done before"), open.getMessage());
        repeat(all, "2026-03-10T05:00:00Z");
        turns(all, "2026-03-10T07:10:00Z");
        assertEquals(List.of("1003.csv", "1004.csv", "1005.csv", "1006.csv", "1007.csv"), csvNames());
        assertEquals(5, JobsFixture.events(all, "j", Kind.SUCCEEDED).size());
    }

    @Test
    void a_run_of_long_ago_on_a_new_job_does_not_call_for_all_since_and_its_file_stays() throws Exception {
        JobsFile file = hourly("catch-up: all\nkeep: {last: 1}");
        time.set("2026-03-10T07:10:00Z");
        repeat(file, "2026-02-01T05:00:00Z");
        turns(file, "2026-03-10T07:20:00Z");
        assertEquals(List.of("0105.csv"), csvNames());
        turns(file, "2026-03-10T08:00:00Z");
        repeat(file, "2026-02-02T05:00:00Z");
        assertEquals(List.of("0205.csv", "1008.csv"), csvNames());
    }

    @Test
    void a_run_log_that_cannot_be_used_raises_the_alarm_once_and_hides_no_other_job() throws Exception {
        JobsFile file = hourly("on-failure: {command: [./alarm.sh, '{job}', '{error}']}\n");
        Path alarm = Files.writeString(folder.resolve("alarm.sh"), "#!/bin/sh\necho \"$1: $2\" >> alarms\n");
        assertTrue(alarm.toFile().setExecutable(true));
        Files.createDirectories(file.state());
        Files.writeString(file.state().resolve("j.runs.jsonl"), "garbage\n");
        for (String minute : List.of("00", "01", "02")) {
            assertThrows(SafecsvException.class, () -> turns(file, "2026-03-10T03:%s:00Z".formatted(minute)));
        }
        List<String> alarms = Files.readAllLines(folder.resolve("alarms"));
        assertEquals(1, alarms.size(), told());
        assertTrue(alarms.get(0).startsWith("j: The run log "), alarms.get(0));
        assertEquals(Condition.UNUSABLE, status(file).condition());
        assertTrue(status(file).needsAttention());
        assertTrue(Metrics.text(List.of(status(file))).contains("safecsv_job_unusable{job=\"j\"} 1\n"));
    }

    @Test
    void a_stop_at_any_moment_of_a_run_is_an_interruption_and_no_fault_of_the_run_log() throws Exception {
        JobsFile file = hourly("on-failure: {command: [sh, -c, 'echo told >> %s/alarms']}".formatted(folder));
        time.set("2026-03-10T03:00:00Z");
        List<JobCall> calls = new ArrayList<>();
        calls.add(new JobCall(file, JobsFixture.job(file), runner, () -> {
            calls.get(0).stop();
            return SimulatedDaemon.connections().apply(file.connection());
        }));
        assertEquals(ExitCode.INTERRUPTED, calls.get(0).run(pause -> Thread.sleep(pause.toMillis())));
        assertEquals(1, JobsFixture.events(file, "j", Kind.INTERRUPTED).size(), told());
        assertFalse(Files.exists(folder.resolve("alarms")));
        assertEquals(List.of(), csvNames());
    }

    @Test
    void a_clock_that_was_ahead_is_told_of_by_status() throws Exception {
        JobsFile file = hourly("");
        turns(file, "2036-03-10T02:59:00Z");
        turns(file, "2036-03-10T03:00:00Z");
        turns(file, "2026-03-10T03:00:00Z");
        assertTrue(status(file).needsAttention());
        assertTrue(status(file).problem().orElseThrow().contains("2036-03-10T03:00Z[UTC]"));
        turns(file, "2036-03-10T04:00:00Z");
        assertFalse(status(file).needsAttention());
    }

    @Test
    void a_job_that_nothing_ever_ran_is_late_too() throws Exception {
        JobsFile file = hourly("");
        Instant written = file.changed();
        assertFalse(JobStatus.of(file, JobsFixture.job(file), written).needsAttention());
        assertTrue(JobStatus.of(file, JobsFixture.job(file), written.plusSeconds(3600 + 16 * 60))
                .needsAttention());
    }

    @Test
    void an_address_that_is_a_secret_is_in_no_message() throws Exception {
        Files.writeString(folder.resolve("hook.txt"), "https://hooks.example.com/T0 KEN\n");
        JobsFile file = hourly("on-success: {webhook-file: hook.txt}");
        turns(file, "2026-03-10T02:59:00Z");
        turns(file, "2026-03-10T03:00:00Z");
        assertTrue(told().contains("hook.txt holds is no web address"), told());
        String log = Files.readString(file.state().resolve("j.runs.jsonl"));
        assertFalse((told() + log).contains("KEN"), log);
        Files.delete(folder.resolve("hook.txt"));
        turns(file, "2026-03-10T04:00:00Z");
        assertTrue(told().contains("the address can't be read from"), told());
    }
}
