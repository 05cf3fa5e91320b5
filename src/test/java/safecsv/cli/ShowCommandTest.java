package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;

/** Plans shown from their files alone. */
class ShowCommandTest {
    private static final Path SAMPLES = Path.of("src/test/resources/safecsv/diff/plan/format-1");

    @TempDir
    private Path folder;

    private static InProcess show(String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("show"));
        all.addAll(List.of(arguments));
        int code = InProcess.run(Map.of(), InputStream.nullInputStream(), output, error, all);
        return new InProcess(code, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shows_a_plan() {
        InProcess shown = show(SAMPLES.resolve("plan.jsonl").toString()).assertExit(0);
        assertEquals("""
            Plan for shop.users, made on MySQL or MariaDB 9.7.4-2: 1 to update, 1 to insert, 1 to delete.
            Made from: e.csv (edited)
            Made from: users.csv.baseline.zip (baseline)
            Undo: brings back what 1 updated row and 1 deleted row held, and deletes 1 inserted row. What triggers do to other tables, and child rows that a foreign key takes along, do not come back; apply says which of these the table has.
            The server computes loud.
            By column:
                name: 1 cell of updates, 1 cell of inserts, 1 cell of deletes
                phone: 1 cell of inserts, 1 cell of deletes
                seen: 1 cell of inserts, 1 cell of deletes
                loud: 1 cell of deletes
            update id=7 (line 2)
                name: ann → anna
            insert id=(new) (line 5)
                name: new
                phone: 0999
                seen: NULL
            delete id=9
                name: cid
                phone: 0911
                seen: NULL
                loud: CID
            """, shown.output());
    }

    @Test
    void shows_so_many_rows_and_says_how_many_more_there_are() {
        String shown = show(SAMPLES.resolve("plan.undo.jsonl").toString(), "--rows", "1")
                .assertExit(0)
                .output();
        assertTrue(shown.startsWith("Undo plan for shop.users"), shown);
        assertTrue(shown.contains("insert id=9\n"), shown);
        assertTrue(shown.endsWith("… and 2 more (1 update, 1 delete); --rows all or --json has them all.\n"), shown);
        show(SAMPLES.resolve("plan.jsonl").toString(), "--rows", "few").assertExit(ExitCode.USAGE);
    }

    @Test
    void shows_a_plan_as_json() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(show(SAMPLES.resolve("plan.jsonl").toString(), "--json")
                        .assertExit(0)
                        .output());
        assertEquals("change", json.path("purpose").asText());
        assertEquals("shop.users", json.path("table").asText());
        assertEquals(3, json.path("changes").size());
        assertEquals("anna", json.at("/changes/0/cells/name/new").asText());
        assertEquals(1, json.at("/summary/deleted").asInt());
        assertEquals(0, json.at("/leftOut/missing").asInt());
        assertEquals(0, json.path("conflicts").size());
    }

    @Test
    void refuses_what_is_no_plan_or_was_altered() throws IOException {
        show(SAMPLES.resolve("users.csv").toString()).assertExit(ExitCode.USAGE);
        show(SAMPLES.resolve("users.csv.baseline.zip").toString()).assertExit(ExitCode.USAGE);
        Path altered = Files.writeString(
                folder.resolve("altered"),
                Files.readString(SAMPLES.resolve("plan.jsonl")).replace("anna", "otto"));
        show(altered.toString()).assertExit(ExitCode.REFUSED).assertErrorContains("was altered");
    }
}
