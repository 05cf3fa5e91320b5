package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** What a query computes goes out with the rows and is never put back; what it renames is. */
class CarriedColumnsIT {
    private static final String QUERY = "SELECT id AS `No.`, name, price * 2 AS doubled, price AS cost,"
            + " (SELECT COUNT(*) FROM items o WHERE o.price < items.price) AS cheaper, x'00ff' AS bytes FROM items";

    @TempDir
    private Path folder;

    private TestServer server;
    private PlannedTable table;

    @BeforeEach
    void make_a_table_and_send_it() {
        server = TestServer.get();
        table = PlannedTable.create(
                server,
                folder,
                "CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(20), price DECIMAL(8,2))",
                "INSERT INTO items VALUES (1, 'pen', 1.50), (2, 'ink', 20), (3, 'pad', NULL), (4, 'cap', 9)");
        run("export", "-e", QUERY, "--editable", "-o", "items.csv").assertExit(0);
    }

    private FinishedProcess run(String command, String... arguments) {
        return SafecsvCli.safecsv(command)
                .on(server, server.admin())
                .with("-D", table.database())
                .with(arguments)
                .withFilesIn(folder)
                .run();
    }

    private String rows() {
        return table.value("SELECT GROUP_CONCAT(CONCAT_WS('|', id, name, IFNULL(price, '-')) ORDER BY id) FROM items");
    }

    @Test
    void only_what_is_the_tables_own_is_applied_and_undone() throws IOException {
        assertEquals(
                "No.,name,doubled,cost,cheaper,bytes",
                Files.readAllLines(folder.resolve("items.csv")).get(0));
        Files.writeString(folder.resolve("edited.csv"), """
                cost,No.,bytes,name,cheaper,doubled
                1.75,1,0x00ff,pen,0,3.00
                20.00,2,0x00FF,blue ink,2,40
                7.00,5,,tin,,
                9.00,4,0x00ff,cap,1,18.00
                """);
        String before = rows();
        String said = run(
                        "diff",
                        "edited.csv",
                        "--baseline",
                        "items.csv.baseline.zip",
                        "--allow-deletes",
                        "--plan",
                        "p.jsonl",
                        "--sql",
                        "p.sql")
                .assertExit(ExitCode.CHANGES.code())
                .outputText();
        assertTrue(said.contains("2 updated, 1 inserted, 1 deleted, 0 conflicts"), said);
        for (String file : new String[] {"p.jsonl", "p.sql"}) {
            String plan = Files.readString(folder.resolve(file));
            assertFalse(plan.contains("doubled") || plan.contains("cheaper") || plan.contains("bytes"), plan);
            assertTrue(plan.contains("price") && !plan.contains("cost"), plan);
        }
        run("apply", "p.jsonl", "--yes").assertExit(0);
        assertEquals("1|pen|1.75,2|blue ink|20.00,4|cap|9.00,5|tin|7.00", rows());
        run("undo", "p.undo.jsonl", "--yes").assertExit(0);
        assertEquals(before, rows());
    }

    @Test
    void a_row_that_is_gone_comes_back_without_them() throws IOException {
        table.sql("DELETE FROM items WHERE id = 2", "UPDATE items SET price = 2 WHERE id = 1");
        Files.writeString(
                folder.resolve("edited.csv"),
                Files.readString(folder.resolve("items.csv")).replace("ink", "dye"));
        run(
                        "diff",
                        "edited.csv",
                        "--baseline",
                        "items.csv.baseline.zip",
                        "--on-conflict",
                        "take-csv",
                        "--plan",
                        "p.jsonl")
                .assertExit(ExitCode.CHANGES.code());
        run("apply", "p.jsonl", "--yes").assertExit(0);
        assertEquals("1|pen|2.00,2|dye|20.00,3|pad|-,4|cap|9.00", rows());
    }

    @Test
    void a_changed_cell_of_one_is_named_and_nothing_is_written() throws IOException {
        Files.writeString(
                folder.resolve("edited.csv"),
                Files.readString(folder.resolve("items.csv")).replace("40.00", "41.00"));
        run("diff", "edited.csv", "--baseline", "items.csv.baseline.zip", "--plan", "p.jsonl")
                .assertExit(ExitCode.BAD_CSV.code())
                .assertErrorContains("line 3, column doubled: was changed, and it is read-only");
        assertFalse(Files.exists(folder.resolve("p.jsonl")));
    }
}
