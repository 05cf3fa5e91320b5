package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static safecsv.apply.PlannedTable.delete;
import static safecsv.apply.PlannedTable.insert;
import static safecsv.apply.PlannedTable.key;
import static safecsv.apply.PlannedTable.undoOf;
import static safecsv.apply.PlannedTable.update;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.cli.InProcess;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.testing.TestServer;

/** What undo takes back, what it lets be, and what it refuses. */
class UndoIT {
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
    void a_plan_that_takes_nothing_back_is_refused_with_the_name_of_the_one_that_does() {
        PlannedTable table =
                table("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9))", "INSERT INTO t VALUES (1, 'a')");
        Path plan = table.plan(update("1", "name", "a", "x"));
        table.run("undo", plan).assertExit(ExitCode.REFUSED).assertErrorContains("There is none at " + undoOf(plan));
        assertEquals("a", table.value("SELECT name FROM t"));
        table.run("apply", plan).assertExit(0);
        table.run("undo", plan)
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("safecsv undo " + undoOf(plan))
                .assertErrorContains("is no undo plan");
        assertEquals("x", table.value("SELECT name FROM t"));
        table.run("apply", undoOf(plan))
                .assertExit(0)
                .assertErrorContains("Undo plan (it takes back what an apply did)");
        assertEquals("a", table.value("SELECT name FROM t"));
    }

    @Test
    void a_version_that_a_trigger_counts_up_does_not_keep_a_row_from_being_undone() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), version INT NOT NULL, changed DATETIME(6) NULL)",
                "INSERT INTO t VALUES (1, 'a', 7, NULL), (2, 'b', 1, NULL), (3, 'c', 1, NULL)",
                "CREATE TRIGGER count_up BEFORE UPDATE ON t FOR EACH ROW BEGIN SET NEW.version = OLD.version + 1; SET"
                        + " NEW.changed = NOW(6); END");
        Path plan = table.plan(update("1", "name", "a", "x"), update("2", "name", "b", "y"));
        table.run("apply", plan)
                .assertExit(0)
                .assertErrorContains("Trigger count_up sets version, changed by itself: an undo brings all else back");
        table.run("undo", undoOf(plan))
                .assertExit(0)
                .assertErrorContains("version of 2 rows is not what it was")
                .assertErrorContains("changed of 2 rows is not what it was");
        assertEquals("a9 b3 c1", table.value("SELECT GROUP_CONCAT(name, version ORDER BY id SEPARATOR ' ') FROM t"));
        table.run("undo", undoOf(undoOf(plan))).assertExit(0);
        assertEquals("x10 y4 c1", table.value("SELECT GROUP_CONCAT(name, version ORDER BY id SEPARATOR ' ') FROM t"));
    }

    @Test
    void a_column_that_a_trigger_sets_in_new_rows_does_not_keep_a_delete_from_being_undone() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), made DATETIME NULL, n INT)",
                "INSERT INTO t VALUES (1, 'a', '2001-02-03', 5)",
                "CREATE TRIGGER made BEFORE INSERT ON t FOR EACH ROW SET NEW.`made` = NOW()");
        Path plan = table.plan(delete("1", "name", "a"), insert("2", "name", "n"));
        table.run("apply", plan).assertExit(0).assertErrorContains("Trigger made sets made by itself");
        table.run("undo", undoOf(plan)).assertExit(0).assertErrorContains("made of 1 row is not what it was");
        assertEquals("1a5", table.value("SELECT CONCAT(id, name, n) FROM t"));
    }

    @Test
    void what_others_put_into_a_column_that_a_trigger_had_set_stays() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), state VARCHAR(9) NULL)",
                "INSERT INTO t VALUES (1, 'a', 'old')",
                "CREATE TRIGGER mark BEFORE UPDATE ON t FOR EACH ROW SET NEW.state = IF(NEW.state <=> OLD.state,"
                        + " 'changed', NEW.state)");
        Path plan = table.plan(update("1", "name", "a", "x"));
        table.run("apply", plan).assertExit(0);
        table.sql("UPDATE t SET state = 'checked'");
        table.run("undo", undoOf(plan)).assertExit(0).assertErrorContains("state of 1 row was left alone");
        assertEquals("a", table.value("SELECT name FROM t"));
    }

    @Test
    void rows_that_others_changed_are_left_out_and_named_and_their_plan_stays() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), n INT)",
                "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', 1), (4, 'd', 1)");
        String before = table.checksum();
        Path plan = table.plan(
                update("1", "name", "a", "x"),
                update("2", "name", "b", "y"),
                delete("3", "name", "c"),
                insert("5", "name", "new"),
                insert("6", "name", "new"));
        table.run("apply", plan).assertExit(0);
        table.sql(
                "UPDATE t SET n = 9 WHERE id = 1", // not what the plan has changed
                "UPDATE t SET name = 'theirs' WHERE id = 2",
                "INSERT INTO t VALUES (3, 'another', 0)",
                "UPDATE t SET name = 'filled' WHERE id = 6");
        Path rest = Path.of(undoOf(plan).toString().replace(".jsonl", ".rest.jsonl"));
        table.run("undo", undoOf(plan)).assertExit(ExitCode.REFUSED).assertErrorContains("theirs");
        table.run("undo", undoOf(plan), "--skip-changed", "--dry-run").assertExit(0);
        assertFalse(Files.exists(rest));
        table.run("undo", undoOf(plan), "--skip-changed")
                .assertExit(0)
                .assertErrorContains("1 updated, 0 inserted, 1 deleted, 3 rows left out")
                .assertErrorContains("Left out: line 2 (id='2'): name is 'theirs'")
                .assertErrorContains("The rows that were left out: " + rest);
        String state = "SELECT GROUP_CONCAT(id, name, n ORDER BY id SEPARATOR ' ') FROM t";
        assertEquals(
                "1a9 2theirs 3another0 4d1 6filled",
                table.value(state.replace("name, n", "name, IF(id IN (2, 6), '', n)")));
        table.run("undo", rest)
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("theirs")
                .assertErrorContains("filled");
        table.sql(
                "UPDATE t SET name = 'y' WHERE id = 2",
                "UPDATE t SET name = 'new' WHERE id = 6",
                "DELETE FROM t WHERE id = 3",
                "UPDATE t SET n = 1");
        table.sql("UPDATE t SET n = NULL WHERE id = 6");
        table.run("undo", rest).assertExit(0).assertErrorContains("1 updated, 1 inserted, 1 deleted");
        assertEquals(before, table.checksum());
    }

    @Test
    void where_all_rows_were_changed_nothing_is_undone_and_no_file_is_left() {
        PlannedTable table =
                table("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9))", "INSERT INTO t VALUES (1, 'a')");
        Path plan = table.plan(update("1", "name", "a", "x"));
        table.run("apply", plan).assertExit(0);
        table.sql("UPDATE t SET name = 'theirs'");
        InProcess undone = table.run("undo", undoOf(plan), "--skip-changed", "--json");
        undone.assertExit(0);
        assertTrue(undone.output().contains("\"skipped\":1,\"rest\":null,"), undone::toString);
        assertTrue(undone.output().contains("\"undo\":null,"), undone::toString);
        assertFalse(Files.exists(undoOf(undoOf(plan))));
        assertEquals("theirs", table.value("SELECT name FROM t"));
    }

    @Test
    void a_row_that_is_referred_to_by_now_is_left_out_too() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9) UNIQUE)",
                "CREATE TABLE child (parent INT, FOREIGN KEY (parent) REFERENCES t (id))",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        Path plan =
                table.plan(insert("5", "name", "new"), update("1", "name", "a", "x"), update("2", "name", "b", "y"));
        table.run("apply", plan).assertExit(0);
        table.sql("INSERT INTO child VALUES (5)", "INSERT INTO t VALUES (9, 'b')");
        table.run("undo", undoOf(plan), "--skip-changed")
                .assertExit(0)
                .assertErrorContains("1 updated, 0 inserted, 0 deleted, 2 rows left out");
        assertEquals("1a 2y 5new 9b", table.value("SELECT GROUP_CONCAT(id, name ORDER BY id SEPARATOR ' ') FROM t"));
    }

    private static PlanChange swap(String id, String column, String before, String after) {
        return new PlanChange(
                PlanChange.Kind.UPDATE, 2, key("id", id), Map.of(column, PlanCell.changed(before, after)));
    }

    @Test
    void rows_exchange_values_of_unique_columns_that_are_not_null() {
        for (String[] type : new String[][] {
            {"TINYINT", "1", "2", "3"},
            {"BIGINT UNSIGNED", "1", "18446744073709551615", "3"},
            {"DECIMAL(5,2)", "1.00", "2.50", "-3.00"},
            {"VARCHAR(1)", "a", "b", "c"},
            {"CHAR(40)", "a", "b", "c"},
            {"DATE", "2001-02-03", "2001-02-04", "1999-01-01"},
            {"DATETIME(3)", "2001-02-03 00:00:00.000", "2001-02-04 00:00:00.000", "2001-02-04 00:00:00.001"},
            {"TIMESTAMP", "2001-02-03 00:00:00", "2001-02-04 00:00:00", "2001-02-04 00:00:01"},
            {"TIME", "01:00:00", "-02:00:00", "03:00:00"},
            {"YEAR", "2001", "2002", "2003"},
            {"ENUM('a','b','c','d')", "a", "b", "c"},
            {"BINARY(3)", "0x616263", "0x616264", "0x616265"},
            {"VARBINARY(9)", "0x61", "0x62", "0x63"},
            {"BIT(7)", "1", "2", "3"},
            {"DOUBLE", "1", "2", "3"}
        }) {
            PlannedTable table = table(
                    "CREATE TABLE t (id INT PRIMARY KEY, u " + type[0] + " NOT NULL, UNIQUE KEY (u))",
                    "SET time_zone = '+00:00'",
                    "INSERT INTO t VALUES " + "(1, %s), (2, %s), (3, %s)".formatted(literals(type)));
            String before = table.checksum();
            Path plan = table.plan(
                    swap("1", "u", type[1], type[2]),
                    swap("2", "u", type[2], type[3]),
                    swap("3", "u", type[3], type[1]));
            InProcess applied = table.run("apply", plan);
            assertEquals(0, applied.exitCode(), () -> type[0] + ": " + applied);
            table.run("apply", plan).assertExit(0).assertErrorContains("already applied");
            table.run("undo", undoOf(plan)).assertExit(0);
            assertEquals(before, table.checksum(), type[0]);
        }
    }

    private static Object[] literals(String[] type) {
        return java.util.Arrays.stream(type)
                .skip(1)
                .map(text -> text.startsWith("0x") || type[0].startsWith("BIT") ? text : "'" + text + "'")
                .toArray(String[]::new);
    }

    @Test
    void two_circles_of_composite_unique_keys_are_turned() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL, b VARCHAR(9) NOT NULL, UNIQUE KEY (a, b))",
                "INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'x'), (3, 1, 'y'), (4, 2, 'y'), (5, 3, 'y')");
        String before = table.checksum();
        Path plan = table.plan(
                update("1", "a", "1", "2"),
                update("2", "a", "2", "1"),
                update("3", "a", "1", "2"),
                update("4", "a", "2", "3"),
                update("5", "a", "3", "1"));
        table.run("apply", plan).assertExit(0).assertErrorContains("5 updated");
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void a_row_that_others_wait_for_lets_go_of_all_its_unique_keys() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(9) NOT NULL, b INT NOT NULL, UNIQUE KEY (a, b), UNIQUE"
                        + " KEY (b))",
                "INSERT INTO t VALUES (1, 'x', 1), (2, 'y', 2)");
        String before = table.checksum();
        Path plan = table.plan(
                new PlanChange(
                        PlanChange.Kind.UPDATE,
                        2,
                        key("id", "1"),
                        Map.of("a", PlanCell.changed("x", "y"), "b", PlanCell.changed("1", "2"))),
                update("2", "b", "2", "1"));
        table.run("apply", plan).assertExit(0).assertErrorContains("2 updated");
        table.run("undo", undoOf(plan)).assertExit(0);
        assertEquals(before, table.checksum());
    }

    @Test
    void no_exchange_takes_a_step_that_a_trigger_would_see() {
        PlannedTable table = table(
                "CREATE TABLE t (id INT PRIMARY KEY, u INT NOT NULL UNIQUE)",
                "CREATE TABLE log (u INT)",
                "INSERT INTO t VALUES (1, 1), (2, 2)",
                "CREATE TRIGGER seen AFTER UPDATE ON t FOR EACH ROW INSERT INTO log VALUES (NEW.u)");
        String before = table.checksum();
        table.run("apply", table.plan(update("1", "u", "1", "2"), update("2", "u", "2", "1")))
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("Do it in two plans");
        assertEquals(before, table.checksum());
        assertTrue(table.value("SELECT u FROM log") == null);
    }
}
