package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** The files of {@code src/test/resources/spreadsheet} through the built program: export, the edited file, diff. */
@Tag("any-server")
class SpreadsheetFixturesIT {
    private static final Path FOLDER = Path.of("src/test/resources/spreadsheet");

    private static TestServer server;
    private static String database;
    private static TestUser user;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        server = TestServer.get();
        database = server.createDatabase("sheets");
        user = server.createUser("SELECT ON " + database + ".*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s01_lo_en_noedit",
                "s02_lo_ja_cp932_noedit",
                "s03_lo_de_semicolon_edits",
                "s04_lo_xlsx_longdigits_noedit",
                "s05_lo_ods_text_edits",
                "s06_excelsim_ja_utf8bom_edits",
                "s07_excelsim_en_ansi_noedit",
                "s08_excelsim_de_numdates_edits",
                "s09_excelsim_u16tab_reordered",
                "s11_excelsim_32767_spill",
                "s13_excelsim_de_few_rows",
                "s14_excelsim_de_no_marks",
                "s15_excelsim_de_long_keys"
            })
    void exactly_the_edits_are_found(String name) throws Exception {
        FinishedProcess diff = diff(name);
        JsonNode found = new JsonMapper().readTree(diff.outputText());
        List<String> edits = new ArrayList<>();
        for (JsonNode cell : expected(name).get("changed_cells")) {
            edits.add(cell.at("/key/id").asText() + " " + cell.get("column").asText() + " = "
                    + cell.get("to").asText());
        }
        assertEquals(edits.stream().sorted().toList(), edits(found), diff::toString);
        assertEquals(0, found.get("suspicious").size(), diff::toString);
        assertEquals(0, found.get("alarms").size(), diff::toString);
        int deleted = expected(name).get("deleted_rows").size();
        assertEquals(deleted, found.at("/summary/missing").asInt(), diff::toString);
        assertEquals(edits.isEmpty() ? 0 : 1, diff.exitCode(), diff::toString);
    }

    @Test
    void a_column_sorted_alone_is_refused_as_one_event() throws Exception {
        FinishedProcess diff = diff("s10_column_sorted_alone");
        assertEquals(4, diff.exitCode(), diff::toString);
        JsonNode found = new JsonMapper().readTree(diff.outputText());
        assertEquals(1, found.get("alarms").size(), diff::toString);
        assertEquals("column-sorted", found.at("/alarms/0/kind").asText());
        assertEquals("phone", found.at("/alarms/0/column").asText());
        assertEquals(0, found.get("changes").size());
    }

    @Test
    void mojibake_is_refused() throws Exception {
        FinishedProcess diff = diff("s12_mojibake_cp932");
        assertEquals(3, diff.exitCode(), diff::toString);
        assertTrue(diff.error().contains("UTF-8 that was read as windows-31j"), diff::toString);
    }

    @Test
    void keys_that_became_one_are_refused_where_a_row_is_missing() throws Exception {
        server.adminSql(
                "CREATE TABLE " + database + ".codes (code VARCHAR(9) PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO " + database + ".codes VALUES ('0007', 'c'), ('00123', 'g'), ('123', 'h'), ('1E5', 'd')");
        Path csv = folder.resolve("codes.csv");
        SafecsvCli.safecsv("export", "--editable", "-D", database, "--table", "codes", "-o", csv.toString())
                .on(server, user)
                .run()
                .assertExit(0);
        Path edited = Files.writeString(folder.resolve("edited.csv"), "code,name\r\n7,c\r\n123,h\r\n1.00E+05,d\r\n");
        FinishedProcess diff = SafecsvCli.safecsv(
                        "diff",
                        edited.toString(),
                        "--baseline",
                        csv + ".baseline.zip",
                        "--plan",
                        folder + "/p",
                        "--json")
                .on(server, user)
                .run()
                .assertExit(4);
        assertTrue(diff.outputText().contains("keys-damaged"), diff::toString);
        assertTrue(Files.notExists(folder.resolve("p")), "a plan");
    }

    private FinishedProcess diff(String name) throws Exception {
        Path sql = FOLDER.resolve(name).resolve("table.sql");
        server.runScript(database, "/spreadsheet/" + name + "/table.sql");
        String table = Files.readString(sql).replaceAll("(?s).*CREATE TABLE `(\\w+)`.*", "$1");
        Path csv = folder.resolve(name + ".csv");
        FinishedProcess export = SafecsvCli.safecsv(
                        "export", "--editable", "-D", database, "--table", table, "-o", csv.toString())
                .on(server, user)
                .with(name.startsWith("s05") ? new String[] {"--null", "\\N"} : new String[0])
                .run();
        assertEquals(0, export.exitCode(), export::toString);
        return SafecsvCli.safecsv(
                        "diff",
                        FOLDER.resolve(name)
                                .resolve("edited.csv")
                                .toAbsolutePath()
                                .toString(),
                        "--baseline",
                        csv + ".baseline.zip",
                        "--json")
                .on(server, user)
                .run();
    }

    private static List<String> edits(JsonNode found) {
        List<String> edits = new ArrayList<>();
        for (JsonNode change : found.get("changes")) {
            change.get("cells")
                    .properties()
                    .forEach(cell -> edits.add(change.at("/key/id").asText() + " " + cell.getKey() + " = "
                            + cell.getValue().get("new").asText()));
        }
        return edits.stream().sorted().toList();
    }

    private static JsonNode expected(String name) throws Exception {
        return new JsonMapper()
                .readTree(FOLDER.resolve("expected.json").toFile())
                .get(name);
    }
}
