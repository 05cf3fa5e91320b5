package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.cli.InProcess;
import safecsv.testing.TestServer;

/** Conflicts that are decided by column, by row and by cell. */
class ConflictRulesIT {
    private final TestServer server = TestServer.get();
    private String database;

    @TempDir
    private Path folder;

    @BeforeEach
    void two_people_change_the_same_cells() throws IOException {
        database = server.createDatabase("rules");
        server.adminSql(
                "USE `" + database + "`",
                "CREATE TABLE orders (a INT, b VARCHAR(9), status VARCHAR(9), note VARCHAR(9), PRIMARY KEY (a, b))",
                "INSERT INTO orders VALUES (1, 'x,y', 's', 'n'), (2, 'x:z', 's', 'n'), (3, '=', 's', 'n')");
        run("export", "-D", database, "--table", "orders", "--editable", "-o", file("t.csv"))
                .assertExit(0);
        server.adminSql("USE `" + database + "`", "UPDATE orders SET status = 'db', note = 'db'");
        Files.writeString(
                folder.resolve("edited.csv"), "a,b,status,note\n1,\"x,y\",csv,csv\n2,x:z,csv,csv\n3,=,csv,csv\n");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private InProcess run(String... arguments) {
        return InProcess.run(server, List.of(arguments));
    }

    private InProcess diff(String... rules) {
        List<String> all = new ArrayList<>(List.of(
                "diff", "-D", database, file("edited.csv"), "--baseline", file("t.csv.baseline.zip"), "--json"));
        for (String rule : rules) {
            all.addAll(List.of("--on-conflict", rule));
        }
        return InProcess.run(server, all);
    }

    /** What is said of each cell: u for an update, c for a conflict. */
    private String decided(String... rules) throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(diff(rules).assertExit(ExitCode.CHANGES).output());
        TreeSet<String> cells = new TreeSet<>();
        collect(json.path("changes"), "u", cells);
        collect(json.path("conflicts"), "c", cells);
        return String.join(" ", cells);
    }

    private static void collect(JsonNode rows, String how, Set<String> cells) {
        for (JsonNode row : rows) {
            row.path("cells")
                    .fieldNames()
                    .forEachRemaining(name -> cells.add(row.at("/key/a").asText() + name.charAt(0) + how));
        }
    }

    @Test
    void the_most_specific_rule_decides() throws IOException {
        assertEquals("1nc 1sc 2nc 2sc 3nc 3sc", decided("fail"));
        assertEquals("1nc 1su 2nc 2su 3nc 3su", decided("status=take-csv"));
        assertEquals("1su 2su 3su", decided("keep-database", "orders.status=take-csv"));
        assertEquals("1nu 1su 2nc 2sc 3nc 3sc", decided("a=1,b=x,y=take-csv"));
        assertEquals("1nc 1sc 2nc 2su 3nc 3sc", decided("a=2,b=x:z:status=take-csv"));
        assertEquals("1nc 1sc 2nc 2sc 3nu 3su", decided("b==,a=3=take-csv"));
        assertEquals(
                "1nu 1su 2nu 3nu 3su",
                decided(
                        "status=keep-database",
                        "take-csv",
                        "a=1,b=x,y=take-csv",
                        "a=3,b===keep-database",
                        "a=3,b==:status=take-csv",
                        "a=3,b==:note=take-csv"));
    }

    @Test
    void names_that_are_not_there_are_refused() {
        diff("colour=take-csv").assertExit(ExitCode.USAGE).assertErrorContains("neither a column of");
        diff("a=1=take-csv").assertExit(ExitCode.USAGE).assertErrorContains("a=VALUE,b=VALUE");
        diff("status=both").assertExit(ExitCode.USAGE);
        diff("ask").assertExit(ExitCode.REFUSED).assertErrorContains("needs a terminal");
    }
}
