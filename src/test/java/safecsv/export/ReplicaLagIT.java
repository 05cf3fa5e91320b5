package safecsv.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;

/**
 * An export from a real replica waits while it is behind. It needs two MySQL servers, 8.4 or later, of their own, with binary
 * logs and different server ids, and one account with all privileges on both:
 *
 * <pre>
 * -Dsafecsv.replication.source=127.0.0.1:3307 -Dsafecsv.replication.replica=127.0.0.1:3308
 * -Dsafecsv.replication.user=admin -Dsafecsv.replication.password=…
 * </pre>
 *
 * The second one is made a replica of the first, from where the first is now.
 */
@EnabledIfSystemProperty(
        named = "safecsv.replication.replica",
        matches = ".+",
        disabledReason = "it needs a MySQL server and another one that can be made its replica")
class ReplicaLagIT {
    private static final int ROWS = 200_000;

    private static ReplicatedServer source;
    private static ReplicatedServer replica;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_a_replica_with_fifty_megabytes() throws Exception {
        source = ReplicatedServer.named("source");
        replica = ReplicatedServer.named("replica");
        replica.follow(source);
        source.sql(
                "DROP DATABASE IF EXISTS safecsv_lag",
                "CREATE DATABASE safecsv_lag",
                "USE safecsv_lag",
                "CREATE TABLE beat (id INT PRIMARY KEY, at DATETIME(6))",
                "INSERT INTO beat VALUES (1, NOW(6))",
                "CREATE TABLE digits (n INT PRIMARY KEY)",
                "INSERT INTO digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 999)"
                        + " SELECT n FROM r",
                "CREATE TABLE big (id INT PRIMARY KEY, text VARCHAR(300))",
                "INSERT INTO big SELECT a.n * 1000 + b.n, REPEAT('safecsv lag ', 20) FROM digits a, digits b WHERE a.n < 200",
                "DROP USER IF EXISTS lag_reader",
                "CREATE USER lag_reader IDENTIFIED BY 'read only'",
                "GRANT SELECT ON safecsv_lag.* TO lag_reader",
                "GRANT REPLICATION CLIENT ON *.* TO lag_reader");
        replica.awaitCaughtUp(source);
    }

    @BeforeEach
    void catch_up() throws Exception {
        replica.sql("STOP REPLICA", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 0", "START REPLICA");
        source.sql("UPDATE safecsv_lag.beat SET at = NOW(6)");
        replica.awaitCaughtUp(source);
    }

    @AfterAll
    static void part() throws Exception {
        if (replica != null) {
            replica.sql("STOP REPLICA", "RESET REPLICA ALL", "DROP DATABASE safecsv_lag", "DROP USER lag_reader");
            source.sql("DROP DATABASE safecsv_lag", "DROP USER lag_reader");
        }
    }

    @Test
    void a_replica_that_does_not_apply_pauses_the_stream_until_it_does() throws Exception {
        Process export = export("--max-lag", "2s");
        awaitPart();
        replica.sql("STOP REPLICA SQL_THREAD");
        assertPaused();
        replica.sql("START REPLICA SQL_THREAD");
        String said = assertWhole(export);
        assertTrue(said.contains("waiting: replication does not run"), said);
    }

    @Test
    void a_replica_that_falls_behind_pauses_the_stream_until_it_has_caught_up() throws Exception {
        replica.sql(
                "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 8", "START REPLICA SQL_THREAD");
        Process export = export("--max-lag", "2s");
        awaitPart();
        source.sql("UPDATE safecsv_lag.beat SET at = NOW(6)");
        TimeUnit.SECONDS.sleep(3);
        assertPaused();
        String said = assertWhole(export);
        assertTrue(said.matches("(?s).*waiting: replication lag [0-9]+ s > 2 s.*"), said);
        assertTrue(said.contains(" s for the server: replication lag"), said);
    }

    @Test
    void a_heartbeat_that_is_replicated_tells_the_lag() throws Exception {
        try (Beating beating = new Beating()) {
            Process export = export(
                    "--max-lag",
                    "2s",
                    "--heartbeat-query",
                    "SELECT TIMESTAMPDIFF(MICROSECOND, at, NOW(6)) / 1e6 FROM safecsv_lag.beat");
            awaitPart();
            replica.sql("STOP REPLICA SQL_THREAD");
            TimeUnit.SECONDS.sleep(3);
            assertPaused();
            replica.sql("START REPLICA SQL_THREAD");
            String said = assertWhole(export);
            assertTrue(said.contains("waiting: replication lag "), said);
            assertTrue(beating.alive());
        }
    }

    @Test
    void the_doctor_tells_the_lag() {
        String said = SafecsvCli.safecsv("doctor", "--table", "safecsv_lag.big")
                .with(replica.login("lag_reader", "read only"))
                .run()
                .outputText();
        assertTrue(said.matches("(?s).*replica      ok    yes, [0-9]+ s behind; .*"), said);
    }

    /** pt-heartbeat in small. */
    private static final class Beating implements AutoCloseable {
        private final Thread thread = new Thread(this::beat, "heartbeat");
        private volatile boolean ended;

        Beating() {
            thread.start();
        }

        private void beat() {
            try {
                while (!ended) {
                    source.sql("UPDATE safecsv_lag.beat SET at = NOW(6)");
                    TimeUnit.MILLISECONDS.sleep(300);
                }
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean alive() {
            return thread.isAlive();
        }

        @Override
        public void close() {
            ended = true;
        }
    }

    private Process export(String... more) {
        return SafecsvCli.safecsv("export", "--table", "safecsv_lag.big", "--throttle", "8MB/s")
                .with("-o", directory.resolve("out.csv").toString())
                .with(replica.login("lag_reader", "read only"))
                .with(more)
                .start();
    }

    private void assertPaused() throws Exception {
        TimeUnit.MILLISECONDS.sleep(2500);
        long size = Files.size(awaitPart());
        TimeUnit.SECONDS.sleep(1);
        assertEquals(size, Files.size(awaitPart()), "the stream goes on");
    }

    private Path awaitPart() throws Exception {
        for (int round = 0; round < 100; round++) {
            try (Stream<Path> files = Files.list(directory)) {
                Path part = files.filter(file -> file.toString().endsWith("-part"))
                        .findFirst()
                        .orElse(null);
                if (part != null && Files.size(part) > 0) {
                    return part;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no row has arrived");
    }

    private String assertWhole(Process export) throws Exception {
        assertTrue(export.waitFor(60, TimeUnit.SECONDS), "it still runs");
        String said = new String(export.getErrorStream().readAllBytes(), UTF_8);
        assertEquals(ExitCode.DONE.code(), export.exitValue(), said);
        assertFalse(said.contains("Warning"), said);
        try (Stream<String> lines = Files.lines(directory.resolve("out.csv"))) {
            assertEquals(ROWS + 1, lines.count());
        }
        return said;
    }
}
