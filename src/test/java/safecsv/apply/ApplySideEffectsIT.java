package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static safecsv.apply.PlannedTable.delete;
import static safecsv.apply.PlannedTable.insert;
import static safecsv.apply.PlannedTable.undoOf;
import static safecsv.apply.PlannedTable.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.TestServer;

/** What a table does by itself when rows change: told, guarded, and taken back. */
class ApplySideEffectsIT {
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

    @Test
    void a_column_set_on_update_gets_its_old_time_back() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), at TIMESTAMP(6) NULL DEFAULT NULL ON UPDATE"
                        + " CURRENT_TIMESTAMP(6))",
                "SET time_zone = '+00:00'",
                "INSERT INTO t VALUES (1, 'a', '2001-02-03 04:05:06.789'), (2, 'b', NULL)");
        String before = table.checksum();
        Path plan = table.plan(update("1", "name", "a", "x"), update("2", "name", "b", "y"));
        table.run("apply", plan)
                .assertExit(0)
                .assertErrorContains("Column at is set to the current time in each updated row (ON UPDATE).")
                .assertErrorContains("The table itself changed at in 2 rows (ON UPDATE).");
        assertNotEquals(before, table.checksum());
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void a_time_of_change_that_moved_on_keeps_no_undo_and_is_left_to_the_table() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), n INT, at DATETIME(6) ON UPDATE"
                        + " CURRENT_TIMESTAMP(6))",
                "INSERT INTO t VALUES (1, 'a', 1, NULL)");
        Path plan = table.plan(update("1", "name", "a", "x"));
        table.run("apply", plan).assertExit(0);
        table.sql("UPDATE t SET n = 2");
        String moved = table.value("SELECT at FROM t");
        table.run("undo", undoOf(plan))
                .assertExit(0)
                .assertErrorContains("at of 1 row was left alone: it has moved on since");
        assertEquals("a2", table.value("SELECT CONCAT(name, n) FROM t"));
        assertTrue(table.value("SELECT at FROM t").compareTo(moved) >= 0);
    }

    @Test
    void generated_columns_follow_and_are_left_out_of_what_is_written() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), loud VARCHAR(9) AS (UPPER(name)) STORED, soft"
                        + " VARCHAR(9) AS (LOWER(name)) VIRTUAL)",
                "INSERT INTO t (id, name) VALUES (1, 'a'), (2, 'b')");
        String before = table.checksum();
        Path plan = table.plan(update("1", "name", "a", "x"), delete("2", "name", "b"), insert("3", "name", "n"));
        table.run("apply", plan).assertExit(0).assertErrorContains("(generated)");
        assertEquals("X", table.value("SELECT loud FROM t WHERE id = 1"));
        assertEquals("N", table.value("SELECT loud FROM t WHERE id = 3"));
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void what_a_trigger_changes_in_the_row_is_told_and_put_back() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), version INT)",
                "INSERT INTO t VALUES (1, 'a', 7)",
                "CREATE TRIGGER count_up BEFORE UPDATE ON t FOR EACH ROW SET NEW.version = IF(NEW.version <=>"
                        + " OLD.version, OLD.version + 1, NEW.version)");
        String before = table.checksum();
        Path plan = table.plan(update("1", "name", "a", "x"));
        table.run("apply", plan)
                .assertExit(0)
                .assertErrorContains("Trigger count_up runs BEFORE each UPDATE.")
                .assertErrorContains("The table itself changed version in 1 row (a trigger).");
        assertEquals("8", table.value("SELECT version FROM t"));
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void a_trigger_that_changes_the_promised_value_rolls_everything_back() throws IOException {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
                "CREATE TRIGGER shout BEFORE UPDATE ON t FOR EACH ROW SET NEW.name = UPPER(NEW.name)");
        String before = table.checksum();
        Path plan = table.plan(update("1", "name", "a", "X"), update("2", "name", "b", "y"));
        table.run("apply", plan)
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("line 2 (id='2'): name is 'Y', the plan expects 'y'");
        assertEquals(before, table.checksum());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void a_delete_that_would_reach_child_rows_needs_consent() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9))",
                "CREATE TABLE child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES t (id) ON DELETE"
                        + " CASCADE)",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)");
        Path childless = table.plan(delete("3", "name", "c"));
        table.run("apply", childless).assertExit(0);
        String before = table.checksum();
        Path plan = table.plan(delete("1", "name", "a"));
        table.run("apply", plan)
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("child")
                .assertErrorContains("--allow-partial-undo");
        assertEquals(before, table.checksum());
        assertEquals("3", table.value("SELECT COUNT(*) FROM child"));
        table.run("apply", plan, "--allow-partial-undo")
                .assertExit(0)
                .assertErrorContains("2 rows were reached by a foreign key");
        assertEquals("1", table.value("SELECT COUNT(*) FROM child"));
    }

    @Test
    void rows_that_refer_to_each_other_go_and_come_in_the_order_that_works() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), parent INT, FOREIGN KEY (parent) REFERENCES t"
                        + " (id))",
                "INSERT INTO t VALUES (1, 'a', NULL), (2, 'b', 1), (3, 'c', 2)");
        String before = table.checksum();
        Path plan = table.plan(delete("1", "name", "a"), delete("2", "name", "b"), delete("3", "name", "c"));
        table.run("apply", plan).assertExit(0);
        assertEquals("0", table.value("SELECT COUNT(*) FROM t"));
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void a_row_that_another_table_refers_to_names_itself() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9))",
                "CREATE TABLE child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES t (id))",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO child VALUES (1, 2)");
        String before = table.checksum();
        table.run("apply", table.plan(delete("1", "name", "a"), delete("2", "name", "b")))
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("does not take row id='2'")
                .assertErrorContains("foreign key");
        assertEquals(before, table.checksum());
    }

    @Test
    void json_that_text_cannot_express_is_not_overwritten_without_consent() {
        server.requireMySql("MariaDB keeps JSON as text");
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name JSON)",
                "INSERT INTO t VALUES (1, JSON_OBJECT('d', CAST('2024-02-29' AS DATE))), (2, JSON_OBJECT('n', 1.10)),"
                        + " (3, '{\"n\": 1.1}')");
        String before = table.checksum();
        for (String id : new String[] {"1", "2"}) {
            String old = table.value("SELECT name FROM t WHERE id = " + id);
            table.run("apply", table.plan(update(id, "name", old, "{}")))
                    .assertExit(ExitCode.REFUSED)
                    .assertErrorContains("--allow-partial-undo");
            table.run("apply", table.plan(delete(id, "name", old)))
                    .assertExit(ExitCode.REFUSED)
                    .assertErrorContains("--allow-partial-undo");
        }
        assertEquals(before, table.checksum());
        Path plan = table.plan(update("3", "name", "{\"n\": 1.1}", "{\"b\":1,\"a\":2}"));
        table.run("apply", plan).assertExit(0);
        assertEquals("{\"a\": 2, \"b\": 1}", table.value("SELECT name FROM t WHERE id = 3"));
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void a_value_that_the_column_cannot_hold_names_its_row() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(3) CHARACTER SET latin1, n DECIMAL(4,2))",
                "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2)");
        String before = table.checksum();
        for (String value : new String[] {"語", "long"}) {
            table.run("apply", table.plan(update("1", "name", "a", "ok"), update("2", "name", "b", value)))
                    .assertExit(ExitCode.FAILED)
                    .assertErrorContains("does not take line 2 (id='2')");
        }
        // DECIMAL rounds with a warning only.
        table.run("apply", table.plan(update("1", "n", "1.00", "1.005")))
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("nothing was changed");
        assertEquals(before, table.checksum());
        assertTrue(table.value("SELECT name FROM t WHERE id = 1").equals("a"));
    }
}
