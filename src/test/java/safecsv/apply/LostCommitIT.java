package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import safecsv.ExitCode;
import safecsv.cli.InProcess;
import safecsv.testing.TestServer;

/** The connection is lost while COMMIT is on its way: the outcome is unknown, and the next run finds out. */
class LostCommitIT {
    private final TestServer server = TestServer.get();

    @TempDir
    private Path folder;

    private PlannedTable makeTable() {
        return PlannedTable.create(
                server,
                folder,
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
    }

    private static Path plan(PlannedTable table) {
        return table.plan(
                PlannedTable.update("1", "name", "a", "x"),
                PlannedTable.update("2", "name", "b", "y"),
                PlannedTable.update("3", "name", "c", "z"),
                PlannedTable.insert(null, "name", "new"));
    }

    private InProcess applyThrough(CommitCutter cutter, Path plan, String... more) {
        // Once over TLS, so that the server knows the password and asks for no key without it.
        InProcess.run(server, List.of("apply", plan.toString(), "--dry-run")).assertExit(0);
        List<String> arguments = new ArrayList<>(List.of("apply", plan.toString(), "--yes", "--ssl-mode", "DISABLED"));
        arguments.addAll(List.of(more));
        return InProcess.run("127.0.0.1", cutter.port(), server.admin(), arguments);
    }

    @ParameterizedTest
    @EnumSource
    void it_says_that_it_does_not_know_and_the_next_run_does(CommitCutter.Moment moment) throws IOException {
        PlannedTable table = makeTable();
        String before = table.checksum();
        Path plan = plan(table);
        try (CommitCutter cutter = new CommitCutter(server.host(), server.port(), moment)) {
            applyThrough(cutter, plan)
                    .assertExit(ExitCode.UNKNOWN)
                    .assertErrorContains("The connection was lost during COMMIT")
                    .assertErrorContains("To check, run the same command again");
        }
        assertTrue(Files.exists(PlannedTable.undoOf(plan)));
        InProcess again = table.run("apply", plan).assertExit(0);
        if (moment == CommitCutter.Moment.AFTER) {
            assertNotEquals(before, table.checksum());
            again.assertErrorContains("already applied: all 4 rows");
        } else {
            again.assertErrorContains("3 updated, 1 inserted");
        }
        assertEquals("5", table.value("SELECT COUNT(*) FROM t"));
        table.run("undo", PlannedTable.undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @ParameterizedTest
    @EnumSource
    void a_batch_whose_commit_was_lost_is_applied_once(CommitCutter.Moment moment) throws IOException {
        PlannedTable table = makeTable();
        String before = table.checksum();
        Path plan = plan(table);
        try (CommitCutter cutter = new CommitCutter(server.host(), server.port(), moment)) {
            applyThrough(cutter, plan, "--batch-rows", "2").assertExit(ExitCode.UNKNOWN);
        }
        table.run("apply", plan).assertExit(ExitCode.REFUSED).assertErrorContains("Give --batch-rows again");
        table.run("apply", plan, "--batch-rows", "2").assertExit(0);
        assertEquals("x,y,z,d,new", table.value("SELECT GROUP_CONCAT(name ORDER BY id) FROM t"));
        table.run("undo", PlannedTable.undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void a_later_batch_that_is_refused_tells_what_is_committed() {
        PlannedTable table = makeTable();
        String before = table.checksum();
        Path plan = plan(table);
        table.sql("UPDATE t SET name = 'C' WHERE id = 3");
        table.run("apply", plan, "--batch-rows", "1")
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("The first 2 changes of the plan are committed and stay")
                .assertErrorContains("name is 'C', the plan expects 'c'");
        table.sql("UPDATE t SET name = 'c' WHERE id = 3");
        table.run("apply", plan, "--batch-rows", "2").assertExit(0);
        table.run("undo", PlannedTable.undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }
}
