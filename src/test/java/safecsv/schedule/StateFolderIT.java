package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.SafecsvException;
import safecsv.schedule.JobRunner.Demand;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.JobStatus.Condition;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.testing.SmallDisk;
import safecsv.testing.Tool;

/** A folder of run logs on a disk that is full or read-only. */
class StateFolderIT {
    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime("2026-03-10T02:59:00Z");
    private final List<Journal.Note> notes = new CopyOnWriteArrayList<>();
    private Servers servers;
    private JobRunner runner;
    private JobsFixture fixture;
    private JobsFile file;

    @BeforeEach
    void start() throws IOException {
        servers = new Servers(1);
        runner = new JobRunner(servers, time, notes::add);
        fixture = JobsFixture.in(folder);
        fixture.sql("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
        file = fixture.read("""
            jobs:
              j:
                cron: "*/10 * * * *"
                time-zone: UTC
                table: t
                output: "out/{scheduled:ddHHmm}.csv"
                incremental: {column: id}
                on-failure: {command: [sh, -c, 'echo "$SAFECSV_ERROR" >> alarms'], repeat-after: 1s}
            """);
        Files.createDirectories(file.state());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private void turns(String moment) {
        time.set(moment);
        Turn turn;
        do {
            turn = runner.turn(
                    JobsFixture.job(file),
                    file.state(),
                    () -> SimulatedDaemon.connections().apply(file.connection()),
                    Demand.WHEN_DUE);
        } while (turn.kind() == Turn.Kind.DONE);
    }

    private String told() {
        return notes.stream().map(Journal.Note::message).collect(Collectors.joining("\n"));
    }

    private JobStatus status() {
        return JobStatus.of(file, JobsFixture.job(file), time.now());
    }

    @Test
    void wherever_a_full_disk_cuts_the_run_log_the_alarm_is_raised_and_each_row_is_in_one_file() throws Exception {
        try (SmallDisk disk = SmallDisk.at(file.state(), "64k")) {
            turns("2026-03-10T02:59:00Z");
            TreeSet<Kind> lastWritten = new TreeSet<>();
            for (int room = 40, hour = 3; room < 1200; room += 90, hour++) {
                String begin = "2026-03-%02dT%02d".formatted(10 + hour / 24, hour % 24);
                fixture.sql("INSERT INTO t VALUES ()");
                turns(begin + ":00:00Z");
                Files.deleteIfExists(
                        folder.resolve("alarms")); // of the due times that were left out since the last hour
                leave(room);
                Path filling = fill(disk.directory());
                try {
                    turns(begin + ":10:00Z");
                    // The line about the failure was short enough; a failed attempt is no alarm.
                    assertEquals(Condition.RETRYING, status().condition(), told());
                    assertFalse(Files.exists(folder.resolve("alarms")));
                } catch (SafecsvException e) {
                    assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
                    assertTrue(Files.readString(folder.resolve("alarms")).contains("The run log "), told());
                    requireToldAsUnusable("No space left on device");
                    Files.delete(folder.resolve("alarms"));
                }
                lastWritten.add(last().kind());
                Files.delete(filling);
                turns(begin + ":12:00Z");
                assertEquals(Condition.OK, status().condition(), told());
                assertEquals(Instant.parse(begin + ":10:00Z"), last().due());
                requireEachRowOnce();
                assertFalse(Files.exists(folder.resolve("alarms")), "it was no failure of the run");
            }
            assertEquals(
                    new TreeSet<>(List.of(Kind.NOTICE, Kind.STARTED, Kind.PUBLISHING, Kind.SUCCEEDED, Kind.FAILED)),
                    lastWritten);
        }
    }

    /** What people and programs see meanwhile, though nothing of it can be in a run log. */
    private void requireToldAsUnusable(String why) {
        List<JobStatus> now = JobStatus.all(file, time.now(), Instant.MIN);
        assertEquals(Condition.UNUSABLE, now.get(0).condition());
        assertTrue(now.get(0).problem().orElseThrow().contains(why), now.toString());
        assertTrue(now.get(0).needsAttention());
        assertTrue(Metrics.text(now).contains("safecsv_job_unusable{job=\"j\"} 1\n"));
    }

    private RunEvent last() {
        List<RunEvent> events = JobsFixture.events(file, "j");
        return events.get(events.size() - 1);
    }

    /** Lengthens the log, so that it has room for so many bytes in its last page. */
    private void leave(int room) throws IOException {
        Path log = file.state().resolve("j.runs.jsonl");
        String line = "{\"event\":\"notice\",\"at\":\"2026-03-10T03:00:00Z\",\"message\":\"%s\"}\n";
        int wanted = Math.floorMod(-room - (int) Files.size(log) - line.length() + 2, PAGE);
        Files.writeString(log, line.formatted("x".repeat(wanted)), StandardOpenOption.APPEND);
        assertEquals(room, Math.floorMod(-Files.size(log), PAGE));
    }

    private static Path fill(Path disk) throws IOException {
        Path filling = disk.resolve("filling");
        try {
            while (true) {
                Files.write(filling, new byte[PAGE], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            return filling; // it is full
        }
    }

    private void requireEachRowOnce() throws IOException {
        List<String> ids = new ArrayList<>();
        for (String name : JobsFixture.names(folder.resolve("out"))) {
            List<String> lines = Files.readAllLines(folder.resolve("out").resolve(name));
            ids.addAll(lines.subList(1, lines.size()));
        }
        assertEquals(ids.stream().distinct().toList(), ids);
        assertEquals(status().watermark().orElseThrow(), ids.get(ids.size() - 1));
        assertEquals(Integer.parseInt(status().watermark().get()), ids.size());
    }

    @Test
    void on_a_read_only_disk_nothing_is_run_the_alarm_is_raised_and_status_still_tells() throws Exception {
        try (SmallDisk disk = SmallDisk.at(file.state(), "64k")) {
            turns("2026-03-10T02:59:00Z");
            turns("2026-03-10T03:00:00Z");
            Tool.run("mount", "-o", "remount,ro", disk.directory().toString()).assertExit(0);
            SafecsvException error = assertThrows(SafecsvException.class, () -> turns("2026-03-10T03:10:00Z"));
            assertTrue(error.getMessage().contains("Nothing was run"), error.getMessage());
            assertTrue(Files.readString(folder.resolve("alarms")).contains("The lock "), told());
            assertEquals(List.of("100300.csv"), JobsFixture.names(folder.resolve("out")));
            requireToldAsUnusable("its disk is read-only");
            time.set("2026-03-10T03:26:00Z");
            assertTrue(status().late().isPresent());
            assertEquals(Condition.OK, status().condition(), status().problem().toString());
        }
    }
}
