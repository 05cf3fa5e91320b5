package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.cli.InProcess;
import safecsv.testing.TestServer;

/** New rows that may be in the table already, and values of unique keys that others have: said by diff, not by apply. */
class NewRowsIT {
    private static TestServer server;

    @TempDir
    private Path folder;

    private PlannedTable table;

    @BeforeAll
    static void find_the_server() {
        server = TestServer.get();
    }

    private void table(String... statements) {
        table = PlannedTable.create(server, folder, statements);
        run("export", "--table", "t", "--editable", "-o", file("t.csv")).assertExit(0);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private InProcess run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-D", table.database()));
        return InProcess.run(server, all);
    }

    private InProcess diff(String csv, String... more) throws IOException {
        Files.writeString(folder.resolve("edited.csv"), csv);
        List<String> arguments = new ArrayList<>(List.of(
                "diff",
                file("edited.csv"),
                "--baseline",
                file("t.csv.baseline.zip"),
                "--plan",
                file("p.jsonl"),
                "--force"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private String rows() {
        return table.value("SELECT GROUP_CONCAT(CONCAT_WS('-', id, name, n, u) ORDER BY id SEPARATOR ' ') FROM t");
    }

    @Test
    void the_second_version_of_a_file_asks_about_the_new_rows_of_the_first() throws IOException {
        table(
                "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(9), n DECIMAL(5,2), u INT NULL, at"
                        + " TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)",
                "INSERT INTO t (id, name, n) VALUES (1, 'a', 1)");
        String first = "id,name,n,u\n1,a,1.00,\n,new,2.5,\n";
        diff(first).assertExit(1);
        run("apply", file("p.jsonl"), "--yes").assertExit(0);
        InProcess asked = diff(first + ",other,3,\n,NEW,2.5,\n");
        asked.assertExit(1);
        assertTrue(asked.output().contains("2 inserted"), asked::toString);
        assertTrue(asked.output().contains("already? line 3: the row id=2 is like this new row"), asked::toString);
        // Nobody has said what it is.
        run("apply", file("p.jsonl"), "--yes", "--undo", file("u2.jsonl")).assertExit(ExitCode.REFUSED);
        diff(first + ",other,3,\n,NEW,2.5,\n", "--reject", "already").assertExit(1);
        run("apply", file("p.jsonl"), "--yes", "--undo", file("u2.jsonl")).assertExit(0);
        assertEquals("1-a-1.00 2-new-2.50 3-other-3.00 4-NEW-2.50", rows());
        diff(first, "--accept", "already").assertExit(1);
        run("apply", file("p.jsonl"), "--yes", "--undo", file("u3.jsonl")).assertExit(0);
        assertEquals("1-a-1.00 2-new-2.50 3-other-3.00 4-NEW-2.50 5-new-2.50", rows());
    }

    @Test
    void a_value_that_another_row_keeps_is_a_conflict() throws IOException {
        table(
                "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(9), n INT, u INT NULL, UNIQUE KEY"
                        + " (name))",
                "INSERT INTO t VALUES (1, 'a', 1, 1), (2, 'b', 1, 2), (3, 'c', 1, 3)");
        table.sql("INSERT INTO t VALUES (7, 'theirs', 0, 0)");
        InProcess found = diff("id,name,n,u\n1,Theirs,1,1\n2,b,1,2\n3,c,1,3\n,theirs,0,9\n,THEIRS,0,0\n", "--json");
        found.assertExit(1);
        assertTrue(found.output().contains("\"reason\":\"value-taken\""), found::toString);
        assertTrue(found.output().contains("\"conflicts\":3"), found::toString);
        assertTrue(found.output().contains("is what the row id=7 has"), found::toString);
        run("apply", file("p.jsonl"), "--yes").assertExit(ExitCode.REFUSED);
        diff("id,name,n,u\n1,theirs,5,1\n2,B,1,2\n3,c,1,3\n", "--on-conflict", "keep-database")
                .assertExit(1);
        run("apply", file("p.jsonl"), "--yes").assertExit(0);
        assertEquals("1-a-1-1 2-B-1-2 3-c-1-3 7-theirs-0-0", rows());
    }

    @Test
    void a_row_that_has_all_of_a_unique_new_row_is_that_row() throws IOException {
        table(
                "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(9), n INT, u INT NULL, UNIQUE KEY"
                        + " (name, n))",
                "INSERT INTO t VALUES (1, 'a', 1, 1)");
        table.sql("INSERT INTO t VALUES (7, 'new', 0, 4)");
        InProcess found = diff("id,name,n,u\n1,a,1,1\n,new,0,4\n", "--json");
        found.assertExit(0);
        assertTrue(found.output().contains("\"already\":1"), found::toString);
    }

    @Test
    void a_value_that_its_row_gives_up_is_free() throws IOException {
        table(
                "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(9), n INT, u INT NOT NULL, UNIQUE KEY"
                        + " (u))",
                "INSERT INTO t VALUES (1, 'a', 1, 1), (2, 'b', 1, 2), (3, 'c', 1, 3), (4, 'd', 1, 4)");
        String before = table.checksum();
        diff("id,name,n,u\n1,a,1,2\n2,b,1,1\n3,c,1,4\n,new,1,3\n", "--allow-deletes")
                .assertExit(1);
        run("apply", file("p.jsonl"), "--yes").assertExit(0);
        assertEquals("1-a-1-2 2-b-1-1 3-c-1-4 5-new-1-3", rows());
        run("undo", file("p.undo.jsonl"), "--yes").assertExit(0);
        assertEquals(before, table.checksum());
        // What was to give a value up can't, and so keeps it.
        InProcess found = diff("id,name,n,u\n1,a,1,2\n2,b,1,3\n3,c,1,3\n4,d,1,4\n", "--json");
        assertTrue(found.output().contains("\"conflicts\":2"), found::toString);
    }

    @Test
    void an_exchange_that_a_trigger_would_see_is_told_by_diff() throws IOException {
        table(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), n INT, u INT NOT NULL, UNIQUE KEY (u))",
                "INSERT INTO t VALUES (1, 'a', 1, 1), (2, 'b', 1, 2), (3, 'c', 1, 3)",
                "CREATE TRIGGER seen AFTER UPDATE ON t FOR EACH ROW SET @seen = 1");
        InProcess found = diff("id,name,n,u\n1,a,1,2\n2,b,1,1\n3,c,1,9\n", "--json");
        assertTrue(found.output().contains("\"conflicts\":2"), found::toString);
        assertTrue(found.output().contains("\"reason\":\"exchange\""), found::toString);
        assertTrue(found.output().contains("send the rest in a second file"), found::toString);
    }
}
