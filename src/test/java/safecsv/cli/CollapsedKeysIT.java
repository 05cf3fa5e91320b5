package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * Keys that a spreadsheet made one, in files whose rows are in another order: which row is which is asked, and never
 * shown as edits. Each row's name is its key's letter, so that a row taken for another shows as an edit of names.
 */
@Tag("any-server")
class CollapsedKeysIT {
    private static TestServer server;
    private static TestUser user;
    private static String database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        server = TestServer.get();
        database = server.createDatabase("keys");
        user = server.createUser("SELECT ON " + database + ".*");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE zeros (id VARCHAR(30) PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO zeros VALUES ('0012', 'a'), ('12', 'b'), ('0013', 'c'), ('13', 'd'), ('20', 'e'), ('30', 'f')",
                "CREATE TABLE digits (id VARCHAR(30) PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO digits VALUES ('1234567890123456789', 'a'), ('1234567890123456780', 'b'),"
                        + " ('1234569999999999999', 'c'), ('7', 'd'), ('8', 'e')",
                "CREATE TABLE numbers (id BIGINT PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO numbers SELECT * FROM digits",
                "CREATE TABLE moments (id DATETIME PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO moments VALUES ('2024-01-01 10:00:01', 'a'), ('2024-01-01 10:00:02', 'b'),"
                        + " ('2024-01-01 10:01:33', 'c'), ('2024-01-01 10:02:07', 'd')",
                "CREATE TABLE words (id VARCHAR(30) COLLATE utf8mb4_bin PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO words VALUES ('1-2', 'a'), ('2026-01-02', 'b'), ('TRUE', 'c'), ('true', 'd'), ('abc', 'e')");
    }

    @ParameterizedTest
    @CsvSource({
        // Sorted backwards, by name, and two rows changed places.
        "zeros, 30 f|20 e|13 d|13 c|12 b|12 a",
        "zeros, 12 a|12 b|13 c|13 d|20 e|30 f",
        "zeros, 30 f|12 b|12 a|13 d|13 c|20 e",
        "zeros, 12 b|12 a|13 c|13 d|20 e|30 f",
        "zeros, 30 f|12 a|13 c|13 d|20 e",
        "digits, 8 e|1.23457E+18 c|1.23457E+18 a|1.23457E+18 b|7 d",
        "digits, 1.23457E+18 c|1.23457E+18 b|1.23457E+18 a|7 d|8 e",
        "digits, 1.23456789012346E+18 a|1.23456789012346E+18 b|1.234570E+18 c|8 e|7 d",
        "numbers, 8 e|1.23457E+18 c|1.23457E+18 a|1.23457E+18 b|7 d",
        "numbers, 7 d|8 e|1.23456789012346E+18 a|1.23456789012346E+18 b|1.234570E+18 c",
        "moments, 2024/1/1 10:00 b|2024/1/1 10:00 a|2024/1/1 10:01 c|2024/1/1 10:02 d",
        "moments, 2024/1/1 10:02 d|2024/1/1 10:01 c|2024/1/1 10:00 b|2024/1/1 10:00 a",
        "moments, 2024/1/1 10:02 d|2024/1/1 10:01 c|2024/1/1 10:00 b",
        "words, abc e|TRUE d|TRUE c|2026/1/2 b|2026/1/2 a",
        "words, 2026/1/2 b|2026/1/2 a|TRUE d|TRUE c|abc e"
    })
    void which_row_is_which_is_asked(String table, String rows) throws Exception {
        InProcess diff = diff(table, edited(rows, ","));
        assertTrue(diff.exitCode() == 3 || diff.exitCode() == 4, diff::toString);
        boolean named = diff.exitCode() == 3
                ? diff.error().matches("(?s).*line \\d+, column id: the key is in line \\d+ already.*")
                : diff.output().contains("keys-damaged");
        assertTrue(named, diff::toString);
        assertFalse(Files.exists(folder.resolve("plan")), "a plan");
    }

    /** Where a spreadsheet kept the texts, as the client was asked to do, each key is its own, in any order. */
    @Test
    void keys_that_came_through_are_told_apart() throws Exception {
        assertEquals(
                0,
                diff("zeros", edited("30 f|12 b|0012 a|13 d|0013 c|20 e", ";")).exitCode());
        InProcess diff = diff("zeros", edited("30 f|12 new|0012 also|13 d|0013 c|20 e", ";"));
        diff.assertExit(1);
        assertTrue(diff.output().contains("\"updated\":2"), diff::toString);
        assertTrue(diff.output().contains("\"old\":\"b\",\"new\":\"new\""), diff::toString);
        assertTrue(diff.output().contains("\"old\":\"a\",\"new\":\"also\""), diff::toString);
    }

    /** The dialect for spreadsheets guards such keys; a program that opens all columns as texts leaves the guards there. */
    @ParameterizedTest
    @ValueSource(strings = {"=\"\"%s\"\"", "'%s"})
    void keys_behind_guards_are_found_in_any_order(String guard) throws Exception {
        Path edited = folder.resolve("guarded.csv");
        List<String> lines = new ArrayList<>(List.of("id,name"));
        for (String row : List.of("30 f", "12 b", "0012 new", "13 d", "0013 c", "20 e")) {
            lines.add("\"" + guard.formatted(row.substring(0, row.indexOf(' '))) + "\","
                    + row.substring(row.indexOf(' ') + 1));
        }
        Files.writeString(edited, "\ufeff" + String.join("\r\n", lines) + "\r\n");
        InProcess diff = diff("zeros", edited, "--dialect", "excel");
        diff.assertExit(1);
        assertTrue(diff.output().contains("\"updated\":1,\"inserted\":0"), diff::toString);
        assertTrue(diff.output().contains("\"old\":\"a\",\"new\":\"new\""), diff::toString);
    }

    @Test
    void long_numbers_behind_guards_are_found() throws Exception {
        String rows = "8 e|=\"1234569999999999999\" c|'1234567890123456789 new|1234567890123456780 b|7 d";
        InProcess diff = diff("numbers", edited(rows, ","), "--dialect", "excel");
        diff.assertExit(1);
        assertTrue(diff.output().contains("\"updated\":1,\"inserted\":0"), diff::toString);
        assertTrue(diff.output().contains("\"old\":\"a\",\"new\":\"new\""), diff::toString);
    }

    /** One row of the two has another value: the reading in which the fewest cells were edited is shown. */
    @Test
    void one_edit_of_two_rows_whose_keys_are_one_is_an_edit() throws Exception {
        InProcess diff = diff("zeros", edited("12 a|13 c|12 new|13 d|20 e|30 f", ","));
        diff.assertExit(1);
        assertTrue(diff.output().contains("\"updated\":1"), diff::toString);
        assertTrue(diff.output().contains("\"old\":\"b\",\"new\":\"new\""), diff::toString);
    }

    private Path edited(String rows, String delimiter) throws Exception {
        List<String> lines = new ArrayList<>(List.of("id" + delimiter + "name"));
        for (String row : rows.split("\\|", -1)) {
            int blank = row.lastIndexOf(' ');
            lines.add(quoted(row.substring(0, blank)) + delimiter + row.substring(blank + 1));
        }
        return Files.writeString(folder.resolve("edited.csv"), String.join("\r\n", lines) + "\r\n");
    }

    private static String quoted(String cell) {
        return cell.indexOf('"') < 0 ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private InProcess diff(String table, Path edited, String... options) {
        Path csv = folder.resolve(table + ".csv");
        List<String> export = new ArrayList<>(List.of("export", "--editable", "-D", database, "--table", table));
        export.addAll(List.of("-o", csv.toString(), "--force", "--quiet"));
        export.addAll(List.of(options));
        InProcess.run(server.host(), server.port(), user, export).assertExit(0);
        return InProcess.run(
                server.host(),
                server.port(),
                user,
                List.of(
                        "diff",
                        edited.toString(),
                        "--baseline",
                        csv + ".baseline.zip",
                        "--json",
                        "--plan",
                        folder.resolve("plan").toString(),
                        "--force"));
    }
}
