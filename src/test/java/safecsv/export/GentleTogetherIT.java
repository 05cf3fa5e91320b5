package safecsv.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** What keeps an export gentle keeps one on several connections, and one of several tables, as gentle. */
class GentleTogetherIT {
    /** The promise is two seconds; a machine that runs tests may have other things to do. Unguarded it takes 20. */
    private static final long ALTER_MILLISECONDS = 6_000;

    private static TestServer server;
    private static String database;
    private static TestUser reader;

    @TempDir
    private Path directory;

    private RunningQueries queries;

    @BeforeAll
    static void make_two_tables_of_thirty_megabytes() {
        server = TestServer.get();
        database = server.createDatabase("gentle_together");
        reader = server.createUser("SELECT ON " + database + ".*");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE digits (n INT PRIMARY KEY)",
                "INSERT INTO digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 999)"
                        + " SELECT n FROM r",
                "CREATE TABLE big_a (id INT PRIMARY KEY, text VARCHAR(200)) CHARACTER SET latin1",
                "INSERT INTO big_a SELECT a.n * 1000 + b.n, REPEAT('gentle together', 7) FROM digits a, digits b"
                        + " WHERE a.n < 300",
                "CREATE TABLE big_b LIKE big_a",
                "INSERT INTO big_b SELECT * FROM big_a",
                "ANALYZE TABLE big_a, big_b");
    }

    @BeforeEach
    void watch_the_server() {
        queries = new RunningQueries(server, "FROM `");
    }

    @AfterEach
    void stop_watching() {
        queries.close();
    }

    @Test
    void an_alter_ends_an_export_on_several_connections() throws Exception {
        server.requireMySql("MariaDB shows neither its transactions nor its metadata locks");
        String said = assertGivesWay(table(server.admin(), "--parallel", "3", "--throttle", "1.5MB/s"), "big_a");
        assertTrue(said.contains("waits to change or lock the table " + database + ".big_a"), said);
    }

    @Test
    void so_it_does_for_an_account_that_may_only_select() throws Exception {
        assertGivesWay(table(reader, "--parallel", "2", "--no-consistency", "--throttle", "1.5MB/s"), "big_a");
    }

    @Test
    void so_it_does_while_the_export_waits_for_the_load_to_fall() throws Exception {
        server.requireMySql("MariaDB shows neither its transactions nor its metadata locks");
        long connections = number("SHOW GLOBAL STATUS LIKE 'Threads_connected'");
        Process export = table(server.admin(), "--parallel", "2", "--throttle", "2MB/s")
                .with("--max-load", "Threads_connected=" + (connections + 8))
                .start();
        awaitFiles(1);
        List<Connection> more = new ArrayList<>();
        for (int count = 0; count < 10; count++) {
            more.add(server.adminConnection());
        }
        TimeUnit.MILLISECONDS.sleep(2_500);
        String said = assertGivesWay(export, "big_a");
        assertTrue(said.startsWith("waiting: Threads_connected"), said);
        for (Connection connection : more) {
            connection.close();
        }
    }

    /** Its snapshot holds the first table until the last one is read. */
    @Test
    void an_alter_of_a_table_that_has_been_read_ends_an_export_of_several() throws Exception {
        server.requireMySql("MariaDB's metadata locks are not shown");
        Process export = several("--throttle", "12MB/s").start();
        awaitFiles(2);
        assertGivesWay(export, "big_a");
    }

    @Test
    void an_alter_of_a_table_that_is_yet_to_be_read_does_not_wait_and_ends_the_export() throws Exception {
        Process export = several("--throttle", "5MB/s").start();
        awaitFiles(1);
        long start = System.nanoTime();
        server.adminSql("ALTER TABLE " + database + ".big_b ENGINE = InnoDB, COMMENT = 'at " + start + "'");
        String said = new String(export.getErrorStream().readAllBytes(), UTF_8);
        assertTrue(export.waitFor() != ExitCode.DONE.code(), said);
        assertTrue(said.contains("big_b"), said);
        assertEquals(List.of(), names());
    }

    @Test
    void a_throttle_holds_for_all_connections_and_for_all_tables_together() throws Exception {
        server.requireMySql("MariaDB shows no transactions");
        Duration parallel = timed(table(server.admin(), "--parallel", "3", "--throttle", "10MB/s"));
        assertTrue(parallel.toMillis() > 2_700, parallel + " for 33 MB");
        Duration several = timed(several("--throttle", "150000rows/s", "--throttle", "20MB/s"));
        assertTrue(several.toMillis() > 3_600, several + " for 600,000 rows");
    }

    private Duration timed(SafecsvCli command) {
        return command.with("--force").run().assertExit(ExitCode.DONE).duration();
    }

    private String assertGivesWay(SafecsvCli command, String table) throws Exception {
        Process export = command.start();
        awaitFiles(1);
        TimeUnit.MILLISECONDS.sleep(1_500); // past the first second, in which nobody watches
        return assertGivesWay(export, table);
    }

    private String assertGivesWay(Process export, String table) throws Exception {
        long start = System.nanoTime();
        server.adminSql("ALTER TABLE " + database + "." + table + " COMMENT 'at " + start + "'");
        Duration alter = Duration.ofNanos(System.nanoTime() - start);
        String said = new String(export.getErrorStream().readAllBytes(), UTF_8);
        assertEquals(ExitCode.REFUSED.code(), export.waitFor(), said);
        System.out.println("ALTER " + alter.toMillis() + " ms");
        assertTrue(alter.toMillis() < ALTER_MILLISECONDS, alter + "");
        assertTrue(said.contains("--no-yield-to-ddl") && said.contains("the query was ended"), said);
        assertEquals(List.of(), names());
        queries.awaitNone(1_000);
        return said;
    }

    private SafecsvCli table(TestUser user, String... options) {
        return SafecsvCli.safecsv("export", "-D", database, "--table", "big_a")
                .with("-o", directory.resolve("out.csv").toString())
                .with(options)
                .on(server, user);
    }

    private SafecsvCli several(String... options) {
        return SafecsvCli.safecsv("export", "-D", database, "--all-tables", "--exclude-table", "digits")
                .with("--output-dir", directory.toString())
                .with(options)
                .on(server, server.admin());
    }

    /** Until so many have been begun, the last of which has bytes. */
    private void awaitFiles(int count) throws Exception {
        for (int round = 0; round < 600; round++) {
            if (names().size() >= count && bytes() > 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no row has arrived");
    }

    private long bytes() throws IOException {
        long least = Long.MAX_VALUE;
        for (String name : names()) {
            least = Math.min(least, Files.size(directory.resolve(name)));
        }
        return least;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static long number(String status) throws Exception {
        try (var connection = server.adminConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(status)) {
            row.next();
            return row.getLong(2);
        }
    }
}
