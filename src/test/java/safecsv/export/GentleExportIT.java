package safecsv.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** An export steps aside for the server, and whatever happens to its side connection, the file is right. */
class GentleExportIT {
    private static final int ROWS = 1_000_000;

    /** The promise is two seconds; a machine that runs tests may have other things to do. Unguarded it takes 50. */
    private static final long ALTER_MILLISECONDS = 6_000;

    /** More than the kernel's socket buffers hold, so that the server is still sending while the export waits. */
    private static final String TEXT = "safecsv gentle ".repeat(7);

    private static TestServer server;
    private static String database;
    private static TestUser reader;

    @TempDir
    private Path directory;

    private RunningQueries queries;

    @BeforeAll
    static void make_a_hundred_megabytes() {
        server = TestServer.get();
        database = server.createDatabase("gentle");
        reader = server.createUser("SELECT, SHOW VIEW ON " + database + ".*");
        server.adminSql(
                "CREATE TABLE " + database + ".digits (n INT PRIMARY KEY)",
                "INSERT INTO " + database
                        + ".digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 999)"
                        + " SELECT n FROM r",
                "CREATE TABLE " + database + ".big (id INT PRIMARY KEY, text VARCHAR(200))",
                "INSERT INTO " + database + ".big SELECT a.n * 1000 + b.n, '" + TEXT + "' FROM " + database
                        + ".digits a, " + database + ".digits b",
                "CREATE TABLE " + database + ".late (id INT PRIMARY KEY, behind INT)",
                "INSERT INTO " + database + ".late VALUES (1, 60)",
                "CREATE VIEW " + database + ".big_view AS SELECT * FROM " + database + ".big");
    }

    @BeforeEach
    void watch_the_server() {
        queries = new RunningQueries(server, "FROM `big");
    }

    @AfterEach
    void stop_watching() {
        queries.close();
    }

    @Test
    void an_alter_of_an_exported_table_finishes_within_two_seconds() throws Exception {
        server.requireMySql("MariaDB's metadata locks are not shown; the next test is for it");
        Process export = export(server.admin(), "big", "--throttle", "2MB/s").start();
        String said = assertGivesWayToAlter(export, "big");
        assertTrue(said.contains("waits to change or lock the table " + database + ".big"), said);
    }

    /** An account with nothing but SELECT sees no other connection, yet sees that a later query would wait. */
    @Test
    void so_it_does_for_an_account_that_may_only_select() throws Exception {
        assertGivesWayToAlter(export(reader, "big", "--throttle", "2MB/s").start(), "big");
    }

    @Test
    void so_it_does_for_the_table_behind_a_view() throws Exception {
        assertGivesWayToAlter(export(reader, "big_view", "--throttle", "2MB/s").start(), "big");
    }

    @Test
    void an_alter_of_another_table_disturbs_nothing() throws Exception {
        Process export = export(server.admin(), "big", "--throttle", "20MB/s").start();
        awaitRows();
        server.adminSql("ALTER TABLE " + database + ".late COMMENT 'another table'");
        assertWhole(export);
    }

    @Test
    void without_the_guard_the_alter_waits_for_the_export() throws Exception {
        Process export = export(server.admin(), "big", "--throttle", "25MB/s", "--no-yield-to-ddl")
                .start();
        awaitRows();
        server.adminSql("ALTER TABLE " + database + ".big COMMENT 'waited'");
        // The lock goes a moment before the query's line in the process list does; unread rows would keep it for
        // seconds.
        queries.awaitNone(1_000);
        assertWhole(export);
    }

    @Test
    void load_pauses_the_stream_and_its_end_resumes_it() throws Exception {
        long before = threadsRunning();
        Process export = export(
                        reader,
                        "big",
                        "--throttle",
                        "20MB/s",
                        "--max-load",
                        "Threads_running=" + (before + 3),
                        "--json")
                .start();
        awaitRows();
        try (Load load = new Load(6)) {
            long size = awaitPause();
            Thread.sleep(1_000);
            assertEquals(size, Files.size(part()), "the stream goes on under load");
            assertTrue(load.running());
        }
        String summary = new String(export.getInputStream().readAllBytes(), UTF_8);
        String said = assertWhole(export);
        assertTrue(said.startsWith("waiting: Threads_running "), said);
        assertTrue(summary.contains("\"reasons\":[\"Threads_running\"]"), summary);
        assertTrue(summary.matches("(?s).*\"waited_seconds\":[1-9].*"), summary);
    }

    @Test
    void a_critical_load_ends_the_export_and_keeps_the_next_from_beginning() throws Exception {
        long before = threadsRunning();
        String limit = "Threads_running=" + (before + 3);
        Process export = export(reader, "big", "--throttle", "2MB/s", "--critical-load", limit)
                .start();
        awaitRows();
        try (Load load = new Load(6)) {
            String said = assertEnded(export);
            assertTrue(said.contains("--critical-load"), said);
            export(reader, "big", "--critical-load", limit)
                    .run()
                    .assertExit(ExitCode.REFUSED)
                    .assertErrorContains("Threads_running");
            assertTrue(load.running());
        }
        assertFalse(Files.exists(directory.resolve("out.csv")));
    }

    @Test
    void a_heartbeat_that_is_late_delays_the_query_until_it_is_not() throws Exception {
        server.adminSql("UPDATE " + database + ".late SET behind = 60");
        Process export = export(
                        reader,
                        "digits",
                        "--max-lag",
                        "5s",
                        "--heartbeat-query",
                        "SELECT behind FROM " + database + ".late")
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(export.getErrorStream(), UTF_8))) {
            assertEquals("waiting: replication lag 60 s > 5 s", said.readLine());
            assertFalse(export.waitFor(1, TimeUnit.SECONDS), "it did not wait");
            server.adminSql("UPDATE " + database + ".late SET behind = 1");
            String rest = said.lines().collect(Collectors.joining("\n"));
            assertEquals(ExitCode.DONE.code(), export.waitFor(), rest);
            assertTrue(rest.contains("s for the server: replication lag"), rest);
        }
    }

    @Test
    void limits_that_cannot_be_watched_are_refused_before_the_query() {
        export(reader, "digits", "--max-load", "Threads_walking=1")
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains("Threads_walking");
        export(server.admin(), "digits", "--max-lag", "5s")
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains("no replica");
        export(reader, "digits", "--max-lag", "5s").run().assertExit(ExitCode.FAILED);
        export(reader, "digits", "--max-load", "lots").run().assertExit(ExitCode.USAGE);
        export(reader, "digits", "--throttle", "fast").run().assertExit(ExitCode.USAGE);
    }

    @Test
    void a_side_connection_that_is_killed_again_and_again_changes_no_byte() throws Exception {
        Process export = export(reader, "big", "--throttle", "20MB/s", "--max-load", "Threads_running=1000")
                .start();
        awaitRows();
        int killed = 0;
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement()) {
            String ours = " FROM " + server.processlist() + " WHERE user = '" + reader.name() + "' AND ";
            // Its connection sleeps too while the last rows are still on their way.
            String exporting;
            try (ResultSet ids = statement.executeQuery("SELECT id" + ours + "info LIKE '%`big`%'")) {
                assertTrue(ids.next());
                exporting = ids.getString(1);
            }
            String idle = "SELECT CONCAT('KILL ', id)" + ours + "command = 'Sleep' AND id <> " + exporting;
            while (export.isAlive()) {
                killed += killAll(statement, idle);
                Thread.sleep(200);
            }
        }
        assertTrue(killed > 0);
        assertWhole(export);
    }

    @Test
    void a_throttle_holds_within_ten_percent() throws Exception {
        Process export = export(reader, "big", "--throttle", "10MB/s").start();
        awaitRows();
        long start = System.nanoTime();
        long bytes = Files.size(part());
        Thread.sleep(5_000);
        double seconds = (System.nanoTime() - start) / 1e9;
        double speed = (Files.size(part()) - bytes) / seconds;
        assertWhole(export);
        assertTrue(speed > 9e6 && speed < 11e6, speed + " bytes/s");
    }

    @Test
    void rows_and_bytes_are_both_held() {
        String summary = new String(
                export(reader, "digits", "--throttle", "50MB/s,1000rows/s", "--json")
                        .run()
                        .assertExit(ExitCode.DONE)
                        .output(),
                UTF_8);
        // Which takes a hundredth of a second without; a throttle lets no more than a part of a second go at once.
        assertTrue(summary.matches("(?s).*\"seconds\":(0\\.[6-9]|[1-9]).*"), summary);
    }

    @Test
    void a_script_is_told_of_a_query_that_reads_much_and_of_no_other() {
        String said = export(reader, "big", "--warn-rows", "1000", "--where", "id >= 0 OR text = 'x'")
                .run()
                .assertExit(ExitCode.DONE)
                .error();
        assertTrue(said.startsWith("The query would read about ") && said.contains("--warn-rows 1,000."), said);
        assertTrue(said.contains(" rows (" + database + ".big, ") && said.contains(" MB), more than "), said);
        assertFalse(export(reader, "big", "--force", "--warn-rows", "1000", "--where", "id = 5")
                .run()
                .assertExit(ExitCode.DONE)
                .error()
                .contains("--warn-rows"));
        assertFalse(export(reader, "big", "--force", "--warn-rows", "1000", "--yes", "--where", "id < 5000")
                .run()
                .assertExit(ExitCode.DONE)
                .error()
                .contains("--warn-rows"));
    }

    @Test
    void a_short_export_needs_no_second_connection() throws Exception {
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement()) {
            long before = connections(statement);
            export(reader, "digits").run().assertExit(ExitCode.DONE);
            assertEquals(before + 1, connections(statement));
        }
    }

    /** The promise is two seconds, of which it says what became; a busy machine may take longer. */
    private long awaitPause() throws Exception {
        long start = System.nanoTime();
        long before = -1;
        long size = Files.size(part());
        while (size != before) {
            assertTrue(System.nanoTime() - start < 20e9, "the stream is not paused");
            Thread.sleep(500);
            before = size;
            size = Files.size(part());
        }
        System.out.printf("paused %d ms after the load began%n", (System.nanoTime() - start) / 1_000_000 - 500);
        return size;
    }

    private static long connections(Statement statement) throws Exception {
        return number(statement, "SHOW GLOBAL STATUS LIKE 'Connections'");
    }

    private static long threadsRunning() throws Exception {
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement()) {
            return number(statement, "SHOW GLOBAL STATUS LIKE 'Threads_running'");
        }
    }

    private static long number(Statement statement, String status) throws Exception {
        try (ResultSet row = statement.executeQuery(status)) {
            row.next();
            return row.getLong(2);
        }
    }

    private static int killAll(Statement statement, String sql) throws Exception {
        List<String> kills = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                kills.add(rows.getString(1));
            }
        }
        int killed = 0;
        for (String kill : kills) {
            try {
                statement.execute(kill);
                killed++;
            } catch (SQLException e) {
                assertEquals(1094, e.getErrorCode(), "it has not gone by itself");
            }
        }
        return killed;
    }

    private String assertGivesWayToAlter(Process export, String table) throws Exception {
        awaitRows();
        Thread.sleep(2_000); // past the first second, in which nobody watches
        long start = System.nanoTime();
        server.adminSql("ALTER TABLE " + database + "." + table + " COMMENT 'at " + start + "'");
        Duration alter = Duration.ofNanos(System.nanoTime() - start);
        server.adminSql("SELECT COUNT(*) FROM " + database + "." + table + " WHERE id = 1");
        Duration query = Duration.ofNanos(System.nanoTime() - start).minus(alter);
        String said = assertEnded(export);
        System.out.println("ALTER " + alter.toMillis() + " ms, a query after it " + query.toMillis() + " ms");
        assertTrue(alter.toMillis() < ALTER_MILLISECONDS, alter + "");
        assertTrue(said.contains("--no-yield-to-ddl"), said);
        assertFalse(Files.exists(directory.resolve("out.csv")));
        return said;
    }

    private String assertEnded(Process export) throws Exception {
        String said = new String(export.getErrorStream().readAllBytes(), UTF_8);
        assertEquals(ExitCode.REFUSED.code(), export.waitFor(), said);
        assertTrue(said.contains("the query was ended"), said);
        return said;
    }

    private String assertWhole(Process export) throws Exception {
        String said = new String(export.getErrorStream().readAllBytes(), UTF_8);
        assertEquals(ExitCode.DONE.code(), export.waitFor(), said);
        List<String> lines = Files.readAllLines(directory.resolve("out.csv"));
        assertEquals(ROWS + 1, lines.size());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(row + "," + TEXT, lines.get(row + 1));
        }
        return said;
    }

    private SafecsvCli export(TestUser user, String table, String... options) {
        return SafecsvCli.safecsv("export", "-D", database, "--table", table)
                .with("-o", directory.resolve("out.csv").toString())
                .with(options)
                .on(server, user);
    }

    private void awaitRows() throws Exception {
        queries.awaitOne();
        while (directory.toFile().list().length == 0 || Files.size(part()) == 0) {
            Thread.onSpinWait();
        }
    }

    private Path part() {
        return directory.resolve(directory.toFile().list()[0]);
    }

    /** Sessions that keep the server's Threads_running up. */
    private static final class Load implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();
        private final String mark = "load " + System.nanoTime();

        Load(int sessions) {
            for (int count = 0; count < sessions; count++) {
                Thread thread = new Thread(() -> {
                    try {
                        server.adminSql("SELECT SLEEP(60) /* " + mark + " */");
                    } catch (IllegalStateException e) {
                        // MariaDB says that it was killed; MySQL does not.
                        return;
                    }
                });
                thread.start();
                threads.add(thread);
            }
        }

        boolean running() {
            return threads.stream().allMatch(Thread::isAlive);
        }

        @Override
        public void close() {
            try (RunningQueries queries = new RunningQueries(server, mark)) {
                for (Long id : queries.ids()) {
                    server.adminSql("KILL QUERY " + id);
                }
            }
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
