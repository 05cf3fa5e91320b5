package safecsv.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** With the GRANT that the doctor prints, a fresh account can do it, and with anything less it can't. */
class DoctorGrantsIT {
    private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (.+) TO (.+);");

    private static TestServer server;
    private static String database;

    private TestUser user;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_tables() {
        server = TestServer.get();
        database = server.createDatabase("doctor_grants");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE orders (id INT PRIMARY KEY, customer INT)",
                "INSERT INTO customers VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "CREATE TABLE digits (n INT PRIMARY KEY)",
                "INSERT INTO digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 99)"
                        + " SELECT n FROM r",
                "CREATE TABLE large (id INT PRIMARY KEY, filler VARCHAR(2000)) CHARACTER SET latin1",
                "INSERT INTO large SELECT a.n * 100 + b.n, REPEAT('filler, ', 200) FROM digits a, digits b",
                "ANALYZE TABLE large");
    }

    @BeforeEach
    void make_an_account_that_has_nothing() {
        user = server.createUser();
    }

    @Test
    void for_tables_and_export() throws IOException {
        String[] tables = {"--table", database + ".customers", "--table", database + ".orders"};
        List<String> grants = missing(tables, "export");
        assertEquals(2, grants.size());
        assertEnoughAndNothingLess(grants, () -> exports("customers") && exports("orders"), tables);
    }

    @Test
    void for_a_database_and_export() throws IOException {
        String[] arguments = {"-D", database};
        assertEnoughAndNothingLess(
                missing(arguments, "export"), () -> exports("customers") && exports("orders"), arguments);
    }

    @Test
    void for_parallel() throws IOException {
        server.requireMySql("MariaDB has nothing that proves one moment");
        String[] table = {"--table", database + ".large"};
        assertEnoughAndNothingLess(
                missing(table, "export", "parallel"), () -> exports("large", "--parallel", "2"), table);
    }

    @Test
    void for_parallel_with_a_lock() throws IOException {
        String[] table = {"--table", database + ".large"};
        assertEnoughAndNothingLess(
                missing(table, "export", "snapshot-lock"),
                () -> exports("large", "--parallel", "2", "--snapshot-lock"),
                table);
    }

    /** The test's server is no replica: with the privilege it says so, without it that it may not be asked. */
    @Test
    void for_max_lag() throws IOException {
        String[] table = {"--table", database + ".customers"};
        assertEnoughAndNothingLess(
                missing(table, "export", "max-lag"),
                () -> export("customers", "--max-lag", "5s").exitCode() == ExitCode.USAGE.code(),
                table);
    }

    @Test
    void for_diff() throws IOException {
        Path file = edited();
        String[] table = {"--table", database + ".customers"};
        assertEnoughAndNothingLess(
                missing(table, "diff"),
                () -> SafecsvCli.safecsv("diff", file.toString(), "--baseline", file + ".baseline.zip")
                                .on(server, user)
                                .run()
                                .exitCode()
                        == ExitCode.CHANGES.code(),
                table);
    }

    /** One update, one insert, one delete; all but COMMIT, so that it can be done again and again. */
    @Test
    void for_apply() throws IOException {
        Path file = edited();
        Path plan = directory.resolve("plan.jsonl");
        SafecsvCli.safecsv("diff", file.toString(), "--baseline", file + ".baseline.zip", "--allow-deletes")
                .with("--plan", plan.toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.CHANGES);
        String[] table = {"--table", database + ".customers"};
        assertEnoughAndNothingLess(
                missing(table, "apply"),
                () -> SafecsvCli.safecsv("apply", plan.toString(), "--yes", "--dry-run")
                                .on(server, user)
                                .run()
                                .exitCode()
                        == ExitCode.DONE.code(),
                table);
    }

    private Path edited() throws IOException {
        Path file = directory.resolve("edited.csv");
        SafecsvCli.safecsv("export", "--editable", "--table", database + ".customers", "-o", file.toString())
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        return Files.writeString(
                file, Files.readString(file).replace("2,b", "2,edited").replace("3,c", "4,new"));
    }

    private interface Works {
        boolean now() throws IOException;
    }

    private void assertEnoughAndNothingLess(List<String> grants, Works works, String... arguments) throws IOException {
        assertFalse(works.now());
        run(grants);
        assertTrue(works.now());
        doctor(arguments, ExitCode.DONE);
        for (String grant : grants) {
            Matcher parts = GRANT.matcher(grant);
            assertTrue(parts.matches(), grant);
            for (String privilege : parts.group(1).split(", ", -1)) {
                server.adminSql("REVOKE " + privilege + " ON " + parts.group(2) + " FROM " + parts.group(3));
                assertFalse(works.now(), "it works without " + privilege + " of " + grant);
                run(List.of(grant));
            }
        }
        assertTrue(works.now());
    }

    private static void run(List<String> grants) {
        assertFalse(grants.isEmpty());
        server.adminSql(grants.toArray(String[]::new));
    }

    /** What the doctor says is missing for these purposes, together. */
    private List<String> missing(String[] arguments, String... purposes) throws IOException {
        JsonNode found = doctor(arguments, ExitCode.FAILED);
        List<String> statements = new ArrayList<>();
        for (JsonNode purpose : found.get("purposes")) {
            if (List.of(purposes).contains(purpose.get("purpose").asText())) {
                assertEquals("missing", purpose.get("state").asText(), purpose.toString());
                purpose.get("missing").forEach(statement -> statements.add(statement.asText()));
            }
        }
        return statements;
    }

    private JsonNode doctor(String[] arguments, ExitCode expected) throws IOException {
        return new ObjectMapper()
                .readTree(SafecsvCli.safecsv("doctor", "--json", "--output-dir", directory.toString())
                        .with(arguments)
                        .on(server, user)
                        .run()
                        .assertExit(expected)
                        .outputText());
    }

    private boolean exports(String table, String... more) {
        return export(table, more).exitCode() == ExitCode.DONE.code();
    }

    private FinishedProcess export(String table, String... more) {
        return SafecsvCli.safecsv("export", "--table", database + "." + table)
                .with("-o", directory.resolve("out.csv").toString(), "--force")
                .with(more)
                .on(server, user)
                .run();
    }
}
