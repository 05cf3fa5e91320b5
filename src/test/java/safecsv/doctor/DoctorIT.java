package safecsv.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** What the doctor says is true. */
class DoctorIT {
    private static TestServer server;
    private static String database;

    private TestUser user;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_two_tables() {
        server = TestServer.get();
        database = server.createDatabase("doctor_it");
        server.adminSql(
                "CREATE TABLE " + database + ".customers (id INT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE " + database + ".orders (id INT PRIMARY KEY, customer INT)",
                "INSERT INTO " + database + ".customers VALUES (1, 'a'), (2, 'b')");
    }

    @BeforeEach
    void make_an_account_that_has_nothing() throws IOException {
        user = server.createUser();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void the_grant_for_a_database_is_for_that_one_and_not_for_one_that_its_underscores_would_match() {
        String lookalike = server.createDatabase(database.replace('_', 'x'));
        server.adminSql("CREATE TABLE " + lookalike + ".customers (id INT PRIMARY KEY)");
        run(texts(purpose(doctor("-D", database).read(), "export").get("missing")));

        SafecsvCli.safecsv("export", "--table", lookalike + ".customers")
                .on(server, user)
                .run()
                .assertExit(ExitCode.FAILED);
    }

    /** Each by itself looked as if all were well, or as if a GRANT were missing. */
    @Test
    void a_limit_of_the_account_a_sleeping_role_a_broken_view_and_granted_columns_are_named() throws IOException {
        String role = "r_" + database;
        server.adminSql(
                "CREATE ROLE IF NOT EXISTS " + role,
                "GRANT " + role + " TO " + user.name(),
                "ALTER USER " + user.name() + " WITH MAX_USER_CONNECTIONS 3",
                "GRANT SELECT (id) ON " + database + ".customers TO " + user.name(),
                "GRANT SELECT ON " + database + ".orders TO " + user.name(),
                "CREATE TABLE " + database + ".gone (id INT)",
                "CREATE OR REPLACE VIEW " + database + ".broken AS SELECT * FROM " + database + ".gone",
                "GRANT SELECT ON " + database + ".broken TO " + user.name(),
                "DROP TABLE " + database + ".gone");
        List<String> texts =
                findingTexts(doctor("--table", "customers", "-D", database).read());
        assertTrue(texts.contains("an account may have 3 connections"), texts.toString());
        assertTrue(texts.stream().anyMatch(text -> text.endsWith("do not count: " + role)), texts.toString());
        assertTrue(
                texts.contains(database + ".customers can be exported in part: the account may read id only"),
                texts.toString());
        List<String> ofDatabase = findingTexts(doctor("-D", database).read());
        assertTrue(ofDatabase.contains("views that can't be read, whatever is granted: broken"), ofDatabase.toString());
    }

    private static List<String> findingTexts(JsonNode diagnosis) {
        return diagnosis.get("findings").findValuesAsText("text");
    }

    @Test
    void what_it_says_of_lag_and_locks_becomes_true_with_its_grants() throws IOException {
        server.requireMySql("performance_schema and the privilege's name");
        List<String> purposes = List.of("max-lag", "parallel", "snapshot-lock", "yield", "apply", "triggers");
        JsonNode before = doctor("--table", database + ".customers").read();
        for (String purpose : purposes) {
            assertEquals("missing", purpose(before, purpose).get("state").asText(), purpose);
            run(texts(purpose(before, purpose).get("missing")));
        }
        JsonNode after = doctor("--table", database + ".customers").read();
        for (String purpose : purposes) {
            assertEquals("ready", purpose(after, purpose).get("state").asText(), purpose);
        }
        assertTrue(text(after, "replica").startsWith("no;"));
    }

    @Test
    void an_account_by_role_has_what_its_role_has() throws IOException {
        String role = "doctor_role_" + user.name();
        server.adminSql(
                "CREATE ROLE " + role,
                "GRANT SELECT ON " + database + ".customers TO " + role,
                "GRANT " + role + " TO '" + user.name() + "'@'%'",
                server.isMySql()
                        ? "SET DEFAULT ROLE " + role + " TO '" + user.name() + "'@'%'"
                        : "SET DEFAULT ROLE " + role + " FOR '" + user.name() + "'@'%'");
        try {
            JsonNode found = doctor("--table", database + ".customers").assertExitAndRead(ExitCode.DONE);
            assertEquals("ready", purpose(found, "export").get("state").asText());
        } finally {
            server.adminSql("DROP ROLE " + role);
        }
    }

    @Test
    void the_file_privilege_a_missing_table_and_an_open_directory_are_told() throws IOException {
        server.adminSql("GRANT SELECT, FILE ON *.* TO '" + user.name() + "'@'%'");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        JsonNode found = doctor("--table", database + ".nosuch").assertExitAndRead(ExitCode.FAILED);

        assertTrue(all(found).contains("warn account it has FILE"), all(found));
        assertTrue(all(found).contains("doesn't exist"), all(found));
        assertTrue(all(found).contains("warn directory permissions rwxr-xr-x"), all(found));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    }

    @Test
    void a_wrong_password_still_has_the_directory_looked_at() {
        FinishedProcess run = SafecsvCli.safecsv("doctor", "--output-dir", "/no/such/place")
                .on(server, new TestUser(user.name(), "wrong"))
                .run()
                .assertExit(ExitCode.USAGE);

        assertTrue(run.outputText().startsWith("connection   fail  Access denied"), run.outputText());
        assertTrue(run.outputText().contains("directory    fail  there is no directory /no/such/place"));
        assertFalse(run.outputText().contains("GRANT"));
    }

    @Test
    void the_text_has_every_finding_and_no_colour_where_no_terminal_is() {
        server.adminSql("GRANT SELECT ON " + database + ".* TO '" + user.name() + "'@'%'");
        FinishedProcess run = doctorIn("-D", database).run().assertExit(ExitCode.DONE);

        for (String topic : Stream.of("connection", "TLS", "server", "characters", "time zone", "replica", "limits")
                .toList()) {
            assertTrue(run.outputText().lines().anyMatch(line -> line.startsWith(topic + " ")), topic + "\n" + run);
        }
        assertTrue(run.outputText().contains("SELECT ON `" + database.replace("_", "\\_") + "`.* TO"), run.toString());
        assertFalse(run.outputText().contains("\u001B"));
    }

    @Test
    void the_json_has_the_documented_fields() throws IOException {
        JsonNode found = doctor("-D", database).read();

        assertEquals(Set.of("exitCode", "findings", "purposes"), fields(found));
        assertEquals(
                Set.of("topic", "mark", "text", "advice"),
                fields(found.get("findings").get(0)));
        assertEquals(
                Set.of("purpose", "state", "grants", "missing"),
                fields(found.get("purposes").get(0)));
        String page = Files.readString(Path.of("docs/doctor.md"));
        for (String field : Set.of("exitCode", "topic", "mark", "advice", "purpose", "state", "grants", "missing")) {
            assertTrue(page.contains("`" + field + "`"), field);
        }
    }

    private static void run(List<String> grants) {
        assertFalse(grants.isEmpty());
        server.adminSql(grants.toArray(String[]::new));
    }

    private SafecsvCli doctorIn(String... arguments) {
        return SafecsvCli.safecsv("doctor", "--output-dir", directory.toString())
                .with(arguments)
                .on(server, user);
    }

    private Answer doctor(String... arguments) {
        return new Answer(doctorIn(arguments).with("--json").run());
    }

    private record Answer(FinishedProcess run) {
        JsonNode assertExitAndRead(ExitCode code) {
            run.assertExit(code);
            assertEquals(code.code(), read().get("exitCode").asInt());
            return read();
        }

        JsonNode read() {
            try {
                return new ObjectMapper().readTree(run.outputText());
            } catch (IOException failure) {
                throw new IllegalStateException(run.toString(), failure);
            }
        }
    }

    private static JsonNode purpose(JsonNode diagnosis, String name) {
        for (JsonNode purpose : diagnosis.get("purposes")) {
            if (purpose.get("purpose").asText().equals(name)) {
                return purpose;
            }
        }
        throw new AssertionError("no purpose " + name + " in " + diagnosis);
    }

    private static String text(JsonNode diagnosis, String topic) {
        for (JsonNode finding : diagnosis.get("findings")) {
            if (finding.get("topic").asText().equals(topic)) {
                return finding.get("text").asText();
            }
        }
        throw new AssertionError("no finding " + topic);
    }

    private static String all(JsonNode diagnosis) {
        StringBuilder text = new StringBuilder();
        for (JsonNode finding : diagnosis.get("findings")) {
            text.append(finding.get("mark").asText())
                    .append(' ')
                    .append(finding.get("topic").asText())
                    .append(' ')
                    .append(finding.get("text").asText())
                    .append('\n');
        }
        return text.toString();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
