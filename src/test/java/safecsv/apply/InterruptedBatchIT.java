package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.cli.InProcess;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanReader;
import safecsv.diff.plan.PlanSource;
import safecsv.diff.plan.PlanWriter;
import safecsv.testing.TestServer;

/** Every state in which a kill can leave the journal and the undo plan of a batch, set up by hand and continued. */
@Tag("any-server")
class InterruptedBatchIT {
    private static final String[] BATCHES = {"--batch-rows", "2"};
    private static final List<String> OBSTACLES = List.of(
            "UPDATE t SET name = 'other' WHERE id = 1",
            "UPDATE t SET name = 'other' WHERE id = 3",
            "INSERT INTO t VALUES (7, 'other')");
    private static final List<String> AWAY = List.of(
            "UPDATE t SET name = 'a' WHERE id = 1",
            "UPDATE t SET name = 'c' WHERE id = 3",
            "DELETE FROM t WHERE id = 7");

    private final TestServer server = TestServer.get();

    @TempDir
    private Path folder;

    private PlannedTable table;
    private String before;

    /** A batch of deletes, one of updates, one of inserts, of two rows each. */
    private Path plan() {
        table = PlannedTable.create(
                server,
                folder,
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e')");
        before = table.checksum();
        return table.plan(
                PlannedTable.delete("1", "name", "a"),
                PlannedTable.delete("2", "name", "b"),
                PlannedTable.update("3", "name", "c", "x"),
                PlannedTable.update("4", "name", "d", "y"),
                PlannedTable.insert("7", "name", "new"),
                PlannedTable.insert("8", "name", "new"));
    }

    /** Runs the batches before this one, and leaves the journal in the state after them. */
    private void runUntil(int batch, Path plan) {
        table.sql(OBSTACLES.get(batch - 1));
        table.run("apply", plan, BATCHES).assertExit(ExitCode.REFUSED);
        table.sql(AWAY.get(batch - 1));
    }

    private static void addToJournal(Path plan, int batch) throws IOException {
        Files.writeString(
                Journal.beside(plan),
                "{\"batch\":%d,\"through\":%d,\"state\":\"committing\"}%n".formatted(batch, 2 * batch),
                StandardOpenOption.APPEND);
    }

    private Path part(Path plan, int batch) {
        return folder.resolve(plan.getFileName().toString().replace(".jsonl", ".undo.%06d.jsonl".formatted(batch)));
    }

    private void assertDone(Path plan) {
        assertEquals("3x,4y,5e,7new,8new", content());
        assertFalse(Files.exists(Journal.beside(plan)));
        table.run("undo", PlannedTable.undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    private String content() {
        return table.value("SELECT GROUP_CONCAT(id, name ORDER BY id) FROM t");
    }

    /** What the server calls a failed COMMIT leaves this, and so do journals of earlier versions. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_batch_announced_without_an_undo_plan_was_not_committed_and_is_applied(int batch) throws IOException {
        Path plan = plan();
        runUntil(batch, plan);
        addToJournal(plan, batch);
        assertFalse(Files.exists(part(plan, batch)));
        table.run("apply", plan, BATCHES).assertExit(0);
        assertDone(plan);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_batch_with_an_undo_plan_that_was_not_announced_is_applied(int batch) throws IOException {
        Path plan = plan();
        runUntil(batch, plan);
        leaveUndoPlan(plan, batch);
        table.run("apply", plan, BATCHES).assertExit(0);
        assertDone(plan);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_batch_with_an_undo_plan_that_was_announced_and_not_committed_is_applied(int batch) throws IOException {
        Path plan = plan();
        runUntil(batch, plan);
        leaveUndoPlan(plan, batch);
        addToJournal(plan, batch);
        table.run("apply", plan, BATCHES).assertExit(0);
        assertDone(plan);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_batch_that_was_committed_without_word_of_it_is_not_applied_twice(int batch) throws IOException {
        Path plan = plan();
        runUntil(batch, plan);
        leaveUndoPlan(plan, batch);
        addToJournal(plan, batch);
        table.sql(
                switch (batch) {
                    case 1 -> "DELETE FROM t WHERE id <= 2";
                    case 2 -> "UPDATE t SET name = IF(id = 3, 'x', 'y') WHERE id IN (3, 4)";
                    default -> "INSERT INTO t VALUES (7, 'new'), (8, 'new')";
                });
        table.run("apply", plan, BATCHES).assertExit(0);
        assertDone(plan);
    }

    /** One of its two rows was put back since, or the batch was never committed and one was written by somebody. */
    @Test
    void a_batch_of_which_it_cannot_be_told_whether_it_was_committed_is_refused() throws IOException {
        Path plan = plan();
        runUntil(2, plan);
        leaveUndoPlan(plan, 2);
        addToJournal(plan, 2);
        table.sql("UPDATE t SET name = 'x' WHERE id = 3");
        InProcess refused = table.run("apply", plan, BATCHES).assertExit(ExitCode.REFUSED);
        refused.assertErrorContains("of 2 rows that batch 2 was writing when it was cut off, 1 is as before");
        assertEquals("3x,4d,5e", content());
        table.sql("UPDATE t SET name = 'c' WHERE id = 3");
        table.run("apply", plan, BATCHES).assertExit(0);
        assertDone(plan);
    }

    /** Others did the same meanwhile: the undo must not take back their work. */
    @Test
    void an_undo_plan_of_a_batch_that_was_never_committed_does_not_stay() throws IOException {
        Path plan = plan();
        runUntil(3, plan);
        leaveUndoPlan(plan, 3);
        table.sql("INSERT INTO t VALUES (7, 'new'), (8, 'new')");
        table.run("apply", plan, BATCHES).assertExit(0);
        table.run("undo", PlannedTable.undoOf(plan)).assertExit(0);
        assertEquals("1a,2b,3c,4d,5e,7new,8new", content());
    }

    /** The undo plan that the batch has when it is about to be committed. */
    private void leaveUndoPlan(Path plan, int batch) {
        try (PlanReader reader = PlanReader.open(plan);
                PlanWriter writer = PlanWriter.create(part(plan, batch), header(reader), false)) {
            undo(batch).forEach(writer::write);
            writer.publish();
        }
        assertTrue(Files.exists(part(plan, batch)));
    }

    private static PlanHeader header(PlanReader plan) {
        PlanHeader header = plan.header();
        return new PlanHeader(
                PlanHeader.Purpose.UNDO,
                header.server(),
                header.table(),
                header.session(),
                List.of(new PlanSource(
                        PlanSource.PLAN, plan.path().getFileName().toString(), plan.digest())),
                header.counts());
    }

    private static List<PlanChange> undo(int batch) {
        List<PlanChange> changes = new ArrayList<>();
        switch (batch) {
            case 1 -> {
                changes.add(PlannedTable.insert("1", "name", "a"));
                changes.add(PlannedTable.insert("2", "name", "b"));
            }
            case 2 -> {
                changes.add(PlannedTable.update("3", "name", "x", "c"));
                changes.add(PlannedTable.update("4", "name", "y", "d"));
            }
            default -> {
                changes.add(PlannedTable.delete("7", "name", "new"));
                changes.add(PlannedTable.delete("8", "name", "new"));
            }
        }
        return changes;
    }
}
