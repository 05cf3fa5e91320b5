package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.Tool;

/** What is written is judged by gzip, zstd and Python. */
@Tag("any-server")
class OutputFormsIT {
    private static TestServer server;
    private static String table;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_a_table() {
        server = TestServer.get();
        table = server.createDatabase("forms") + ".t";
        server.adminSql(
                "CREATE TABLE " + table + " (id INT PRIMARY KEY, name VARCHAR(200) CHARACTER SET utf8mb4)",
                "SET SESSION " + (server.isMySql() ? "cte_max_recursion_depth" : "max_recursive_iterations")
                        + " = 10000",
                "INSERT INTO " + table
                        + " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                        + " SELECT i, CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN CONCAT('髙①,', i) WHEN 2 THEN 'a\"b\n'"
                        + " ELSE REPEAT('ア', i % 60) END FROM n");
    }

    @ParameterizedTest
    @CsvSource({"gzip, .gz", "zstd, .zst"})
    void the_standard_tools_open_what_is_compressed(String tool, String suffix) throws IOException {
        export("plain.csv");
        byte[] plain = Files.readAllBytes(directory.resolve("plain.csv"));
        export("by-name.csv" + suffix);
        export("by-option", "--compress", tool);
        byte[] standardOutput = command("--compress", tool).run().output();
        Path copy = Files.write(directory.resolve("stdout" + suffix), standardOutput);
        Path option = Files.move(directory.resolve("by-option"), directory.resolve("by-option" + suffix));
        for (Path file : List.of(directory.resolve("by-name.csv" + suffix), option, copy)) {
            Tool.run(tool, "-t", file.toString()).assertExit(0);
            assertArrayEquals(plain, Tool.run(tool, "-dc", file.toString()).output());
        }
    }

    @Test
    void the_summary_is_of_the_file_on_disk() throws IOException {
        String json = export("a.csv.gz", "--json").outputText();
        Path file = directory.resolve("a.csv.gz");
        assertTrue(json.contains("\"bytes\":" + Files.size(file)), json);
        String sum = Tool.run("sha256sum", file.toString()).outputText().substring(0, 64);
        assertTrue(json.contains(sum), json);
        int text = Tool.run("gzip", "-dc", file.toString()).output().length;
        assertTrue(json.contains("\"textBytes\":" + text), json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--split-rows=1", "--split-rows=700", "--split-rows=5000", "--split-bytes=20kB"})
    void parts_concatenate_to_the_whole(String rule) throws IOException {
        if (rule.equals("--split-rows=1")) {
            export("p.csv", rule, "--where", "id <= 30");
            export("whole.csv", "--where", "id <= 30");
        } else {
            export("p.csv", rule);
            export("whole.csv");
        }
        StringBuilder all = new StringBuilder("id,name\n");
        List<Path> parts = files("p.");
        for (Path part : parts) {
            assertTrue(rule.startsWith("--split-rows") || Files.size(part) <= 20_000, part.toString());
            String text = Files.readString(part);
            assertTrue(text.startsWith("id,name\n"), part.toString());
            all.append(text.substring("id,name\n".length()));
        }
        assertEquals(Files.readString(directory.resolve("whole.csv")), all.toString());
        assertEquals(rule.equals("--split-rows=5000"), parts.size() == 1);
    }

    @Test
    void a_failure_leaves_no_part_and_a_shorter_export_leaves_no_old_one() throws IOException {
        command("-o", directory.resolve("p.csv").toString(), "--split-rows", "100", "--max-rows", "4000")
                .run()
                .assertExit(ExitCode.REFUSED);
        assertEquals(List.of(), files(""));
        export("p.csv", "--split-rows", "1000");
        command("-o", directory.resolve("p.csv").toString(), "--split-rows", "2500")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("p.0001.csv exists already");
        export("p.csv", "--split-rows", "2500", "--force")
                .assertErrorContains("p.0003.csv, a part of an earlier and longer export, was removed");
        assertEquals(2, files("").size());
    }

    @ParameterizedTest
    @CsvSource({"windows-31j, cp932", "UTF-16LE, utf_16_le", "UTF-16, utf_16", "GB18030, gb18030"})
    void python_reads_every_character_set(String ours, String pythons) throws IOException {
        export("plain.csv");
        export("c.csv", "--charset", ours);
        String script = "import sys; sys.stdout.buffer.write(open(sys.argv[1], encoding=sys.argv[2], newline='')"
                + ".read().encode('utf-8'))";
        String file = directory.resolve("c.csv").toString();
        assertEquals(
                Files.readString(directory.resolve("plain.csv")),
                Tool.run(Tool.python(), "-c", script, file, pythons)
                        .assertExit(0)
                        .outputText());
    }

    @Test
    void a_character_that_does_not_fit_is_named_with_its_place() throws IOException {
        SafecsvCli.safecsv("export", "--charset", "windows-31j", "-e", "SELECT 1 a, 'x,\"' b UNION SELECT 2, '😀'")
                .with("-o", directory.resolve("c.csv").toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains(
                        "Row 2, column b, holds '😀' U+1F600 (GRINNING FACE), which windows-31j can't hold")
                .assertErrorContains("--unmappable replace");
        assertEquals(List.of(), files(""));
        String text = SafecsvCli.safecsv("export", "--charset", "windows-1252", "--unmappable", "replace")
                .with("-e", "SELECT '€é😀' a")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE)
                .assertErrorContains("1 character that windows-1252 can't hold became ?")
                .outputText();
        assertTrue(text.endsWith("?\n"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--split-rows 5",
                "--compress none -o x.csv.gz",
                "--compress gzip -o x.csv.zst",
                "--unmappable replace",
                "--bom --charset windows-1252",
                "--no-bom --charset UTF-16",
                "--delimiter x",
                "--delimiter ::",
                "--dialect tsv --delimiter ;",
                "--null 5",
                "--null a,b",
                "--dialect mysql --null nothing",
                "--dialect mysql --charset UTF-16LE",
                "--dialect mysql --bom",
                "--dialect excel --split-rows 1048576 -o x.csv",
                "--guard none",
                "--dialect excel --guard no-such",
                "--charset no-such",
            })
    void what_contradicts_itself_is_wrong_usage(String options) {
        command(options.split(" ")).in(directory).run().assertExit(ExitCode.USAGE);
    }

    private FinishedProcess export(String file, String... options) {
        return command("-o", directory.resolve(file).toString())
                .with(options)
                .run()
                .assertExit(ExitCode.DONE);
    }

    private static SafecsvCli command(String... options) {
        return SafecsvCli.safecsv("export", "--table", table).with(options).on(server, server.admin());
    }

    private List<Path> files(String start) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(start))
                    .sorted()
                    .toList();
        }
    }
}
