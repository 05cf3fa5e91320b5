package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static safecsv.apply.PlannedTable.delete;
import static safecsv.apply.PlannedTable.insert;
import static safecsv.apply.PlannedTable.undoOf;
import static safecsv.apply.PlannedTable.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanServer;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** Plans applied and undone by the built program. */
class ApplyIT {
    private static final String TABLE = "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), n INT DEFAULT 5)";
    private static final String ROWS = "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', NULL), (4, 'd', 4)";

    private static TestServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void find_the_server() {
        server = TestServer.get();
    }

    private PlannedTable table(String... statements) {
        return PlannedTable.create(server, folder, statements);
    }

    private PlannedTable standard() {
        return table(TABLE, ROWS);
    }

    @Test
    void applies_every_kind_of_change_and_takes_it_back() {
        PlannedTable table = standard();
        String before = table.checksum();
        Path plan = table.plan(
                update("1", "name", "a", "it's \\ \"new\"\n"),
                update("3", "n", null, "0"),
                insert("9", "name", "i"),
                delete("4", "name", "d"));
        table.run("apply", plan).assertExit(0).assertErrorContains("2 updated, 1 inserted, 1 deleted");
        assertEquals("it's \\ \"new\"\n", table.value("SELECT name FROM t WHERE id = 1"));
        assertEquals("0", table.value("SELECT n FROM t WHERE id = 3"));
        assertEquals("5", table.value("SELECT n FROM t WHERE id = 9"));
        assertEquals("4", table.value("SELECT COUNT(*) FROM t"));
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void applying_again_changes_nothing_and_says_so() {
        PlannedTable table = standard();
        Path plan = table.plan(update("1", "name", "a", "x"), insert("9", "name", "i"), delete("4", "name", "d"));
        table.run("apply", plan).assertExit(0);
        String after = table.checksum();
        table.run("apply", plan).assertExit(0).assertErrorContains("already applied: all 3 rows");
        assertEquals(after, table.checksum());
        table.run("undo", undoOf(plan)).assertExit(0);
        table.run("undo", undoOf(plan)).assertExit(0).assertErrorContains("already applied: all 3 rows");
    }

    @Test
    void a_row_that_was_changed_since_is_refused_and_nothing_is_written() {
        PlannedTable table = standard();
        Path plan = table.plan(update("1", "name", "a", "x"), update("2", "name", "b", "y"), delete("4", "name", "d"));
        table.sql("UPDATE t SET name = 'B' WHERE id = 2", "DELETE FROM t WHERE id = 1");
        String before = table.checksum();
        table.run("apply", plan)
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("line 2 (id='2'): name is 'B', the plan expects 'b'")
                .assertErrorContains("line 2 (id='1'): there is no such row any more");
        assertEquals(before, table.checksum());
        assertFalse(Files.exists(undoOf(plan)));
    }

    @Test
    void an_insert_whose_key_is_taken_by_another_row_is_refused() {
        PlannedTable table = standard();
        table.run("apply", table.plan(insert("2", "name", "other")))
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("there is such a row already, and it is another");
    }

    @Test
    void a_dry_run_does_everything_but_commit() {
        PlannedTable table = standard();
        String before = table.checksum();
        Path plan = table.plan(update("1", "name", "a", "x"), delete("4", "name", "d"));
        table.run("apply", plan, "--dry-run").assertExit(0).assertErrorContains("a dry run, nothing was changed");
        assertEquals(before, table.checksum());
        assertFalse(Files.exists(undoOf(plan)));
        table.run("apply", table.plan(update("1", "n", "1", "99999999999")), "--dry-run")
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("Out of range value for column 'n'");
    }

    @Test
    void without_a_terminal_it_asks_for_yes() {
        PlannedTable table = standard();
        Path plan = table.plan(update("1", "name", "a", "x"));
        SafecsvCli.safecsv("apply")
                .on(server, server.admin())
                .with(plan.toString())
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("Give --yes");
    }

    @Test
    void refuses_conflicts_and_too_many_changes() {
        PlannedTable table = standard();
        Path conflict = table.plan(new PlanChange(
                PlanChange.Kind.CONFLICT,
                2,
                PlannedTable.key("id", "1"),
                Map.of("name", PlanCell.conflict("x", "y", "a"))));
        table.run("apply", conflict).assertExit(ExitCode.REFUSED).assertErrorContains("--on-conflict");
        Path two = table.plan(update("1", "name", "a", "x"), update("2", "name", "b", "x"));
        table.run("apply", two, "--max-changes", "1")
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("changes 2 rows, and --max-changes allows 1");
        table.run("apply", two, "--max-changes", "2").assertExit(0);
    }

    @Test
    void refuses_another_server_and_another_definition_before_a_lock_is_taken() throws SQLException, IOException {
        PlannedTable table = standard();
        PlanHeader header = table.header();
        PlanHeader elsewhere = new PlanHeader(
                header.purpose(),
                new PlanServer("another", "9"),
                header.table(),
                header.session(),
                header.sources(),
                header.counts());
        List<PlanChange> changes = List.of(update("1", "name", "a", "x"));
        Path wrongServer = table.plan(elsewhere, changes);
        Path wrongTable = table.plan(header, changes);
        table.sql("ALTER TABLE t ADD COLUMN more INT");
        // Whoever asks for a lock would wait for these and fail with code 5.
        try (Connection other = server.adminConnection(table.database());
                Statement statement = other.createStatement()) {
            statement.execute("LOCK TABLES t WRITE");
            table.run("apply", wrongServer).assertExit(ExitCode.REFUSED).assertErrorContains("another server");
            table.run("apply", wrongTable)
                    .assertExit(ExitCode.REFUSED)
                    .assertErrorContains("other columns or keys than it has now");
            Path altered = Files.writeString(
                    folder.resolve("altered.jsonl"),
                    Files.readString(wrongTable).replace("\"id\":\"1\"", "\"id\":\"2\""));
            table.run("apply", altered).assertExit(ExitCode.REFUSED).assertErrorContains("was altered");
            statement.execute("UNLOCK TABLES");
        }
        assertEquals("a", table.value("SELECT name FROM t WHERE id = 1"));
    }

    @Test
    void a_row_that_somebody_holds_ends_it_within_the_lock_wait() throws SQLException {
        PlannedTable table = standard();
        String before = table.checksum();
        Path plan = table.plan(update("1", "name", "a", "x"), update("2", "name", "b", "y"));
        try (Connection other = server.adminConnection(table.database());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM t WHERE id = 2 FOR UPDATE");
            long start = System.nanoTime();
            table.run("apply", plan, "--lock-wait", "1s")
                    .assertExit(ExitCode.FAILED)
                    .assertErrorContains("--lock-wait");
            assertTrue(System.nanoTime() - start < 30_000_000_000L);
            other.rollback();
        }
        assertEquals(before, table.checksum());
        assertFalse(Files.exists(undoOf(plan)));
        table.run("apply", plan).assertExit(0);
    }

    @Test
    void values_of_a_unique_key_can_move_and_swap() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, code VARCHAR(9) UNIQUE)",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e')");
        String before = table.checksum();
        Path plan = table.plan(
                update("1", "code", "a", "b"),
                update("2", "code", "b", "a"),
                update("3", "code", "c", "d"),
                update("4", "code", "d", "free"),
                delete("5", "code", "e"),
                insert("6", "code", "e"));
        table.run("apply", plan).assertExit(0);
        assertEquals("b,a,d,free,e", table.value("SELECT GROUP_CONCAT(code ORDER BY id) FROM t"));
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void a_value_that_a_unique_key_does_not_allow_names_its_row() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, code VARCHAR(9) NOT NULL UNIQUE)",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        String before = table.checksum();
        table.run("apply", table.plan(update("1", "code", "a", "z"), update("2", "code", "b", "c")))
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("does not take line 2 (id='2')")
                .assertErrorContains("Duplicate entry 'c'");
        assertEquals(before, table.checksum());
    }

    @Test
    void an_auto_increment_key_is_given_once_however_often_the_plan_is_applied() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t VALUES (7, 'a')");
        String before = table.checksum();
        Path plan = table.plan(
                new PlanChange(
                        PlanChange.Kind.INSERT,
                        4,
                        PlannedTable.key("id", null),
                        Map.of("name", PlanCell.inserted("new"))),
                new PlanChange(
                        PlanChange.Kind.INSERT,
                        5,
                        PlannedTable.key("id", null),
                        Map.of("name", PlanCell.inserted("new"))));
        table.run("apply", plan).assertExit(0);
        assertEquals("7,8,9", table.value("SELECT GROUP_CONCAT(id ORDER BY id) FROM t"));
        table.run("apply", plan).assertExit(0).assertErrorContains("already applied");
        assertEquals("3", table.value("SELECT COUNT(*) FROM t"));
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void an_undo_refuses_a_row_that_was_changed_since() {
        PlannedTable table = standard();
        Path plan = table.plan(update("1", "name", "a", "x"), insert("9", "name", "i"));
        table.run("apply", plan).assertExit(0);
        table.sql("UPDATE t SET n = 100 WHERE id = 9");
        String changed = table.checksum();
        table.run("undo", undoOf(plan))
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("n is '100', the plan expects '5'");
        assertEquals(changed, table.checksum());
    }

    @Test
    void a_file_in_the_undo_plans_place_is_left_alone() throws IOException {
        PlannedTable table = standard();
        Path plan = table.plan(update("1", "name", "a", "x"));
        Files.writeString(undoOf(plan), "mine");
        table.run("apply", plan).assertExit(ExitCode.REFUSED).assertErrorContains("--undo");
        assertEquals("mine", Files.readString(undoOf(plan)));
        assertEquals("a", table.value("SELECT name FROM t WHERE id = 1"));
        Path other = folder.resolve("other.jsonl");
        table.run("apply", plan, "--undo", other.toString()).assertExit(0);
        table.run("undo", other).assertExit(0);
    }

    @Test
    void keys_that_differ_in_case_alone_are_told_apart() {
        PlannedTable table = table(
                "CREATE TABLE t (id VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO t VALUES ('A', 'x')");
        table.run("apply", table.plan(update("a", "name", "x", "y")))
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("no such row");
        String before = table.checksum();
        Path plan = table.plan(delete("A", "name", "x"), insert("a", "name", "x"));
        table.run("apply", plan).assertExit(0);
        assertEquals("61", table.value("SELECT HEX(id) FROM t"));
        table.run("apply", plan).assertExit(0).assertErrorContains("already applied");
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }
}
