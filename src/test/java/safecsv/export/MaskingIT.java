package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** A masked value is in nothing that is written or printed. */
class MaskingIT {
    private static final String ADDRESS = "seKret-髙@mail.example";
    private static final Path KEY = SafecsvCli.passwordFile("an example key of more than 32 bytes");
    private static TestServer server;
    private static String database;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_tables() {
        server = TestServer.get();
        database = server.createDatabase("masking");
        server.adminSql(
                "CREATE TABLE " + database + ".people (id INT PRIMARY KEY, email VARCHAR(60), born DATE, f FLOAT)",
                "CREATE TABLE " + database + ".orders (id INT PRIMARY KEY, customer VARCHAR(60))",
                "INSERT INTO " + database + ".people VALUES (1, '" + ADDRESS
                        + "', '1987-05-12', 1.5), (2, NULL, NULL, NULL),"
                        + " (3, 'bob.Other@mail.example', '2001-02-03', 2.5)",
                "INSERT INTO " + database + ".orders VALUES (1, 'bob.Other@mail.example'), (2, '" + ADDRESS
                        + "'), (3, NULL)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--table people",
                "--table people --dialect excel --json",
                "--table people --dialect mysql --compress none",
                "--table people --charset US-ASCII",
                "--table people --charset windows-1252 --unmappable replace",
                "--table people --split-rows 1 --json",
                "--table people --max-rows 1",
            })
    void a_grep_over_everything_written_and_printed_finds_nothing(String options) throws IOException {
        for (String kind : List.of("hash", "redact", "partial", "email", "null", "date-year")) {
            FinishedProcess run = export("out.csv", options.split(" "))
                    .with("--force", "--mask", "EMAIL=" + kind, "--mask", "born=date-year")
                    .run();
            assertNothing(run);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT email, CAST(email AS SIGNED) n FROM people",
                "SELECT email, ST_GeomFromText(email) g FROM people",
                "SELECT email, JSON_EXTRACT(email, '$') j FROM people",
                "SELECT email, email AS EMAIL, born, id FROM people",
            })
    void what_the_server_says_about_a_masked_value_is_not_passed_on(String query) throws IOException {
        FinishedProcess run =
                export("out.csv", "-e", query).with("--mask", "email=redact").run();
        assertFalse(run.error().contains("is a bug"), run.toString());
        assertNothing(run);
    }

    @Test
    void files_hashed_with_one_key_join_and_with_another_key_do_not() throws IOException {
        export("people.csv", "--table", "people", "--mask", "email=hash").run().assertExit(ExitCode.DONE);
        export("orders.csv", "--table", "orders", "--mask", "customer=hash", "--dialect", "excel")
                .run()
                .assertExit(ExitCode.DONE);
        Set<String> emails = column("people.csv", 1);
        assertEquals(2, emails.size());
        assertEquals(emails, column("orders.csv", 1));
        Path other = SafecsvCli.passwordFile("another key of more than 32 bytes, too");
        SafecsvCli.safecsv("export", "-D", database, "--table", "people", "--mask", "email=hash")
                .with("-o", directory.resolve("other.csv").toString(), "--mask-key-file", other.toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        assertNotEquals(emails, column("other.csv", 1));
    }

    @Test
    void several_tables_are_masked_by_one_option_and_a_query_by_its_own_header() throws IOException {
        Path query = Files.writeString(
                Files.createTempDirectory("q").resolve("q.sql"),
                "-- Mask: who=email\nSELECT customer who, id FROM orders ORDER BY id\n");
        FinishedProcess run = command("--table", "people", "--query-file", query.toString())
                .with("--output-dir", directory.toString(), "--mask", "email=redact")
                .run()
                .assertExit(ExitCode.DONE);
        assertNothing(run);
        assertEquals(
                "who,id\nb***@mail.example,1\ns***@mail.example,2\n,3\n", Files.readString(directory.resolve("q.csv")));
        assertTrue(Files.readString(directory.resolve("people.csv")).contains("1,***,1987-05-12"));
    }

    @Test
    void a_column_that_is_not_there_and_a_hash_without_key_are_refused() throws IOException {
        command("--table", "people", "--mask", "e_mail=redact")
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains("There is no column e_mail to mask");
        SafecsvCli.safecsv("export", "-D", database, "--table", "people", "--mask", "email=hash")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains("head -c 32 /dev/urandom");
        command(
                        "--table",
                        "people",
                        "--mask",
                        "email=redact",
                        "--editable",
                        "-o",
                        directory.resolve("e.csv").toString())
                .run()
                .assertExit(ExitCode.USAGE);
        assertEquals(List.of(), files());
    }

    private void assertNothing(FinishedProcess run) throws IOException {
        StringBuilder all = new StringBuilder(run.outputText()).append(run.error());
        for (Path file : files()) {
            all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        for (String secret : List.of("seKret", "bob.Other")) {
            assertFalse(all.toString().contains(secret), () -> secret + " came out:\n" + run);
        }
    }

    private Set<String> column(String file, int column) throws IOException {
        Set<String> values = new TreeSet<>();
        List<String> lines = Files.readAllLines(directory.resolve(file));
        for (String line : lines.subList(1, lines.size())) {
            String value = line.split(",", -1)[column];
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }

    private SafecsvCli export(String file, String... options) {
        return command("-o", directory.resolve(file).toString()).with(options);
    }

    private static SafecsvCli command(String... options) {
        return SafecsvCli.safecsv("export", "-D", database)
                .with(options)
                .with("--mask-key-file", KEY.toString())
                .on(server, server.admin());
    }
}
