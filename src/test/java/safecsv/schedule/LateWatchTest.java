package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.JobLock;
import safecsv.schedule.log.JobLog;
import safecsv.schedule.log.PublishedFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;

/** Alarms about runs that never end, never begin or were left out: each is raised, and once. */
class LateWatchTest {
    private static final Instant ENROLLED = Instant.parse("2026-03-10T02:30:00Z");

    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime("2026-03-10T02:30:00Z");
    private final List<Journal.Note> notes = new ArrayList<>();
    private JobsFile file;

    @BeforeEach
    void write() throws IOException {
        file = read("[sh, -c, 'echo \"$SAFECSV_RESULT $SAFECSV_DUE $SAFECSV_ERROR\" >> told']");
        Files.createDirectories(file.state());
    }

    private JobsFile read(String command) throws IOException {
        return JobsFile.read(Files.writeString(folder.resolve("jobs.yaml"), """
            connection: {host: db}
            jobs:
              j:
                cron: "0 * * * *"
                time-zone: UTC
                table: t
                output: "{scheduled:ddHH}.csv"
                on-failure: {command: %s, repeat-after: 20h}
            """.formatted(command)));
    }

    private Job job() {
        return file.jobs().get(0);
    }

    private void append(RunEvent... events) {
        try (JobLog log = JobLog.open(file.state(), "j")) {
            for (RunEvent event : events) {
                log.append(event);
            }
        }
    }

    private static RunEvent event(Kind kind, String due) {
        return RunEvent.of(kind, Instant.parse(due), Instant.parse(due));
    }

    /** As a process does that has just begun and knows nothing of the others. */
    private List<String> look(String moment) throws IOException {
        time.set(moment);
        new LateWatch(time, notes::add).look(file, false);
        return told();
    }

    private List<String> told() throws IOException {
        Path told = folder.resolve("told");
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    @Test
    void a_late_run_is_told_once_whoever_looks_and_again_after_the_notices_time() throws IOException {
        append(RunEvent.of(Kind.ENROLLED, ENROLLED, ENROLLED));
        assertEquals(List.of(), look("2026-03-10T03:15:00Z"));
        List<String> once = List.of(
                "late 2026-03-10T03:00Z The run of 2026-03-10 03:00 Z is late: there is no file 16m after its time."
                        + " Nothing has run it.");
        assertEquals(once, look("2026-03-10T03:16:00Z"));
        assertEquals(once, look("2026-03-10T03:17:00Z"));
        assertEquals(once, look("2026-03-10T22:00:00Z"));
        assertEquals(2, look("2026-03-10T23:17:00Z").size());
        assertEquals(List.of(), notes);
    }

    @Test
    void a_run_that_hangs_with_the_jobs_lock_is_told_of_by_others() throws IOException {
        append(
                RunEvent.of(Kind.ENROLLED, ENROLLED, ENROLLED),
                event(Kind.STARTED, "2026-03-10T03:00:00Z")
                        .withAttempt(1)
                        .withFile(new PublishedFile(
                                folder.resolve("a"),
                                folder.resolve("b"),
                                "",
                                0,
                                0,
                                Instant.parse("2026-03-10T03:00:00Z"))));
        JobLock hanging = JobLock.tryAcquire(file.state(), "j").orElseThrow();
        try {
            List<String> told = look("2026-03-10T03:20:00Z");
            assertEquals(1, told.size());
            assertTrue(
                    told.get(0).endsWith("A run was begun at 2026-03-10 03:00:00 Z and has not ended."), told.get(0));
        } finally {
            hanging.close();
        }
    }

    @Test
    void of_many_calls_that_end_at_one_time_one_looks() throws IOException {
        append(RunEvent.of(Kind.ENROLLED, ENROLLED, ENROLLED));
        time.set("2026-03-10T03:00:00Z");
        new LateWatch(time, notes::add).lookInTurn(file);
        time.set("2026-03-10T03:20:00Z");
        new LateWatch(time, notes::add).lookInTurn(file);
        assertEquals(List.of(), told());
        Files.setLastModifiedTime(
                file.state().resolve("~late"), FileTime.from(Instant.now().minusSeconds(60)));
        new LateWatch(time, notes::add).lookInTurn(file);
        assertEquals(1, told().size());
    }

    @Test
    void after_a_file_the_next_late_run_is_told_of_at_once() throws IOException {
        append(RunEvent.of(Kind.ENROLLED, ENROLLED, ENROLLED));
        assertEquals(1, look("2026-03-10T03:16:00Z").size());
        Instant due = Instant.parse("2026-03-10T03:00:00Z");
        append(event(Kind.SUCCEEDED, "2026-03-10T03:00:00Z")
                .withAttempt(1)
                .withFile(new PublishedFile(folder.resolve("a.csv"), null, "00", 1, 1, due)));
        assertEquals(1, look("2026-03-10T04:10:00Z").size());
        assertEquals(2, look("2026-03-10T04:16:00Z").size());
    }

    @Test
    void a_job_that_nobody_has_run_here_is_for_those_who_ask_for_it() throws IOException {
        Files.setLastModifiedTime(folder.resolve("jobs.yaml"), FileTime.from(ENROLLED));
        file = JobsFile.read(folder.resolve("jobs.yaml"));
        assertEquals(List.of(), look("2026-03-10T03:20:00Z"));
        new LateWatch(time, notes::add).look(file, true);
        assertEquals(1, told().size());
    }

    @Test
    void an_alarm_that_can_not_be_given_is_seen_in_status_and_metrics() throws IOException {
        file = read("[sh, -c, 'echo no mail >&2; exit 3']");
        append(RunEvent.of(Kind.ENROLLED, ENROLLED, ENROLLED));
        look("2026-03-10T03:16:00Z");
        look("2026-03-10T03:17:00Z");
        assertEquals(
                List.of("the notice could not be given: the command ended with code 3: no mail"),
                notes.stream().map(Journal.Note::message).toList());
        JobStatus status = JobStatus.of(file, job(), time.now());
        assertTrue(status.failedNotice().orElseThrow().contains("code 3: no mail"), status.toString());
        assertTrue(Metrics.text(List.of(status)).contains("\nsafecsv_job_notice_failed{job=\"j\"} 1\n"));
    }

    @Test
    void due_times_that_are_left_out_are_told_once_and_a_failing_notice_is_kept_in_mind() throws IOException {
        time.set("2026-03-10T06:00:00Z");
        try (JobLog log = JobLog.open(file.state(), "j")) {
            log.append(RunEvent.of(Kind.ENROLLED, ENROLLED, ENROLLED));
            log.append(event(Kind.SKIPPED, "2026-03-10T05:00:00Z").withCount(3).withMessage("catch-up: latest"));
            new JobNotices(job(), log, time).settle();
            new JobNotices(job(), log, time).settle();
            log.append(event(Kind.SKIPPED, "2026-03-10T07:00:00Z").withCount(2).withMessage("catch-up: latest"));
            new JobNotices(job(), log, time).settle(); // too soon
        }
        assertEquals(
                List.of("skipped 2026-03-10T05:00Z 3 due times until 2026-03-10 05:00 Z were missed and left out"
                        + " (catch-up: latest)."),
                told());
        file = read("[sh, -c, 'exit 3']");
        time.set("2026-03-12T06:00:00Z");
        append(event(Kind.SKIPPED, "2026-03-12T05:00:00Z").withCount(1).withMessage("catch-up: latest"));
        try (JobLog log = JobLog.open(file.state(), "j")) {
            new JobNotices(job(), log, time).settle();
        }
        assertTrue(JobStatus.of(file, job(), time.now()).failedNotice().isPresent());
    }

    @Test
    void an_alarm_without_a_run_is_about_a_due_time() throws IOException {
        JobNotices.tellUnrecorded(job(), Instant.parse("2026-03-10T03:07:12Z"), "The disk is full.");
        assertEquals(List.of("failed 2026-03-10T03:00Z The disk is full."), told());
    }

    @Test
    void it_looks_by_itself_until_it_is_closed() throws Exception {
        append(RunEvent.of(Kind.ENROLLED, ENROLLED, ENROLLED));
        time.set("2026-03-10T03:16:00Z");
        CountDownLatch asked = new CountDownLatch(2);
        try (LateWatch watch = new LateWatch(time, notes::add)) {
            watch.start(() -> {
                asked.countDown();
                return file;
            });
            assertTrue(asked.await(60, TimeUnit.SECONDS));
        }
        assertEquals(1, told().size());
    }
}
