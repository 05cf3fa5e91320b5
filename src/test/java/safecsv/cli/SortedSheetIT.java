package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** Files that were sorted by another column, and in which a column was moved or filled besides. */
@Tag("any-server")
class SortedSheetIT {
    private static final int ROWS = 200;
    private static final int NAME = 1;
    private static final int PHONE = 2;
    private static final int STATUS = 3;
    private static final int NOTE = 4;

    private static TestServer server;
    private static TestUser user;
    private static String database;

    @TempDir
    private Path folder;

    private final List<String[]> rows = new ArrayList<>();

    @BeforeAll
    static void load() {
        server = TestServer.get();
        database = server.createDatabase("sorted");
        user = server.createUser("SELECT ON " + database + ".*");
        server.adminSql("CREATE TABLE " + database + ".t (id INT PRIMARY KEY, name VARCHAR(20), phone VARCHAR(20),"
                + " status VARCHAR(9), note VARCHAR(40))");
        Random random = new Random(5);
        StringBuilder values = new StringBuilder();
        for (int id = 1; id <= ROWS; id++) {
            values.append(id == 1 ? "" : ",")
                    .append("(%d, 'n%04d', '090%07d', '%s', 'line one\\nof %d')"
                            .formatted(
                                    id,
                                    random.nextInt(10_000),
                                    random.nextInt(10_000_000),
                                    random.nextBoolean() ? "open" : "new",
                                    id));
        }
        server.adminSql("INSERT INTO " + database + ".t VALUES " + values);
    }

    @Test
    void sorting_alone_is_nothing() throws Exception {
        export();
        sortByName();
        JsonNode found = diff(0);
        assertEquals(0, found.get("alarms").size(), found::toString);
    }

    @Test
    void cells_moved_down_after_sorting_are_one_event() throws Exception {
        export();
        sortByName();
        shift(PHONE);
        assertAlarm("phone", "cells-shifted");
    }

    @Test
    void cells_moved_down_before_sorting_are_one_event() throws Exception {
        export();
        shift(NOTE);
        sortByName();
        assertAlarm("note", "cells-shifted");
    }

    @Test
    void one_phone_number_filled_down_after_sorting_is_asked() throws Exception {
        export();
        sortByName();
        for (int row = 21; row < 60; row++) {
            rows.get(row)[PHONE] = rows.get(20)[PHONE];
        }
        assertAlarm("phone", "filled-down");
    }

    @Test
    void a_status_set_in_fifty_rows_is_fifty_edits() throws Exception {
        export();
        sortByName();
        for (int row = 21; row < 71; row++) {
            rows.get(row)[STATUS] = "done";
        }
        JsonNode found = diff(1);
        assertEquals(50, found.at("/summary/updated").asInt(), found::toString);
        assertEquals("filled-down", found.at("/alarms/0/kind").asText(), found::toString);
    }

    private void shift(int column) {
        for (int row = ROWS - 1; row > 30; row--) {
            rows.get(row)[column] = rows.get(row - 1)[column];
        }
        rows.get(30)[column] = "inserted";
    }

    private void sortByName() {
        rows.sort(Comparator.comparing(row -> row[NAME]));
    }

    private void assertAlarm(String column, String kind) throws Exception {
        JsonNode found = diff(4);
        assertEquals(1, found.get("alarms").size(), found::toString);
        assertEquals(kind, found.at("/alarms/0/kind").asText(), found::toString);
        assertEquals(column, found.at("/alarms/0/column").asText(), found::toString);
        assertEquals(0, found.get("changes").size(), found::toString);
    }

    /** The rows as a spreadsheet saves them: the phone numbers without their zeros, the notes in quotes. */
    private void export() throws Exception {
        Path csv = folder.resolve("t.csv");
        run(List.of("export", "--editable", "-D", database, "--table", "t", "-o", csv.toString(), "--quiet"))
                .assertExit(0);
        String text = Files.readString(csv);
        for (String record : text.substring(text.indexOf('\n') + 1).split("\n(?=\\d+,n)", -1)) {
            rows.add(record.strip().split(",", -1));
        }
        rows.forEach(row -> row[PHONE] = row[PHONE].replaceFirst("^0", ""));
        assertEquals(ROWS, rows.size());
        assertTrue(rows.get(0)[NOTE].startsWith("\"line one"), rows.get(0)[NOTE]);
    }

    private JsonNode diff(int exit) throws Exception {
        List<String> lines = new ArrayList<>(List.of("id,name,phone,status,note"));
        rows.forEach(row -> lines.add(String.join(",", row)));
        Path edited = Files.writeString(folder.resolve("edited.csv"), String.join("\r\n", lines) + "\r\n");
        InProcess diff = run(
                List.of("diff", edited.toString(), "--baseline", folder.resolve("t.csv.baseline.zip") + "", "--json"));
        diff.assertExit(exit);
        return new JsonMapper().readTree(diff.output());
    }

    private static InProcess run(List<String> arguments) {
        return InProcess.run(server.host(), server.port(), user, arguments);
    }
}
