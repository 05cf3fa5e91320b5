package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.JobRunner.Demand;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.testing.TestServer;

/** The keys that a job shares with the options of an export reach the export. */
@Tag("any-server")
class JobKeysIT {
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
        fixture.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20)) CHARACTER SET utf8mb4",
                "INSERT INTO t VALUES (1, '髙橋①'), (2, NULL), (3, '😀')");
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    /** Runs the one job of the file at three o'clock, and its retries as long as there are any within the minute. */
    private RunEvent runOnce(String keys) throws Exception {
        JobsFile file = fixture.read("""
                jobs:
                  j:
                    cron: "0 3 * * *"
                    time-zone: UTC
                    table: t
                    output: "t.csv"
                """ + keys.indent(4));
        for (String moment : List.of("2026-03-10T02:59:00Z", "2026-03-10T03:00:00Z")) {
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
        List<RunEvent> events = JobsFixture.events(file, "j");
        return events.stream()
                .filter(event -> event.kind() == Kind.SUCCEEDED || event.kind() == Kind.FAILED)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void the_form_of_the_file() throws Exception {
        RunEvent end = runOnce("""
                charset: windows-31j
                unmappable: replace
                delimiter: ";"
                null-text: "NULL"
                line-ending: crlf
                throttle: [20MB/s, 5000rows/s]
                max-load: Threads_connected=100000
                """);
        assertEquals(Kind.SUCCEEDED, end.kind(), String.valueOf(end.message()));
        assertEquals(
                "id;name\r\n1;髙橋①\r\n2;NULL\r\n3;?\r\n",
                Files.readString(folder.resolve("t.csv"), Charset.forName("windows-31j")));
    }

    @Test
    void a_table_in_pieces() throws Exception {
        TestServer.get().requireMySql("only MySQL can prove that snapshots are of one moment");
        fixture.sql("INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                + " SELECT i, 'x' FROM n");
        RunEvent end = runOnce("parallel: 3");
        assertEquals(Kind.SUCCEEDED, end.kind(), String.valueOf(end.message()));
        List<String> lines = Files.readAllLines(folder.resolve("t.csv"));
        assertEquals(901, lines.size());
        assertEquals("900,x", lines.get(900));
        assertEquals(900, end.file().rows());
    }

    @Test
    void a_result_with_more_rows_than_allowed_is_no_file_and_not_tried_again() throws Exception {
        RunEvent end = runOnce("max-rows: 2");
        assertEquals(Kind.FAILED, end.kind());
        assertEquals(null, end.retryAt());
        assertTrue(end.message().contains("more than 2 rows"), end.message());
        assertFalse(Files.exists(folder.resolve("t.csv")));
    }

    @Test
    void a_load_above_the_critical_one_is_a_failure_that_passes() throws Exception {
        RunEvent end = runOnce("critical-load: Threads_connected=0");
        assertEquals(Kind.FAILED, end.kind());
        assertTrue(end.retryAt() != null, end.message());
        assertTrue(end.message().contains("Threads_connected"), end.message());
        assertFalse(Files.exists(folder.resolve("t.csv")));
    }
}
