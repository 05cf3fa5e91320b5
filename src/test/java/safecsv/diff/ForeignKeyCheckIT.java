package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.cli.InProcess;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** What the server would refuse for a foreign key is said by diff, and what it takes in some order is applied in that order. */
class ForeignKeyCheckIT {
    private final TestServer server = TestServer.get();
    private String database;

    @TempDir
    private Path folder;

    /** Makes a database, exports the table t of it, and writes the CSV that came back. */
    private void given(String edited, String... statements) throws IOException {
        database = server.createDatabase("foreign");
        List<String> all = new ArrayList<>(List.of("USE `" + database + "`"));
        all.addAll(List.of(statements));
        server.adminSql(all.toArray(String[]::new));
        run("export", "-D", database, "--table", "t", "--editable", "-o", file("t.csv"))
                .assertExit(0);
        Files.writeString(folder.resolve("edited.csv"), edited);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private InProcess run(String... arguments) {
        return InProcess.run(server, List.of(arguments));
    }

    private List<String> diffArguments(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "diff",
                "-D",
                database,
                file("edited.csv"),
                "--baseline",
                file("t.csv.baseline.zip"),
                "--allow-deletes",
                "--plan",
                file("plan.jsonl")));
        all.addAll(List.of(more));
        return all;
    }

    private InProcess diff(String... more) {
        return InProcess.run(server, diffArguments(more));
    }

    private InProcess refused(String... problems) {
        InProcess said = diff().assertExit(ExitCode.BAD_CSV);
        for (String problem : problems) {
            said.assertErrorContains(problem);
        }
        assertFalse(Files.exists(folder.resolve("plan.jsonl")));
        return said;
    }

    private String rows() throws SQLException {
        try (var connection = server.adminConnection(database);
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("SELECT GROUP_CONCAT(CONCAT_WS(' ', id, parent) ORDER BY id) FROM t")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Applied, the table holds the expected rows; undone, those of before. */
    private void applies(String expected) throws SQLException {
        String before = rows();
        run("apply", file("plan.jsonl"), "--yes").assertExit(0);
        assertEquals(expected, rows());
        run("undo", file("plan.undo.jsonl"), "--yes").assertExit(0);
        assertEquals(before, rows());
    }

    @Test
    void a_reference_to_nothing_has_a_line_and_a_column() throws IOException {
        given(
                "id,parent,n\n1,1,5\n2,9,5\n3,,5\n4,8,5\n",
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE t (id INT PRIMARY KEY, parent INT, n INT, CONSTRAINT fk_p FOREIGN KEY (parent)"
                        + " REFERENCES p (id))",
                "INSERT INTO p VALUES (1), (2)",
                "INSERT INTO t VALUES (1, 1, 5), (2, 1, 5), (3, 1, 5)");
        refused(
                "line 3, column parent: refers to nothing: " + database + ".p has no row with id=9 (foreign key fk_p)",
                "line 5, column parent: refers to nothing",
                "2 problems");
    }

    @Test
    void a_part_of_a_composite_reference_is_looked_at_with_the_parts_that_the_row_has() throws IOException {
        given(
                "id,a,b\n1,1,2\n2,2,2\n3,7,\n",
                "CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b))",
                "CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, CONSTRAINT fk_p FOREIGN KEY (a, b) REFERENCES p (a,"
                        + " b))",
                "INSERT INTO p VALUES (1, 1), (2, 2)",
                "INSERT INTO t VALUES (1, 1, 1), (2, 1, 1), (3, 1, NULL)");
        refused("line 2, column b: refers to nothing", "1 problem");
    }

    @Test
    void a_row_that_other_tables_refer_to_can_neither_go_nor_change() throws IOException {
        given(
                "id,code\n1,A\n2,X\n4,D\n",
                "CREATE TABLE t (id INT PRIMARY KEY, code VARCHAR(9) UNIQUE)",
                "CREATE TABLE c (id INT PRIMARY KEY, t INT, code VARCHAR(9), CONSTRAINT fk_id FOREIGN KEY (t)"
                        + " REFERENCES t (id), CONSTRAINT fk_code FOREIGN KEY (code) REFERENCES t (code) ON DELETE"
                        + " CASCADE)",
                "INSERT INTO t VALUES (1, 'A'), (2, 'B'), (3, 'C'), (4, 'D'), (5, 'E')",
                "INSERT INTO c VALUES (1, 3, NULL), (2, NULL, 'B')");
        InProcess said = refused(
                "line 3, column code: can't be changed: rows of " + database + ".c refer to it (foreign key fk_code",
                "a missing row, column id: id=3 can't be deleted: rows of " + database
                        + ".c refer to it (foreign key fk_id",
                "2 problems");
        assertFalse(said.error().contains("id=5"), said.toString());
    }

    @Test
    void an_account_that_may_not_read_the_parent_is_told_that_it_was_not_looked_at() throws IOException {
        given(
                "id,parent,n\n1,9,5\n",
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE t (id INT PRIMARY KEY, parent INT, n INT, CONSTRAINT fk_p FOREIGN KEY (parent)"
                        + " REFERENCES p (id))",
                "INSERT INTO p VALUES (1)",
                "INSERT INTO t VALUES (1, 1, 5)");
        TestUser user = server.createUser("SELECT ON " + database + ".t");
        InProcess said = InProcess.run(server.host(), server.port(), user, diffArguments())
                .assertExit(ExitCode.CHANGES);
        assertTrue(said.output().contains("may not read the other table of the foreign key fk_p"), said.toString());
    }

    private static String tree(String onDelete) {
        return "CREATE TABLE t (id INT PRIMARY KEY, parent INT, CONSTRAINT fk_t FOREIGN KEY (parent) REFERENCES t (id)"
                + " ON DELETE "
                + onDelete + ")";
    }

    private void emptyFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void a_parent_is_renumbered_whatever_becomes_of_children_of_a_deleted_one() throws IOException, SQLException {
        for (String onDelete : List.of("RESTRICT", "CASCADE", "SET NULL", "NO ACTION")) {
            given(
                    "id,parent\n10,\n2,10\n3,10\n4,2\n",
                    tree(onDelete),
                    "INSERT INTO t VALUES (1, NULL), (2, 1), (3, 1), (4, 2)");
            diff("--force").assertExit(ExitCode.CHANGES);
            applies("2 10,3 10,4 2,10");
            emptyFolder();
        }
    }

    @Test
    void a_parent_and_its_children_are_deleted_together() throws IOException, SQLException {
        for (String onDelete : List.of("RESTRICT", "CASCADE", "SET NULL")) {
            given(
                    "id,parent\n5,\n",
                    tree(onDelete),
                    "INSERT INTO t VALUES (1, NULL), (2, 1), (3, 1), (4, 2), (5, NULL)"
                            + (onDelete.equals("RESTRICT") ? "" : ", (6, 6)"));
            diff("--force").assertExit(ExitCode.CHANGES);
            applies("5");
            emptyFolder();
        }
    }

    @Test
    void a_child_moves_away_from_a_parent_that_goes() throws IOException, SQLException {
        for (String onDelete : List.of("RESTRICT", "CASCADE", "SET NULL")) {
            given("id,parent\n2,\n3,2\n", tree(onDelete), "INSERT INTO t VALUES (1, NULL), (2, NULL), (3, 1)");
            diff("--force").assertExit(ExitCode.CHANGES);
            applies("2,3 2");
            emptyFolder();
        }
    }

    @Test
    void a_row_that_refers_to_itself_can_not_go_where_the_server_refuses_it() throws IOException {
        given("id,parent\n2,\n", tree("RESTRICT"), "INSERT INTO t VALUES (1, 1), (2, NULL)");
        refused("id=1 can't be deleted: it refers to itself (foreign key fk_t); have it refer to nothing first");
    }

    @Test
    void a_child_that_stays_keeps_its_parent() throws IOException {
        given("id,parent\n2,1\n", tree("RESTRICT"), "INSERT INTO t VALUES (1, NULL), (2, 1)");
        refused("a missing row, column id: id=1 can't be deleted: 2 refers to it (foreign key fk_t)", "1 problem");
    }

    @Test
    void a_reference_to_a_row_that_goes_is_no_reference() throws IOException {
        given("id,parent\n2,1\n3,7\n4,4\n", tree("SET NULL"), "INSERT INTO t VALUES (1, NULL), (2, NULL), (3, NULL)");
        refused(
                "line 2, column parent: refers to a row that is deleted or changed (foreign key fk_t)",
                "line 3, column parent: refers to nothing",
                "2 problems");
    }

    @Test
    void a_row_that_is_gone_and_lacks_a_required_column_can_not_be_taken_from_the_csv() throws IOException {
        given(
                "id,parent\n1,5\n2,6\n",
                "CREATE TABLE t (id INT PRIMARY KEY, parent INT)",
                "INSERT INTO t VALUES (1, 1), (2, 2)");
        server.adminSql(
                "USE `" + database + "`", "DELETE FROM t WHERE id = 2", "ALTER TABLE t ADD COLUMN more INT NOT NULL");
        diff("--on-conflict", "take-csv")
                .assertExit(ExitCode.BAD_CSV)
                .assertErrorContains("line 3, column more: has no default and is not in the export")
                .assertErrorContains("--on-conflict id=2=keep-database");
        diff("--on-conflict", "take-csv", "--on-conflict", "id=2=keep-database").assertExit(ExitCode.CHANGES);
    }
}
