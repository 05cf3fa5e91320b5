package safecsv.schedule.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class JobsFileTest {
    private static final Path SCHEMA = Path.of("src/main/schema/jobs.schema.json");
    private static final String CONNECTION = "connection: {host: db}\n";

    @TempDir
    private Path folder;

    private String refusal(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("jobs.yaml"), text);
        SafecsvException error = assertThrows(SafecsvException.class, () -> JobsFile.read(file), text);
        assertEquals(ExitCode.USAGE, error.exitCode());
        assertTrue(error.getMessage().endsWith("Nothing was run."), error.getMessage());
        return error.getMessage().replace(file.toString(), "jobs.yaml");
    }

    /** Each line: a job's keys, which stand from line 4 on behind four blanks, and what is said of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "crom: '0 3 * * *'          | 4:5: there is no key 'crom' here; did you mean 'cron'?",
                "cron: 0 25 * * *           | 4:11: 'cron': '25' is no hour; it is a number from 0 to 23",
                "cron: 0 0 30 2 *           | 4:11: 'cron': no day of any year is like this",
                "cron: '* * *# * *'         | 4:11: 'cron': '*#' is no field of a cron expression",
                "cron: '0 0 L * *'          | 4:11: 'cron': 'L' is no field of a cron expression",
                "cron: '0 0 , * *'          | 4:11: 'cron': ',' is no field of a cron expression",
                "charset: 'UTF 16'          | 4:14: 'charset': this Java can't write a character set named 'UTF 16'",
                "time-zone: Europe/Berln    | 4:16: 'time-zone': 'Europe/Berln' is no time zone; did you mean"
                        + " Europe/Berlin?",
                "dialect: exel              | 4:14: 'dialect': 'exel' is not one of standard, excel, mysql, tsv; did"
                        + " you mean 'excel'?",
                "header: maybe              | 4:13: 'header': 'maybe' is not one of true, false",
                "output: 'out/{scheduled'   | 4:13: 'output': a { has no }",
                "output: 'x-{today:yyyy}'   | 4:13: 'output': '{today:yyyy}' is no date",
                "output:                    | 4:12: 'output': this must be a text, not nothing",
                "output: [a, b]             | 4:13: 'output': this must be a text, not a list",
                "output: ''                 | 4:13: 'output': this is empty",
                "query-file: none.sql       | 4:5: a job has one of query-file and table, not both",
                "params: {a: 1}             | 4:13: 'params': parameters go with query-file",
                "where: '1) OR (1'          | 4:12: 'where': The condition of 'where'",
                "mask: {email: hide}        | 4:19: 'email=hide' is no mask; there are hash",
                "mask: {email: hash}        | 4:11: 'mask': The mask email=hash needs a key",
                "delimiter: '::'            | 4:16: 'delimiter': '::' can't be used; it is one ASCII punctuation mark",
                "delimiter: '-'             | 4:16: 'delimiter': '-' can't be used",
                "null-text: '0'             | 4:16: 'null-text': '0' could be a value's text",
                "null-text: 'a,b'           | 4:16: 'null-text': 'a,b' holds a quote, a line break or the delimiter",
                "null-text: NULL            | 4:16: 'null-text': this must be a text, not nothing",
                "line-ending: cr            | 4:18: 'line-ending': 'cr' is not one of lf, crlf",
                "guard: formula             | 4:12: 'guard': this goes with dialect: excel",
                "charset: windows-31        | 4:14: 'charset': this Java can't write a character set named"
                        + " 'windows-31'",
                "unmappable: replace        | 4:17: 'unmappable': this goes with a charset that can't hold every"
                        + " character",
                "bom: yes                   | 4:10: 'bom': 'yes' is not one of true, false",
                "throttle: fast             | 4:15: 'throttle': 'fast' is not a speed. Write it as 20MB/s",
                "throttle: {a: 1}           | 4:15: 'throttle': this must be a list",
                "max-load: Threads=many     | 4:15: 'max-load': 'Threads=many' is not a limit of load",
                "heartbeat-query: SELECT 1  | 4:22: 'heartbeat-query': this goes with max-lag",
                "max-rows: some             | 4:15: 'max-rows': 'some' is no whole number",
                "parallel: 65               | 4:15: 'parallel': 65 is not between 1 and 64",
                "compress: zip              | 4:15: 'compress': 'zip' is not one of none, gzip, zstd",
                "keep: {last: 0}            | 4:18: 'last': 0 is not between 1 and 1000000",
                "keep: 7                    | 4:11: 'keep' must be a mapping (key: value), not a single value",
                "timeout: soon              | 4:14: 'timeout': 'soon' is no length of time; write it as 30s",
                "retries: {times: -1}       | 4:22: 'times': -1 is not between 0 and 1000",
                "retries: {factor: half}    | 4:23: 'factor': 'half' is no number",
                "catch-up: last             | 4:15: 'catch-up': 'last' is not one of latest, all, none; did you mean"
                        + " 'latest'?",
                "late-after: 0s             | 4:17: 'late-after': a length of time must be more than 0",
                "expect: {max-shrink: 0.5}  | 4:26: 'max-shrink': '0.5' is no percentage; write it as 50%",
                "expect: {min-rows: few}    | 4:24: 'min-rows': 'few' is no whole number",
                "incremental: {}            | 4:18: 'column' is missing",
                "incremental: {column: id}  | 7:13: 'output': the runs of",
                "on-failure: {}             | 4:17: 'on-failure': this takes one of command, webhook and webhook-file",
                "on-failure: {webhook: x}   | 4:27: 'webhook': this is no web address",
                "on-failure: {command: sh}  | 4:27: 'command': this must be a list",
                "on-failure: {command: ['{fil}']} | 4:27: 'command': there is no {fil} here; there are {job}",
                "on-failure: {command: [/bin/sh, -c, 'echo {error}']} | 4:27: 'command': {error} in a shell's text"
                        + " would be run",
                "timeout: 30                | 4:14: 'timeout': '30' has no unit; write 30s, 30m, 30h or 30d",
                "output: '{day:yyyymmdd}'   | 4:13: 'output': 'yyyymmdd' in '{day:yyyymmdd}': mm is the minute; the"
                        + " month is MM; write yyyyMMdd",
                "output: '{day:YYYY-MM-dd}' | 4:13: 'output': 'YYYY-MM-dd' in '{day:YYYY-MM-dd}': YYYY is the year of"
                        + " the week, which is another one around New Year; write yyyy-MM-dd",
                "output: '{day:yyyy-MM-DD}' | 4:13: 'output': 'yyyy-MM-DD' in '{day:yyyy-MM-DD}': DD is the day of the"
                        + " year; the day of the month is dd; write yyyy-MM-dd",
                "output: '{day:ddHHMM}'     | 4:13: 'output': 'ddHHMM' in '{day:ddHHMM}': MM is the month; the minute"
                        + " is mm; write ddHHmm",
                "output: '{day:dd-hh}'      | 4:13: 'output': 'dd-hh' in '{day:dd-hh}': hh is the hour from 1 to 12,"
                        + " twice a day; the hour of the day is HH; write dd-HH",
                "output: '{day+999999y+999999y:yyyy}{day:yyyy' | 4:13: 'output': a { has no }",
                "output: '${HOME}/a.csv'    | 4:13: ${\u2026} is not filled in here",
                "output: 'a-%Y-%m-%d.csv'   | 4:13: 'output': this is filled in by no shell; dates are written"
                        + " {scheduled:yyyy-MM-dd}",
                "output: 'a-$(date).csv'    | 4:13: 'output': this is filled in by no shell",
                "output: \"a\\n"
                        + "b.csv\"       | 4:13: 'output': a line break or another control character is in the name",
                "output: jobs.yaml          | 4:13: 'output': /.*jobs.yaml is this jobs file, which must not be"
                        + " written over",
                "output: x/../jobs.yaml     | 4:13: 'output': /.*jobs.yaml is this jobs file, which must not be"
                        + " written over",
                "output: jobs.state         | 4:13: 'output': /.*jobs.state is the folder of the run logs",
                "output: out.xlsx           | 4:13: 'output': out.xlsx would not be what its ending .xlsx says",
                "output: jobs.state/j.lock  | 4:13: 'output': /.*j.lock would stand among the run logs",
                "output: {day:yyyy}         | 4:13: 'output': this must be a text, not a mapping; a text that begins"
                        + " with { needs quotes",
                "on-failure: {webhook: 'https://me:secret@h/x'} | 4:27: 'webhook': the address holds a user or a"
                        + " password",
                "on-failure: {command: [mail, '${OPS}']} | 4:27: 'command': ${\u2026} is not filled in here; facts of"
                        + " the run are written {job}",
                "password: secret           | 4:5: there is no key 'password' here; a jobs file holds no secrets",
                "table: t                   | 5:5: 'table' is given twice; the first is on line 4",
            })
    void every_kind_of_mistake_is_told_with_line_and_column(String key, String expected) throws IOException {
        StringBuilder text = new StringBuilder(CONNECTION + "jobs:\n  j:\n    " + key + "\n    table: t\n");
        if (!key.startsWith("cron") && !key.startsWith("crom")) {
            text.append("    cron: '0 * * * *'\n");
        }
        if (!key.startsWith("output")) {
            text.append("    output: out.csv\n");
        }
        String told = refusal(text.toString());
        String line = told.lines().skip(1).findFirst().orElseThrow();
        String literal = "  jobs.yaml:" + expected;
        boolean path = expected.contains("/.*");
        assertTrue(
                path
                        ? line.matches(Pattern.quote(literal).replace("/.*", "\\E.*\\Q") + ".*")
                        : told.contains("jobs.yaml:" + expected),
                told);
        assertFalse(told.contains("secret@"), told);
    }

    /** Two keys of one job that do not go together. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dialect: tsv   | delimiter: ;       | 5:16: 'delimiter': dialect: tsv is the tab",
                "dialect: mysql | null-text: nothing | 5:16: 'null-text': with dialect: mysql this is \\N or NULL",
                "dialect: mysql | charset: UTF-16LE  | 5:14: 'charset': dialect: mysql is for LOAD DATA",
                "dialect: mysql | bom: true          | 5:10: 'bom': dialect: mysql is for LOAD DATA",
                "charset: latin1 | bom: true         | 5:10: 'bom': ISO-8859-1 has no byte order mark",
                "charset: UTF-16 | bom: false        | 5:10: 'bom': without a byte order mark, name the byte order",
                "compress: zstd | output: o.csv.gz   | 4:15: 'compress': the output's name ends with .gz, which says"
                        + " something else",
                "compress: none | output: o.csv.zst  | 4:15: 'compress': the output's name ends with .zst, which says"
                        + " something else",
                "query-file: q.sql | parallel: 4     | 5:15: 'parallel': this goes with table",
            })
    void keys_that_do_not_go_together_are_told_too(String one, String other, String expected) throws IOException {
        Files.writeString(folder.resolve("q.sql"), "SELECT 1");
        String table = one.startsWith("query-file") ? "" : "    table: t\n";
        String output = other.startsWith("output") ? "" : "    output: out.csv\n";
        String told = refusal(CONNECTION + "jobs:\n  j:\n    " + one + "\n    " + other + "\n" + table
                + "    cron: '0 * * * *'\n" + output);
        assertTrue(told.contains("jobs.yaml:" + expected), told);
    }

    @Test
    void all_keys_about_form_and_pace_are_read_and_are_valid_for_the_schema() throws IOException {
        String text = CONNECTION + """
            defaults: {throttle: [20MB/s, 5000rows/s], yield-to-ddl: false, charset: windows-31j}
            jobs:
              j:
                cron: "@daily"
                table: t
                output: j.csv
                delimiter: ";"
                null-text: "NULL"
                line-ending: crlf
                unmappable: replace
                max-load: Threads_running=50,Threads_connected=500
                critical-load: [Threads_running=200]
                max-lag: 5s
                heartbeat-query: SELECT 1
                max-rows: 1_000_000
                parallel: 4
                trust-functions: true
            """;
        JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(text.replace("1_000_000", "1000000"));
        assertEquals(Set.of(), schema().validate(tree));
        Job job = JobsFile.read(Files.writeString(folder.resolve("jobs.yaml"), text))
                .jobs()
                .get(0);
        assertEquals(
                "CsvDialect[delimiter=;, nullText=NULL, lineEnding=CRLF, escaping=DOUBLED_QUOTES]",
                job.output().form().dialect().toString());
        assertEquals(
                "TextCharset[charset=windows-31j, unmappable=REPLACE, bom=false]",
                job.output().form().file().charset().toString());
        assertEquals(
                "Reading[pace=PaceLimits[throttles=[20000000B/s, 5000rows/s],"
                        + " maxLoad=[LoadLimit[variable=Threads_running, most=50], LoadLimit[variable=Threads_connected,"
                        + " most=500]], criticalLoad=[LoadLimit[variable=Threads_running, most=200]],"
                        + " lag=Lag[most=Optional[PT5S], heartbeatQuery=Optional[SELECT 1]], ddl=GO_ON, warnRows="
                        + Long.MAX_VALUE
                        + "], maxRows=1000000, parallel=4, trusted=TrustedFunctions[all=true, names=[]]]",
                job.reading().toString());
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
    }

    @Test
    void all_mistakes_are_listed_in_the_order_of_the_file() throws IOException {
        assertEquals("""
            jobs.yaml has 4 mistakes (line and column):
              jobs.yaml:1:14: there is no key 'hots' here; did you mean 'host'?
              jobs.yaml:3:6: 'output' is missing
              jobs.yaml:3:13: 'cron': a cron expression has five fields (minute, hour, day of month, month, day of week), or is one of @annually, @daily, @hourly, @midnight, @monthly, @weekly, @yearly
              jobs.yaml:4:3: a job's name has up to 64 letters, digits, '.', '_' and '-', not 'b c'
            Nothing was run.\
            """.lines().toList(), refusal("""
                connection: {hots: db}
                jobs:
                  a: {cron: x, table: t}
                  b c: {cron: "@daily", table: t, output: b.csv}
                """).lines().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                   | 1:1: the file is empty",
                "'jobs: [1'                           | 1:9: this is no YAML",
                "'jobs: {a: {cron: */5 * * * *}}'      | 1:19: this is no YAML: unexpected character found /(47); a"
                        + " value that begins with * or @ needs quotes",
                "'jobs: {a: {cron: @daily}}'           | 1:18: this is no YAML: found character '@' that cannot start"
                        + " any token",
                "'[]'                                 | 1:1: the file must be a mapping",
                "'connection: {host: db}\n"
                        + "jobs: {a: {output: {day:yyyy}.csv}}' | 2:30: this is no YAML: expected ',' or '}', but got"
                        + " <scalar>; a value that begins with { or has",
                "'conection: {host: db}\n"
                        + "jobs: {a: {cron: \"@daily\", table: t, output: a.csv}}' | 1:1: there is no key 'conection'"
                        + " here; did you mean 'connection'?",
                "'connection: {host: \"mysql://u:pw@db\"}\n"
                        + "jobs: {a: {cron: \"@daily\", table: t, output: a.csv}}' | 1:20: 'host' takes a host's name or"
                        + " address, not an address that begins with mysql://",
                "'connection: {no-defaults: true, defaults-file: x}\n"
                        + "jobs: {a: {cron: \"@daily\", table: t, output: a.csv}}' | 1:27: 'no-defaults' and"
                        + " 'defaults-file' contradict each other",
                "'connection: {host: db}'             | 1:1: 'jobs' is missing",
                "'jobs: {a: {cron: \"@daily\", table: t, output: a.csv}}' | 1:1: 'connection' is missing",
                "'connection: {port: 99999, password: x}' | 1:20: 'port': 99999 is not between 1 and 65535",
            })
    void a_file_that_is_none_is_told_of_too(String text, String expected) throws IOException {
        String told = refusal(text.replace("\\n", "\n"));
        assertTrue(told.contains("jobs.yaml:" + expected), told);
    }

    /** What somebody has to mend outside of the file; safecsv list tells it, and the jobs that need nothing of it run. */
    @Test
    void what_the_machine_lacks_is_told_with_its_place_and_is_no_mistake() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        Files.writeString(folder.resolve("hook"), "#!/bin/sh\n");
        Files.createDirectories(folder.resolve("here/out.csv"));
        Path path = Files.writeString(folder.resolve("jobs.yaml"), """
            connection: {host: db, password-file: pw, ssl-ca: ca.pem, defaults-file: here}
            state: file
            jobs:
              a:
                cron: "@daily"
                table: t
                output: here/out.csv
                on-failure: {command: [./hook, "{job}"]}
                on-success: {command: [no-such-program-here]}
              b: {cron: "@daily", table: t, output: file/b.csv, on-failure: {webhook-file: hook}}
            """);
        JobsFile file = JobsFile.read(path);
        assertEquals(2, file.jobs().size());
        SafecsvException error = assertThrows(SafecsvException.class, file::requireNothingLacking);
        assertEquals(ExitCode.USAGE, error.exitCode());
        assertEquals("""
            ./jobs.yaml is right, but as this machine is, its jobs would fail (line and column):
              ./jobs.yaml:1:39: 'password-file': ./pw does not exist
              ./jobs.yaml:1:51: 'ssl-ca': ./ca.pem does not exist
              ./jobs.yaml:1:74: 'defaults-file': ./here is a folder; name a file
              ./jobs.yaml:2:8: 'state': ./file is a file, where a folder must be
              ./jobs.yaml:7:13: 'output': ./here/out.csv is a folder; name a file
              ./jobs.yaml:8:27: 'command': ./hook is not executable; chmod +x makes it so
              ./jobs.yaml:9:27: 'command': there is no program 'no-such-program-here' on the PATH
              ./jobs.yaml:10:41: 'output': ./file is a file, where a folder must be
              ./jobs.yaml:10:80: 'webhook-file': what ./hook holds is no web address (https://\u2026)
            Nothing was run.\
            """, error.getMessage().replace(folder.toString(), "."));
    }

    @Test
    void no_job_writes_over_a_file_that_safecsv_reads_or_into_the_way_of_another_job() throws IOException {
        Files.writeString(folder.resolve("q.query"), "SELECT 1");
        Files.writeString(folder.resolve("pw"), "x");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("pw"));
        String told = refusal("""
            connection: {host: db, password-file: pw}
            jobs:
              a: {cron: "@daily", table: t, output: link}
              b: {cron: "@daily", query-file: q.query, output: q.query}
              c: {cron: "@daily", table: t, output: d.csv}
              d: {cron: "@daily", table: t, output: d.csv/e.csv}
              e: {cron: "@daily", table: t, output: "%s.csv"}
            """.formatted("\u00e9".repeat(126)));
        assertEquals("""
            jobs.yaml has 4 mistakes (line and column):
              jobs.yaml:3:41: 'output': ./link is the connection's password-file, which must not be written over
              jobs.yaml:4:52: 'output': ./q.query is the query-file of job b, which must not be written over
              jobs.yaml:6:41: 'output': ./d.csv/e.csv and the file of job c, ./d.csv, can't both be: one is a folder of the other's path
              jobs.yaml:7:41: 'output': a name of 256 bytes is too long; file systems take 255
            Nothing was run.\
            """, told.replace(folder.toString(), "."));
    }

    @Test
    void a_file_that_is_too_large_is_refused_at_once() throws IOException {
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertTrue(refusal(CONNECTION + "# " + "x".repeat(20_000_000))
                        .contains("jobs.yaml:1:1: the file is larger than 1 MiB")));
        assertTimeout(
                Duration.ofSeconds(60),
                () -> assertTrue(refusal(CONNECTION + "# " + "x".repeat(1_000_000))
                        .contains("jobs.yaml:1:1: 'jobs' is missing")));
    }

    /** Each of these was told of twice or more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs: {a: 7}",
                "jobs: []",
                "jobs: 7",
                "jobs: {a: {crom: '@daily', table: t, output: a.csv}}",
                "jobs: {a: {cron: '@daily', tabel: t, output: a.csv}}",
                "jobs: {a: {cron: '@daily', query-fil: q.sql, output: a.csv}}",
                "jobs: {a: {cron: '@daily', table: t, outputs: a.csv}}",
                "jobs: {a: {cron: '@daily', table: t, output: '${HOME}/a.csv'}}",
                "jobs: {a: {cron: '${WHEN}', table: t, output: a.csv}}",
                "jobs: {a: {cron: '@daily', table: t, output: a.csv, on-failure: 7}}",
                "jobs: {a: {cron: '@daily', table: t, output: a.csv, on-failure: {comand: [a]}}}",
                "jobs: {a: {cron: '@daily', table: t, output: a.csv, on-failure: {command: sh}}}",
                "jobs: {a: {cron: '@daily', table: t, output: a.csv, mask: {email: hide}}}",
                "jobs: {a: {cron: '@daily', table: t, output: a.csv, dialect: exel, guard: formula}}",
                "jobs: {a: {cron: '@daily', query-file: q.sql, params: {from: '{x}'}, output: a.csv}}",
                "jobs: {a: {cron: '@daily', table: t, output: a.csv, incremental: {colum: id}}}",
            })
    void one_mistake_is_told_once(String jobs) throws IOException {
        Files.writeString(folder.resolve("q.sql"), "SELECT id FROM t WHERE id > :from");
        String told = refusal(CONNECTION + jobs + "\n");
        assertTrue(told.contains("has a mistake"), told);
    }

    @Test
    void the_schema_knows_the_keys_that_the_program_knows() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());
        assertKeys(JobsFileReader.KEYS, schema.at("/properties"));
        assertKeys(ConnectionSection.KEYS, schema.at("/properties/connection/properties"));
        assertKeys(JobSection.DEFAULT_KEYS, schema.at("/properties/defaults/properties"));
        assertKeys(JobSection.KEYS, schema.at("/$defs/job/properties"));
        assertKeys(JobSection.KEEP_KEYS, schema.at("/$defs/keep/properties"));
        assertKeys(JobSection.RETRY_KEYS, schema.at("/$defs/retries/properties"));
        assertKeys(JobSection.EXPECT_KEYS, schema.at("/$defs/expect/properties"));
        assertKeys(JobSection.INCREMENTAL_KEYS, schema.at("/$defs/job/properties/incremental/properties"));
        assertKeys(NoticeSection.SUCCESS_KEYS, schema.at("/$defs/success/properties"));
        assertKeys(NoticeSection.FAILURE_KEYS, schema.at("/$defs/failure/properties"));
    }

    private static void assertKeys(Collection<String> known, JsonNode properties) {
        Set<String> inSchema = new TreeSet<>();
        properties.fieldNames().forEachRemaining(inSchema::add);
        assertEquals(new TreeSet<>(known), inSchema);
    }

    @Test
    void the_sample_is_valid_for_the_schema_and_for_the_program() throws IOException {
        Path sample = Path.of("sample-queries/jobs.yaml");
        JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(sample.toFile());
        assertEquals(Set.of(), schema().validate(tree));
        assertEquals(
                List.of("orders-nightly", "orders-hourly", "customers-monthly"),
                JobsFile.read(sample).jobs().stream().map(Job::name).toList());
    }
}
