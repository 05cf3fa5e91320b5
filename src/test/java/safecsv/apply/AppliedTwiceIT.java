package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static safecsv.apply.PlannedTable.insert;
import static safecsv.apply.PlannedTable.undoOf;
import static safecsv.apply.PlannedTable.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.diff.plan.PlanChange;
import safecsv.testing.TestServer;

/** A plan with new rows whose keys the server gives makes them once, wherever its undo plan has gone. */
class AppliedTwiceIT {
    private static TestServer server;

    @TempDir
    private Path folder;

    private PlannedTable table;
    private Path plan;

    @BeforeAll
    static void find_the_server() {
        server = TestServer.get();
    }

    @BeforeEach
    void apply_a_plan() {
        table = PlannedTable.create(
                server,
                folder,
                "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(9), n DECIMAL(5,2) NOT NULL DEFAULT"
                        + " 7)",
                "INSERT INTO t VALUES (1, 'a', 1), (2, 'new', 7)");
        // Two of them are alike, and a row like them was there before.
        plan = table.plan(
                update("1", "name", "a", "x"),
                insert(null, "name", "new").after("2"),
                line(4, insert(null, "name", "other").after("2")),
                line(9, insert(null, "name", "new").after("2")));
        table.run("apply", plan, "--undo", elsewhere("one").toString()).assertExit(0);
        assertEquals("5", count());
    }

    private static PlanChange line(long line, PlanChange change) {
        return new PlanChange(change.kind(), line, change.key(), change.cells(), change.last());
    }

    private Path elsewhere(String name) {
        return folder.resolve(name + ".jsonl");
    }

    private String count() {
        return table.value("SELECT COUNT(*) FROM t");
    }

    @Test
    void another_undo_plan_makes_no_row_twice() throws IOException {
        table.run("apply", plan, "--undo", elsewhere("two").toString())
                .assertExit(0)
                .assertErrorContains("already applied: all 4 rows");
        Files.delete(elsewhere("one"));
        table.run("apply", plan).assertExit(0).assertErrorContains("already applied");
        table.run("apply", plan, "--batch-rows", "1").assertExit(0);
        assertEquals("5", count());
    }

    @Test
    void a_row_that_was_changed_since_is_still_known() throws IOException {
        Files.delete(elsewhere("one"));
        table.sql("UPDATE t SET name = 'theirs' WHERE name = 'other'");
        table.run("apply", plan).assertExit(ExitCode.REFUSED).assertErrorContains("theirs");
        assertEquals("5", count());
    }

    @Test
    void a_plan_away_from_what_its_apply_has_left_is_refused() throws IOException {
        Path copy =
                Files.copy(plan, Files.createDirectory(folder.resolve("copy")).resolve("p.jsonl"));
        table.run("apply", copy)
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("a row like it has come since the plan was made (id='4')")
                .assertErrorContains("Nothing was changed");
        assertEquals("5", count());
        table.sql("UPDATE t SET n = 8 WHERE id > 2");
        table.run("apply", copy).assertExit(ExitCode.REFUSED);
        table.sql("DELETE FROM t WHERE id > 2");
        table.run("apply", copy).assertExit(0).assertErrorContains("3 inserted");
    }

    @Test
    void what_was_undone_is_made_again() {
        table.run("undo", elsewhere("one")).assertExit(0);
        assertEquals("2", count());
        table.run("apply", plan).assertExit(0).assertErrorContains("3 inserted");
        table.run("apply", plan, "--undo", elsewhere("two").toString())
                .assertExit(0)
                .assertErrorContains("already applied");
        assertEquals("5", count());
        table.run("undo", undoOf(plan)).assertExit(0);
        // The undo of the first undo brings the rows of the first apply back.
        table.run("undo", undoOf(elsewhere("one"))).assertExit(0);
        table.run("apply", plan, "--undo", elsewhere("three").toString())
                .assertExit(0)
                .assertErrorContains("already applied");
        assertEquals("5", count());
    }

    @Test
    void where_its_keys_cannot_be_written_down_nothing_is_applied() throws IOException {
        Path copy = Files.copy(plan, elsewhere("other"));
        table.sql("DELETE FROM t WHERE id > 2");
        Files.createDirectory(GivenKeys.beside(copy));
        table.run("apply", copy).assertExit(ExitCode.FAILED);
        Files.delete(GivenKeys.beside(copy));
        Files.writeString(GivenKeys.beside(copy), "something else\n");
        table.run("apply", copy).assertExit(ExitCode.REFUSED).assertErrorContains("Move it away");
        assertEquals("2", count());
        assertEquals("something else\n", Files.readString(GivenKeys.beside(copy)));
    }
}
