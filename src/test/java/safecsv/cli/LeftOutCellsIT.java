package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.TestServer;

/** What diff leaves out is in the plan, is told by apply, and wants an answer where it is in doubt. */
class LeftOutCellsIT {
    private final TestServer server = TestServer.get();
    private String database;

    @TempDir
    private Path folder;

    @BeforeEach
    void make_a_table() throws IOException {
        database = server.createDatabase("leftout");
        server.adminSql(
                "USE `" + database + "`",
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), price DECIMAL(8,2))",
                "INSERT INTO t VALUES (1, 'a', 1.00), (2, 'b', 2.00), (3, 'c', 3.00), (4, 'd', 4.00)");
        run("export", "--table", "t", "--editable", "-o", file("t.csv")).assertExit(0);
        Files.writeString(folder.resolve("edited.csv"), "id,name,price\n1,A,1.005\n2,b,2.00\n3,C,3.00\n,new,7.005\n");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private InProcess run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.get(0).equals("apply")) {
            all.addAll(List.of("-D", database));
        }
        return InProcess.run(server, all);
    }

    private InProcess diff(String plan, String... more) {
        List<String> all = new ArrayList<>(
                List.of("diff", file("edited.csv"), "--baseline", file("t.csv.baseline.zip"), "--plan", file(plan)));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private String rows() throws SQLException {
        try (var connection = server.adminConnection(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT GROUP_CONCAT(CONCAT_WS(' ', id, name, price) ORDER BY id) FROM t")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void a_plan_with_cells_that_nobody_answered_for_is_refused_until_they_may_be_left_out() throws SQLException {
        InProcess said = diff("plan").assertExit(ExitCode.CHANGES);
        String left = "Left out: 2 suspicious cells in 2 rows (price:number-format ×2), 1 new row among them";
        assertTrue(said.output().contains(left), said.toString());
        assertTrue(said.output().contains("Left out: 1 row of the export that the CSV lacks; it is not deleted."));
        run("apply", file("plan"), "--yes")
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("leaves out 2 suspicious cells in 2 rows (1 new row among them)")
                .assertErrorContains("--leave-suspicious");
        assertEquals("1 a 1.00,2 b 2.00,3 c 3.00,4 d 4.00", rows());
        run("apply", file("plan"), "--yes", "--leave-suspicious")
                .assertExit(0)
                .assertErrorContains(left)
                .assertErrorContains("look at edited.csv");
        assertEquals("1 A 1.00,2 b 2.00,3 C 3.00,4 d 4.00", rows());
    }

    @Test
    void rejecting_a_kind_leaves_what_is_there_and_new_rows_out() throws SQLException {
        diff("plan", "--reject", "price:number-format").assertExit(ExitCode.CHANGES);
        InProcess applied =
                run("apply", file("plan"), "--yes", "--json").assertExit(0).assertErrorContains("--reject has named");
        assertTrue(applied.output().contains("\"rejectedNewRows\":1,\"missing\":1"), applied.toString());
        assertEquals("1 A 1.00,2 b 2.00,3 C 3.00,4 d 4.00", rows());
        diff("other", "--reject", "number-format", "--accept", "number-format").assertExit(ExitCode.USAGE);
        diff("other", "--reject", "rows-cut").assertExit(ExitCode.USAGE);
    }

    @Test
    void without_a_baseline_cells_in_doubt_are_asked_too() throws IOException, SQLException {
        server.adminSql("USE `" + database + "`", "UPDATE t SET name = '0902' WHERE id = 1");
        Files.writeString(folder.resolve("edited.csv"), "id,name\n1,902\n2,B\n");
        String[] table = {"diff", file("edited.csv"), "--table", "t", "--plan", file("plan")};
        InProcess said = run(table).assertExit(ExitCode.CHANGES);
        assertTrue(
                said.output().contains("suspicious id=1 (line 2), name: 0902 became 902 (leading-zeros)"),
                said.toString());
        run("apply", file("plan"), "--yes").assertExit(ExitCode.REFUSED);
        assertEquals("1 0902 1.00,2 b 2.00,3 c 3.00,4 d 4.00", rows());
    }
}
