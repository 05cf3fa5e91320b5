package safecsv.schedule.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Any value under any key, mistakes around the keys themselves, and what the schema says of wrong files. */
class JobsFileValuesTest {
    private static final List<String> VALUES = List.of(
            "",
            "~",
            "null",
            "''",
            "' '",
            "x",
            "true",
            "0",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"\\0\"",
            "\"\\n\"",
            "'{'",
            "[]",
            "[[]]",
            "[~]",
            "[a, {b: c}]",
            "{}",
            "{a: ~}",
            "{? [a] : b}",
            "{'': ''}",
            "&a [*a]",
            "&a {b: *a}",
            "!!binary aGk=",
            "!unknown x",
            "*nowhere",
            "@daily",
            "2026-01-01",
            "|\n        a text\n        of lines");

    @TempDir
    private Path folder;

    @BeforeEach
    void write_a_query() throws IOException {
        Files.writeString(folder.resolve("q.sql"), "SELECT id FROM t WHERE id > :from");
    }

    private static Stream<String> keys_with_their_place() {
        List<String> keys = new ArrayList<>();
        JobsFileReader.KEYS.forEach(key -> keys.add(key + ": %s\n"));
        ConnectionSection.KEYS.forEach(key -> keys.add("connection:\n  " + key + ": %s\n"));
        JobSection.DEFAULT_KEYS.forEach(key -> keys.add("defaults:\n  " + key + ": %s\n"));
        JobSection.KEYS.forEach(key -> keys.add("jobs:\n  j:\n    " + key + ": %s\n"));
        JobSection.KEEP_KEYS.forEach(key -> keys.add("jobs:\n  j:\n    keep:\n      " + key + ": %s\n"));
        JobSection.RETRY_KEYS.forEach(key -> keys.add("jobs:\n  j:\n    retries:\n      " + key + ": %s\n"));
        JobSection.EXPECT_KEYS.forEach(key -> keys.add("jobs:\n  j:\n    expect:\n      " + key + ": %s\n"));
        JobSection.INCREMENTAL_KEYS.forEach(key -> keys.add("jobs:\n  j:\n    incremental:\n      " + key + ": %s\n"));
        NoticeSection.FAILURE_KEYS.forEach(key -> keys.add("jobs:\n  j:\n    on-failure:\n      " + key + ": %s\n"));
        keys.add("jobs:\n  j: %s\n");
        keys.add("jobs:\n  j:\n    mask:\n      a: %s\n");
        keys.add("jobs:\n  j:\n    params:\n      from: %s\n");
        return keys.stream();
    }

    /** What else a job needs, where the key itself is not the one. */
    private static String whole(String text) {
        String rest = "";
        if (text.startsWith("jobs:\n  j:\n")) {
            String source = text.contains("params") || text.contains("query-file:") ? "query-file: q.sql" : "table: t";
            for (String line : List.of(source, "cron: '@daily'", "output: 'o-{scheduled:yyyyMMdd}.csv'")) {
                rest += text.contains("\n    " + line.substring(0, line.indexOf(':') + 1)) ? "" : "    " + line + "\n";
            }
        } else if (!text.startsWith("jobs:")) {
            rest = "jobs:\n  j: {table: t, cron: '@daily', output: o.csv}\n";
        }
        return text + rest + (text.startsWith("connection:") ? "" : "connection: {host: db}\n");
    }

    @ParameterizedTest
    @MethodSource("keys_with_their_place")
    void any_value_is_taken_or_is_a_mistake_with_its_line_and_column(String key) throws IOException {
        for (String value : VALUES) {
            String text = whole(key.formatted(value));
            Path file = Files.writeString(folder.resolve("jobs.yaml"), text);
            try {
                JobsFile.read(file);
            } catch (SafecsvException e) {
                assertEquals(ExitCode.USAGE, e.exitCode(), text);
                assertTrue(e.getMessage().contains("jobs.yaml:"), e.getMessage());
                e.getMessage()
                        .lines()
                        .filter(line -> line.startsWith("  /"))
                        .forEach(line -> assertTrue(line.matches("  .*jobs\\.yaml:\\d+:\\d+: .{10,}"), line));
            } catch (RuntimeException e) {
                throw new AssertionError(text, e);
            }
        }
    }

    private String refusal(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("jobs.yaml"), bytes);
        SafecsvException error = assertThrows(SafecsvException.class, () -> JobsFile.read(file));
        assertEquals(ExitCode.USAGE, error.exitCode());
        return error.getMessage().replace(file.toString(), "jobs.yaml");
    }

    @Test
    void bytes_that_are_no_text_have_a_line_and_a_column_too() throws IOException {
        String told = refusal("connection: {host: db}\n# caf\u00e9 \u20ac".getBytes(StandardCharsets.UTF_16LE));
        assertTrue(told.contains("jobs.yaml:2:12: this is not UTF-8 text"), told);
        byte[] latin = "connection: {host: db}\n# caf\u00e9\njobs: {}\n".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(refusal(latin).contains("jobs.yaml:2:6: this is not UTF-8 text"), refusal(latin));
        String control = refusal("connection: {host: db}\njobs: \u0007\n".getBytes(StandardCharsets.UTF_8));
        assertTrue(control.contains("jobs.yaml:2:7: this is no YAML"), control);
    }

    /** Rows: keys of a job with a query, in one line each, and what is said. The job's keys stand from line 4 on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query-file: none.sql | 4:17: 'query-file': /.*none.sql can't be read: no such file.*",
                "query-file: bad.sql  | 4:17: 'query-file': /.*bad.sql is not UTF-8 text",
                "query-file: two.sql  | 4:17: 'query-file': /.*two.sql: .*",
                "query-file: q.sql    | 4:17: 'query-file': /.*q.sql: .*from.*",
                "query-file: q.sql; params: {from: '{day:yyyy}', to: 1} | 4:17: 'query-file': /.*to.*",
                "query-file: q.sql; params: {from: '{day}'} | 5:20: 'from': '\\{day}' is no date.*",
                "query-file: q.sql; params: {from: 1}; columns: [a] | 6:14: 'columns': this goes with table.*",
                "query-file: q.sql; params: {from: 1}; where: a > 1 | 6:12: 'where': this goes with table.*",
                "query-file: w.sql; incremental: {column: id} | 5:18: 'incremental': with query-file, 'start' says.*",
                "table: t; incremental: {column: id}; mask: {id: redact} | 5:18: 'incremental': its column is masked.*",
                "table: t; incremental: {column: id}; expect: {max-shrink: 50%} | 6:26: 'max-shrink': an incremental"
                        + " job.*",
                "table: t; on-success: {webhook: 'http://a', webhook-file: b} | 5:17: 'on-success': this takes one"
                        + " of.*",
                "table: t; on-failure: {command: []} | 5:27: 'command': the program's name is missing",
                "table: t; cron: '@daily'; columns: a | 6:14: 'columns': this must be a list.*",
                "table: 'a.b.c' | 4:12: 'table': .*",
            })
    void what_does_not_go_together_is_told_at_its_place(String keys, String expected) throws IOException {
        Files.write(folder.resolve("bad.sql"), new byte[] {'S', (byte) 0xE9});
        Files.writeString(folder.resolve("two.sql"), "SELECT 1; DELETE FROM t");
        Files.writeString(folder.resolve("w.sql"), "SELECT id FROM t WHERE id > :watermark");
        String text = "connection: {host: db}\njobs:\n  j:\n    " + keys.replace("; ", "\n    ") + "\n";
        text += (keys.contains("cron:") ? "" : "    cron: '@daily'\n") + "    output: 'o-{scheduled:yyyyMMdd}.csv'\n";
        String told = refusal(text.getBytes(StandardCharsets.UTF_8));
        assertTrue(
                told.lines().anyMatch(line -> line.strip().matches("jobs.yaml:" + expected)), told + "\n" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out/a.csv", "./out/../out/b-{day:yyyy-MM-dd}.csv", "out//b-{scheduled:uuuu-MM-dd}.csv"})
    void two_jobs_write_no_one_file_however_its_name_is_written(String output) throws IOException {
        String told = refusal("""
            connection: {host: db}
            jobs:
              a: {cron: "@daily", table: t, output: ./out/./a.csv}
              b: {cron: "@daily", table: t, output: "out/b-{scheduled:yyyy-MM-dd}.csv"}
              c: {cron: "@hourly", table: t, output: "%s"}
            """.formatted(output).getBytes(StandardCharsets.UTF_8));
        assertTrue(told.matches("(?s).*jobs.yaml:5:42: 'output': job [ab] writes the same file.*"), told);
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("src/main/schema/jobs.schema.json")));
    }

    private static boolean isValid(String text) throws IOException {
        JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(text);
        return schema().validate(tree).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crom: '0 3 * * *'",
                "password: secret",
                "dialect: exel",
                "header: maybe",
                "output: [a, b]",
                "output:",
                "query-file: none.sql",
                "mask: {email: hide}",
                "line-ending: cr",
                "throttle: {a: 1}",
                "max-rows: some",
                "parallel: 65",
                "compress: zip",
                "keep: {last: 0}",
                "keep: 7",
                "timeout: soon",
                "retries: {times: -1}",
                "retries: {factor: half}",
                "catch-up: last",
                "expect: {max-shrink: 0.5}",
                "expect: {min-rows: few}",
                "incremental: {}",
                "on-failure: {}",
                "on-failure: {webhook: x}",
                "on-failure: {command: sh}",
                "on-success: {command: [a], webhook: 'http://a'}",
            })
    void an_editor_finds_what_the_schema_can_tell(String key) throws IOException {
        String table = key.startsWith("output") ? "" : "output: o.csv\n    ";
        String text = "connection: {host: db}\njobs:\n  j:\n    " + table + "table: t\n    cron: '@daily'\n    ";
        assertTrue(key.startsWith("output") || isValid(text + "header: true"));
        assertTrue(!isValid(text + key), key);
        assertThrows(
                SafecsvException.class,
                () -> JobsFile.read(Files.writeString(folder.resolve("jobs.yaml"), text + key)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mask: {name: null, email: redact}",
                "timeout: 90s",
                "timeout: 1.5m",
                "late-after: 1.5h",
                "keep: {last: 3}",
                "retries: {times: 0}",
                "incremental: {column: id, start: 0}",
                "on-failure: {command: [true, 1]}",
                "expect: {max-shrink: 100%}",
                "throttle: 20MB/s",
            })
    void an_editor_finds_no_fault_with_what_is_right(String key) throws IOException {
        String text = "connection: {host: db, ssl-mode: required}\njobs:\n  j:\n    table: t\n    cron: '@daily'\n"
                + "    output: 'o-{scheduled:yyyyMMdd}.csv'\n    " + key;
        JobsFile.read(Files.writeString(folder.resolve("jobs.yaml"), text));
        assertTrue(isValid(text), key);
    }
}
