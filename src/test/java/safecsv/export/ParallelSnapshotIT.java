package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * Several connections see one moment, whatever is written meanwhile. The property {@code safecsv.snapshot.rounds} is how
 * often each way is tried.
 */
class ParallelSnapshotIT {
    private static final int ROUNDS = Integer.getInteger("safecsv.snapshot.rounds", 2);
    private static final int ROWS = 120_000;

    private static TestServer server;
    private static String database;
    private static String table;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_accounts() {
        server = TestServer.get();
        database = server.createDatabase("moments");
        table = database + ".accounts";
        server.adminSql(
                "CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL, filler VARCHAR(200)"
                        + " NOT NULL DEFAULT '" + "x".repeat(200) + "')",
                "SET SESSION " + (server.isMySql() ? "cte_max_recursion_depth" : "max_recursive_iterations")
                        + " = 1000000",
                "INSERT INTO " + table + " (id, amount) WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r"
                        + " WHERE n < " + ROWS + ") SELECT n, 1000 FROM r",
                "ANALYZE TABLE " + table);
    }

    @Test
    void with_process_alone_the_sum_is_right_under_constant_writes() {
        server.requireMySql("MariaDB's list of transactions proves nothing");
        rounds(server.createUser("SELECT ON " + table, "PROCESS ON *.*"), 4);
    }

    @Test
    void with_a_brief_table_lock_the_sum_is_right_under_constant_writes() {
        rounds(server.createUser("SELECT ON " + table, "LOCK TABLES ON " + database + ".*"), 4, "--snapshot-lock");
    }

    /** That the test would notice. */
    @Test
    void without_consistency_the_sum_is_wrong_sooner_or_later_and_it_says_so() {
        TestUser user = server.createUser("SELECT ON " + table);
        try (MoneyMovers movers = new MoneyMovers(server, table, ROWS, 2)) {
            boolean wrong = false;
            for (int round = 0; round < 20 && !wrong; round++) {
                Path file = directory.resolve("loose" + round + ".csv");
                FinishedProcess export =
                        export(user, file, 6, "--no-consistency").run();
                export.assertExit(ExitCode.DONE).assertErrorContains("not all of one moment");
                wrong = sum(file) != 1000L * ROWS;
            }
            assertTrue(movers.commits() > 0);
            assertTrue(wrong, "20 exports of several moments all had the right sum");
        }
    }

    @Test
    void without_a_privilege_that_gives_proof_it_is_refused_and_names_the_grant() {
        server.requireMySql("MariaDB has no such grant");
        Path file = directory.resolve("refused.csv");
        export(server.createUser("SELECT ON " + table), file, 2)
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("GRANT PROCESS ON *.*");
        assertEquals(List.of(), names());
    }

    @Test
    void without_lock_tables_the_lock_is_refused_and_names_the_grant() {
        Path file = directory.resolve("refused.csv");
        export(server.createUser("SELECT ON " + table), file, 2, "--snapshot-lock")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("GRANT LOCK TABLES");
        assertEquals(List.of(), names());
    }

    @Test
    void mariadb_refuses_with_the_reason_unless_the_table_is_locked() {
        if (server.isMySql()) {
            return;
        }
        export(server.admin(), directory.resolve("refused.csv"), 2)
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("MariaDB");
    }

    private void rounds(TestUser user, int connections, String... more) {
        try (MoneyMovers movers = new MoneyMovers(server, table, ROWS, 3)) {
            for (int round = 0; round < ROUNDS; round++) {
                long before = movers.commits();
                long started = System.nanoTime();
                Path file = directory.resolve("round" + round + ".csv");
                FinishedProcess export = export(user, file, connections, more).run();
                export.assertExit(ExitCode.DONE);
                long commits = movers.commits() - before;
                System.out.printf(
                        "round %d %s: sum %d, %d transactions meanwhile, %d ms%n",
                        round, List.of(more), sum(file), commits, (System.nanoTime() - started) / 1_000_000);
                assertEquals(1000L * ROWS, sum(file));
                assertNotEquals(0, commits);
            }
        }
    }

    private static SafecsvCli export(TestUser user, Path file, int connections, String... more) {
        return SafecsvCli.safecsv("export", "--table", table, "--columns", "id,amount,filler")
                .with("--parallel", Integer.toString(connections), "-o", file.toString())
                .with(more)
                .on(server, user);
    }

    private static long sum(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1)
                    .mapToLong(line -> Long.parseLong(line.split(",", 3)[1]))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
