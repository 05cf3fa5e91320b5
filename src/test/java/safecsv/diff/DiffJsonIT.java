package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** What {@code diff --json} prints has the fields that docs/round-trip.md says, and no others. */
class DiffJsonIT {
    private static final Pattern SECTION = Pattern.compile("(?s)\n### --json\n(.*?)\n##");
    private static final Pattern BLOCK = Pattern.compile("(?s)```json\n(.*?)```");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    private static TestServer server;
    private static String database;
    private static TestUser user;

    @TempDir
    private static Path folder;

    /** The page's section without its examples. */
    private static String prose;

    private static List<JsonNode> examples;
    private static JsonNode compared;
    private static JsonNode settled;
    private static JsonNode numbered;
    private static JsonNode blocked;
    private static JsonNode unique;
    private static JsonNode bad;

    @BeforeAll
    static void compare() throws IOException {
        String section = SECTION.matcher(Files.readString(Path.of("docs/round-trip.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        prose = BLOCK.matcher(section).replaceAll("");
        examples = new ArrayList<>();
        for (String block :
                BLOCK.matcher(section).results().map(match -> match.group(1)).toList()) {
            examples.add(new JsonMapper().readTree(block));
        }
        server = TestServer.get();
        database = server.createDatabase("json");
        user = server.createUser("SELECT ON " + database + ".*");
        compareUsers();
        numbered = compareNumbers();
        blocked = compareCodes();
        unique = compareUnique();
    }

    /** Every kind of change, each reason of a conflict, cells put back and cells in doubt, and an alarm that does not block. */
    private static void compareUsers() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int number = 10; number < 30; number++) {
            String name = number < 25 ? "name " + number : "MAR" + (number - 24);
            rows.add("('k%d', '%s', '09%d', 'Oslo')".formatted(number, name, number));
        }
        sql(
                "CREATE TABLE users (code VARCHAR(9) COLLATE utf8mb4_general_ci PRIMARY KEY, name VARCHAR(20), phone"
                        + " VARCHAR(9), city VARCHAR(20), size INT GENERATED ALWAYS AS (CHAR_LENGTH(name)) VIRTUAL)",
                "INSERT INTO users (code, name, phone, city) VALUES " + String.join(", ", rows));
        Path csv = export("users");
        sql(
                "UPDATE users SET name = 'theirs' WHERE code IN ('k12', 'k15')",
                "UPDATE users SET name = 'both' WHERE code = 'k16'",
                "DELETE FROM users WHERE code = 'k13'",
                "INSERT INTO users (code, name) VALUES ('k31', 'theirs')");
        List<String> edited = new ArrayList<>();
        // As a spreadsheet saves it: the leading zeros of all phones are gone.
        for (String line : Files.readAllLines(csv)) {
            edited.add(line.replace(",09", ",9"));
        }
        edited.removeIf(line -> line.startsWith("k14,") || line.startsWith("k15,") || line.startsWith("k22,"));
        edited.replaceAll(line -> line.replace("name 10", "new")
                .replaceFirst("(k11,.*),Oslo", "$1,")
                .replace("name 12", "ours")
                .replace("name 13", "ours")
                .replace("name 16", "both")
                .replaceFirst("(k(?:17|18|19|20|21),.*),Oslo", "$1,Rome")
                .replace("MAR1", "1-Mar"));
        edited.addAll(List.of(
                "k30,new,+47 1,Oslo,",
                "k31,ours,+47 2,Oslo,",
                "K22,ours,+47 3,Oslo,",
                "k32,new,902,Oslo,",
                "Total,,,,20"));
        compared = diff(csv, edited, ExitCode.CHANGES, "--allow-deletes");
        settled = diff(csv, edited, ExitCode.CHANGES, "--allow-deletes", "--on-conflict", "keep-database");
        bad = diff(
                csv,
                List.of(
                        "code,name,phone,city,size",
                        "k10,ours,0910,Oslo,7",
                        "k11,name 11",
                        "k30,a name of twenty and one,1,Oslo,"),
                ExitCode.BAD_CSV);
    }

    /** A new row whose key the server is to give. */
    private static JsonNode compareNumbers() throws IOException {
        sql(
                "CREATE TABLE numbers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO numbers (name) VALUES ('a')");
        return diff(export("numbers"), List.of("id,name", "1,a", ",b"), ExitCode.CHANGES);
    }

    /** A file that is refused as a whole. */
    private static JsonNode compareCodes() throws IOException {
        sql(
                "CREATE TABLE codes (code VARCHAR(9) PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO codes VALUES ('0007', 'c'), ('00123', 'g'), ('123', 'h'), ('1E5', 'd')");
        return diff(export("codes"), List.of("code,name", "7,c", "123,h", "1.00E+05,d"), ExitCode.REFUSED);
    }

    /** A unique value that another row keeps, and two that could be exchanged but for a trigger that would see the step. */
    private static JsonNode compareUnique() throws IOException {
        List<String> rows = new ArrayList<>(List.of("id,place"));
        for (int number = 1; number <= 12; number++) {
            rows.add(number + "," + 10 * number);
        }
        sql(
                "CREATE TABLE places (id INT PRIMARY KEY, place INT NOT NULL UNIQUE)",
                "INSERT INTO places VALUES (" + String.join("), (", rows.subList(1, rows.size())) + ")",
                "CREATE TRIGGER places_update AFTER UPDATE ON places FOR EACH ROW SET @seen = NEW.place");
        Path csv = export("places");
        rows.set(1, "1,20");
        rows.set(2, "2,10");
        rows.set(3, "3,40");
        return diff(csv, rows, ExitCode.CHANGES);
    }

    private static void sql(String... statements) {
        server.adminSql(Stream.concat(Stream.of("USE " + database), Stream.of(statements))
                .toArray(String[]::new));
    }

    private static Path export(String table) {
        Path csv = folder.resolve(table + ".csv");
        SafecsvCli.safecsv("export", "--editable", "-D", database, "--table", table, "-o", csv.toString())
                .on(server, user)
                .run()
                .assertExit(0);
        return csv;
    }

    private static JsonNode diff(Path csv, List<String> edited, ExitCode exit, String... options) throws IOException {
        Path file = Files.write(csv.resolveSibling("edited.csv"), edited);
        FinishedProcess diff = SafecsvCli.safecsv(
                        "diff", file.toString(), "--baseline", csv + ".baseline.zip", "--json")
                .with(options)
                .on(server, user)
                .run()
                .assertExit(exit);
        String text = diff.outputText();
        assertEquals(text.length() - 1, text.indexOf('\n'), "one line");
        return new JsonMapper().readTree(text);
    }

    @Test
    void the_case_has_everything_that_there_is() {
        assertEquals(Set.of("update", "insert", "delete"), texts(compared.get("changes"), "kind"));
        assertEquals(Set.of("changed", "gone", "exists", "key-taken"), texts(compared.get("conflicts"), "reason"));
        for (String list : List.of("alarms", "suspicious", "notRows", "repaired", "notes")) {
            assertTrue(compared.get(list).size() > 0, () -> list + " is empty: " + compared);
        }
        for (String count : List.of("updated", "inserted", "deleted", "missing", "conflicts", "already")) {
            assertTrue(compared.get("summary").get(count).asInt() > 0, () -> count + ": " + compared);
        }
        assertEquals(Set.of("changed", "gone", "exists", "key-taken"), texts(settled.get("settled"), "reason"));
        assertEquals(
                settled.at("/summary/settled").asInt(), settled.get("settled").size());
        assertEquals(Set.of("database"), texts(settled.get("settled"), "kept"));
        assertEquals(Set.of("exchange", "value-taken"), texts(unique.get("conflicts"), "reason"));
        assertTrue(blocked.at("/alarms/0/blocking").asBoolean(), blocked::toString);
        assertTrue(numbered.at("/changes/0/key/id").isNull(), numbered::toString);
        assertEquals(bad.get("problemCount").asInt(), bad.get("problems").size());
    }

    @Test
    void a_comparison_has_the_fields_of_the_example() {
        Set<String> documented = JsonShape.of(examples.get(0));
        Set<String> printed = JsonShape.of(compared);
        printed.addAll(JsonShape.of(settled));
        printed.addAll(JsonShape.of(unique));
        assertEquals(String.join("\n", documented), String.join("\n", printed));
        for (JsonNode other : List.of(numbered, blocked)) {
            Set<String> more = JsonShape.of(other);
            more.removeAll(documented);
            assertEquals(Set.of(), more);
        }
    }

    @Test
    void a_bad_csv_has_the_fields_of_the_example() {
        assertEquals(String.join("\n", JsonShape.of(examples.get(1))), String.join("\n", JsonShape.of(bad)));
    }

    @Test
    void the_text_names_what_is_there() {
        Set<String> known = new TreeSet<>();
        for (JsonNode printed : List.of(compared, settled, numbered, blocked, unique, bad)) {
            JsonShape.words(printed, known);
        }
        Set<String> named = new TreeSet<>();
        NAMED.matcher(prose).results().map(match -> match.group(1)).forEach(named::add);
        named.removeIf(name -> name.startsWith("--"));
        assertTrue(named.contains("reason"), named::toString);
        named.removeAll(known);
        assertEquals(Set.of(), named);
    }

    private static Set<String> texts(JsonNode list, String field) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.get(field).asText()));
        return texts;
    }
}
