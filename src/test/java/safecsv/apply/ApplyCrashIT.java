package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * The built program killed with kill -9 at random moments of an apply. The system property {@code safecsv.apply.kills} says
 * how often (default 3 for each of the two tests).
 */
@Tag("any-server")
class ApplyCrashIT {
    private static final int KILLS = Integer.getInteger("safecsv.apply.kills", 3);
    private static final int ROWS = 3000;
    private static final int BATCH = 500;
    private static final String CONNECTIONS =
            "SELECT COUNT(*) FROM " + TestServer.get().processlist() + " WHERE user = ?";
    private static final String WAITING = "SELECT COUNT(*) FROM "
            + TestServer.get().processlist() + " WHERE user = '%s' AND info LIKE '%%FOR UPDATE'";
    private static final Pattern SECONDS = Pattern.compile("\"seconds\":([0-9.]+)");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Random random = new Random(Long.getLong("safecsv.seed", 42));
    private final TestServer server = TestServer.get();

    @TempDir
    private Path folder;

    private PlannedTable table;
    private TestUser user;
    private String before;

    private void makeTable() {
        table = PlannedTable.create(
                server, folder, "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(40), n INT NOT NULL DEFAULT 1)");
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= ROWS; id++) {
            rows.add("(" + id + ", 'old " + id + "', 0)");
        }
        table.sql("INSERT INTO t VALUES " + String.join(", ", rows));
        user = server.createUser("ALL ON " + table.database() + ".*");
        before = table.checksum();
    }

    /** 500 deletes, then 2,000 updates, then 500 inserts, which is the order in which they are applied. */
    private Path plan() {
        List<PlanChange> changes = new ArrayList<>();
        for (int id = 1; id <= 500; id++) {
            changes.add(new PlanChange(
                    PlanChange.Kind.DELETE,
                    0,
                    PlannedTable.key("id", "" + id),
                    Map.of("name", PlanCell.deleted("old " + id), "n", PlanCell.deleted("0"))));
        }
        for (int id = 501; id <= 2500; id++) {
            changes.add(PlannedTable.update("" + id, "name", "old " + id, "new " + id));
        }
        for (int id = ROWS + 1; id <= ROWS + 500; id++) {
            changes.add(PlannedTable.insert("" + id, "name", "new " + id));
        }
        return table.plan(table.header(), changes);
    }

    private SafecsvCli command(String name, Path plan, String... more) {
        return SafecsvCli.safecsv(name)
                .on(server, user)
                .with(plan.toString(), "--yes")
                .with(more);
    }

    /** Kills it at a random moment between its login and a little after the time that a whole run takes from there. */
    private void killDuring(SafecsvCli command, double seconds) throws InterruptedException {
        Process process = command.start();
        try (Connection watching = server.adminConnection();
                PreparedStatement question = watching.prepareStatement(CONNECTIONS)) {
            question.setString(1, user.name());
            while (process.isAlive() && count(question) == 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        TimeUnit.MICROSECONDS.sleep((long) (random.nextDouble() * seconds * 1.2e6));
        process.destroyForcibly().waitFor();
        awaitServer();
    }

    private static int count(PreparedStatement question) throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static double seconds(FinishedProcess process) {
        Matcher matcher = SECONDS.matcher(process.outputText());
        assertTrue(matcher.find(), process.toString());
        return Double.parseDouble(matcher.group(1));
    }

    /** Until the server has noticed, and has rolled back what was not committed. */
    private void awaitServer() throws InterruptedException {
        String question = CONNECTIONS.replace("?", "'" + user.name() + "'");
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!table.value(question).equals("0")) {
            assertTrue(System.nanoTime() < end, "the server still works for a killed client");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void a_killed_apply_has_done_all_or_nothing_and_its_undo_plan_is_there() throws InterruptedException {
        makeTable();
        Path plan = plan();
        FinishedProcess whole = command("apply", plan, "--json").run().assertExit(0);
        String after = table.checksum();
        assertNotEquals(before, after);
        command("undo", PlannedTable.undoOf(plan)).run().assertExit(0);
        assertEquals(before, table.checksum());
        int committed = 0;
        for (int round = 0; round < KILLS; round++) {
            killDuring(command("apply", plan), seconds(whole));
            String now = table.checksum();
            if (now.equals(after)) {
                committed++;
                assertTrue(Files.exists(PlannedTable.undoOf(plan)));
                table.run("apply", plan).assertExit(0).assertErrorContains("already applied");
                table.run("undo", PlannedTable.undoOf(plan)).assertExit(0);
            }
            assertEquals(before, table.checksum());
        }
        System.out.println("apply killed " + KILLS + " times, " + committed + " times after COMMIT");
    }

    @Test
    void an_interrupt_rolls_back_even_while_it_waits_for_a_lock() throws Exception {
        makeTable();
        Path plan = table.plan(
                PlannedTable.update("1", "name", "old 1", "x"), PlannedTable.update("2", "name", "old 2", "y"));
        try (Connection other = server.adminConnection(table.database());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM t WHERE id = 2 FOR UPDATE");
            Process process = command("apply", plan, "--lock-wait", "100s").start();
            long end = System.nanoTime() + LIMIT.toNanos();
            while (table.value(WAITING.formatted(user.name())).equals("0")) {
                assertTrue(process.isAlive() && System.nanoTime() < end, "it never waited for the row");
                TimeUnit.MILLISECONDS.sleep(20);
            }
            process.destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(130, process.exitValue());
            awaitServer();
        }
        assertEquals(before, table.checksum());
        assertFalse(Files.exists(PlannedTable.undoOf(plan)));
    }

    @Test
    void a_killed_apply_in_batches_stops_between_two_and_continues() throws Exception {
        makeTable();
        Path plan = plan();
        String[] batches = {"--batch-rows", "" + BATCH};
        FinishedProcess whole =
                command("apply", plan, batches).with("--json").run().assertExit(0);
        String after = table.checksum();
        command("undo", PlannedTable.undoOf(plan)).run().assertExit(0);
        assertEquals(before, table.checksum());
        int cut = 0;
        for (int round = 0; round < KILLS; round++) {
            killDuring(command("apply", plan, batches), seconds(whole));
            int done = rowsDone();
            assertEquals(0, done % BATCH, "a batch was committed in part");
            if (done > 0 && done < ROWS) {
                cut++;
                assertTrue(undoPlans() >= done / BATCH, "a batch was committed without an undo plan");
            }
            table.run("apply", plan, batches).assertExit(0);
            assertEquals(after, table.checksum());
            table.run("undo", PlannedTable.undoOf(plan)).assertExit(0);
            assertEquals(before, table.checksum());
            assertEquals(0, undoParts());
        }
        System.out.println(
                "apply in batches killed " + KILLS + " times, " + cut + " times with some batches committed");
    }

    private int rowsDone() {
        return Integer.parseInt(table.value("SELECT 500 - (SELECT COUNT(*) FROM t WHERE id <= 500)"
                + " + (SELECT COUNT(*) FROM t WHERE id BETWEEN 501 AND 2500 AND name LIKE 'new%')"
                + " + (SELECT COUNT(*) FROM t WHERE id > " + ROWS + ")"));
    }

    private long undoPlans() throws Exception {
        return undoParts();
    }

    private long undoParts() throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.undo\\.[0-9]{6}\\.jsonl"))
                    .count();
        }
    }
}
