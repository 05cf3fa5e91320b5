package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import safecsv.SafecsvException;
import safecsv.schedule.JobRunner.Demand;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;

/** What a kill between the steps of a publication leaves, and what the next turn makes of it: moments too short to hit. */
@Tag("any-server")
class CrashPointIT {
    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime("2026-03-10T02:59:00Z");

    /** The steps after which the process is gone. */
    enum Killed {
        STARTED_IS_LOGGED,
        FILE_IS_STAGED,
        PUBLISHING_IS_LOGGED,
        FILE_IS_LINKED,
        FILE_HAS_ITS_NAME
    }

    private void turns(JobsFile file) {
        try (Servers servers = new Servers(1)) {
            JobRunner runner = new JobRunner(servers, time, note -> {});
            Turn turn;
            do {
                turn = runner.turn(
                        JobsFixture.job(file),
                        file.state(),
                        () -> SimulatedDaemon.connections().apply(file.connection()),
                        Demand.WHEN_DUE);
            } while (turn.kind() == Turn.Kind.DONE);
        }
    }

    @ParameterizedTest
    @EnumSource(Killed.class)
    void the_run_is_done_once_and_the_watermark_is_that_of_the_file(Killed killed) throws Exception {
        JobsFixture fixture = JobsFixture.in(folder);
        fixture.sql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
        JobsFile file = fixture.read("""
                jobs:
                  j:
                    cron: "0 * * * *"
                    time-zone: UTC
                    table: t
                    output: "out/{scheduled:yyyyMMddHH}.csv"
                    incremental: {column: id}
                """);
        turns(file);
        time.set("2026-03-10T03:00:00Z");
        turns(file);
        goBackTo(file, killed);
        fixture.sql("INSERT INTO t VALUES (3)"); // what a second export of the same due time would have too
        turns(file);
        List<RunEvent> succeeded = JobsFixture.events(file, "j", Kind.SUCCEEDED);
        boolean published = killed.compareTo(Killed.PUBLISHING_IS_LOGGED) >= 0;
        assertEquals(1, succeeded.size());
        assertEquals(published ? "2" : "3", succeeded.get(0).watermark());
        assertEquals(List.of("2026031003.csv"), JobsFixture.names(folder.resolve("out")));
        assertEquals(
                published ? "id\n1\n2\n" : "id\n1\n2\n3\n",
                Files.readString(folder.resolve("out").resolve("2026031003.csv")));
    }

    private void goBackTo(JobsFile file, Killed killed) throws IOException {
        RunEvent end = JobsFixture.events(file, "j", Kind.SUCCEEDED).get(0);
        Path log = file.state().resolve("j.runs.jsonl");
        List<String> lines = Files.readAllLines(log);
        int kept = killed.compareTo(Killed.PUBLISHING_IS_LOGGED) < 0 ? 2 : 3;
        Files.writeString(log, String.join("\n", lines.subList(0, kept)) + "\n{\"event\":\"publ");
        Path target = end.file().path();
        Path staged = end.file().staged();
        switch (killed) {
            case STARTED_IS_LOGGED -> {
                Files.move(target, staged.resolveSibling("." + staged.getFileName() + ".0123abcd.safecsv-part"));
            }
            case FILE_IS_STAGED, PUBLISHING_IS_LOGGED -> Files.move(target, staged);
            case FILE_IS_LINKED -> Files.createLink(staged, target);
            case FILE_HAS_ITS_NAME -> assertFalse(Files.exists(staged));
        }
    }

    @Test
    void a_damaged_line_in_the_middle_of_a_run_log_stops_the_job() throws Exception {
        JobsFixture fixture = JobsFixture.in(folder);
        fixture.sql("CREATE TABLE t (id INT PRIMARY KEY)");
        JobsFile file = fixture.read("""
                jobs:
                  j: {cron: "0 * * * *", time-zone: UTC, table: t, output: "{scheduled:HH}.csv"}
                """);
        turns(file);
        time.set("2026-03-10T03:00:00Z");
        turns(file);
        Path log = file.state().resolve("j.runs.jsonl");
        Files.writeString(log, Files.readString(log).replaceFirst("\"started\"", "\"st\u0000rted\""));
        SafecsvException error = assertThrows(SafecsvException.class, () -> turns(file));
        assertEquals(true, error.getMessage().contains("damaged in line 2"), error.getMessage());
    }
}
