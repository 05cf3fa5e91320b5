package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safecsv.cli.InProcess;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;
import safecsv.testing.Tool;

/**
 * Whole cases: each folder of {@code src/test/resources/round-trip} is a table ({@code schema.sql}, whose table is t), what
 * was exported of it where that is not all ({@code query.sql}), what came back ({@code edited.csv}), what others did
 * meanwhile ({@code concurrent.sql}), options ({@code args}), and what the diff must say ({@code expected.txt},
 * {@code exit}). The account may SELECT and nothing else, or what the file {@code privileges} says. Each case is also asked
 * for a plan and SQL, and what is said as JSON is compared with what {@link PythonVerdicts} come to. A file
 * {@code mysql-only} has the reason why a case is left out on MariaDB. The system property {@code safecsv.golden=write}
 * writes what was said into {@code expected.txt}, for a person to read; {@code safecsv.golden.only} is a pattern for the
 * folders' names.
 */
class RoundTripCasesIT {
    private static final Path CASES = Path.of("src/test/resources/round-trip");

    private static TestServer server;
    private static int agreed;
    private static Map<String, String> notTold = new TreeMap<>();

    @TempDir
    private Path folder;

    private String database;
    private TestUser reader;

    @BeforeAll
    static void find_a_server() {
        server = TestServer.get();
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(System.getProperty("safecsv.golden.only", ".*")))
                    .sorted()
                    .toList();
        }
    }

    private SafecsvCli safecsv(String command) {
        return SafecsvCli.safecsv(command)
                .on(server, reader)
                .with("-D", database)
                .withFilesIn(folder);
    }

    private void sql(Path script) throws IOException {
        if (!Files.exists(script)) {
            return;
        }
        for (String statement : Files.readString(script).split(";\\s*\\n|;\\s+(?=[A-Z])", -1)) {
            if (!statement.isBlank()) {
                server.adminSql("USE " + database, "SET time_zone = '+00:00'", statement);
            }
        }
    }

    /** What is said of a case where nothing is wrong with the CSV is what another program finds too, where it can tell. */
    private void secondOpinion(String name, List<String> options) throws IOException, SQLException {
        List<String> line = new ArrayList<>(List.of("diff", "-D", database, "--json"));
        line.add(folder.resolve("edited.csv").toString());
        if (!options.contains("--table")) {
            line.addAll(
                    List.of("--baseline", folder.resolve("t.csv.baseline.zip").toString()));
        }
        line.addAll(options);
        byte[] said = InProcess.run(server, line).output().getBytes(StandardCharsets.UTF_8);
        PythonVerdicts.compare(server, database, folder, said, options)
                .ifPresentOrElse(reason -> notTold.put(name, reason), () -> agreed++);
    }

    @AfterAll
    static void say_how_many_have_a_second_opinion() {
        System.out.println("Python agrees with %d cases; not with %s".formatted(agreed, notTold));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holds(String name) throws IOException, SQLException {
        Path golden = CASES.resolve(name);
        Path onMySqlOnly = golden.resolve("mysql-only");
        if (Files.exists(onMySqlOnly)) {
            server.requireMySql(Files.readString(onMySqlOnly).strip());
        }
        database = server.createDatabase("golden");
        Path privileges = golden.resolve("privileges");
        reader = server.createUser(
                (Files.exists(privileges) ? Files.readString(privileges).strip() : "SELECT") + " ON " + database
                        + ".*");
        sql(golden.resolve("schema.sql"));
        Path query = golden.resolve("query.sql");
        SafecsvCli export = safecsv("export").with("--editable", "-o", "t.csv");
        (Files.exists(query)
                        ? export.with("--query-file", query.toAbsolutePath().toString())
                        : export.with("--table", "t"))
                .run()
                .assertExit(0);
        sql(golden.resolve("concurrent.sql"));
        Files.copy(golden.resolve("edited.csv"), folder.resolve("edited.csv"));
        String args = Files.readString(golden.resolve("args")).strip();
        int exit = Integer.parseInt(Files.readString(golden.resolve("exit")).strip());
        SafecsvCli diff = safecsv("diff").with("edited.csv", "--plan", "plan.jsonl", "--sql", "plan.sql");
        if (!args.contains("--table")) {
            diff.with("--baseline", "t.csv.baseline.zip");
        }
        if (!args.isEmpty()) {
            diff.with(args.split(" ", -1));
        }
        FinishedProcess said = diff.run();
        String text = (said.outputText() + said.error()).replace(database + ".", "");
        if ("write".equals(System.getProperty("safecsv.golden"))) {
            Files.writeString(golden.resolve("expected.txt"), text);
        }
        assertEquals(Files.readString(golden.resolve("expected.txt")), text);
        said.assertExit(exit);
        assertEquals(exit == 3, Files.notExists(folder.resolve("plan.jsonl")), "a plan");
        assertEquals(exit == 3, Files.notExists(folder.resolve("plan.sql")), "SQL");
        assertFalse(text.contains("\tat "), text);
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.noneMatch(path -> path.toString().endsWith("part")), "temporary files are left");
        }
        if (exit <= 1 && Tool.isThere("python3")) {
            secondOpinion(name, args.isEmpty() ? List.of() : List.of(args.split(" ", -1)));
        }
    }
}
