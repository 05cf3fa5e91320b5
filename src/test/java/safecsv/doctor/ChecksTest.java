package safecsv.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.facts.Grants;
import safecsv.mysql.facts.ReplicaFacts;
import safecsv.mysql.facts.ServerFacts;
import safecsv.mysql.facts.TableFacts;
import safecsv.mysql.facts.TlsFacts;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.Secret;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;
import safecsv.mysql.settings.TlsSettings;

/** Findings from made-up facts: no server, no disk. */
class ChecksTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, String> variables = new HashMap<>(Map.of(
            "max_allowed_packet", "67108864", "sql_mode", "STRICT_TRANS_TABLES", "character_set_server", "utf8mb4"));
    private String host = "db.example";
    private String version = "8.4.6";
    private Optional<TlsFacts> tls = tls(NOW.plus(Duration.ofDays(400)), "TLSv1.3");
    private ReplicaFacts replica = new ReplicaFacts(ReplicaFacts.Role.NO_REPLICA, OptionalLong.empty());
    private List<String> grants = List.of("GRANT SELECT ON `shop`.* TO `u`@`%`");
    private Duration ahead = Duration.ZERO;
    private List<String> sleepingRoles = List.of();
    private List<String> brokenViews = List.of();
    private List<TableFacts> tables = List.of();

    @Test
    void a_healthy_server_gives_no_warning_but_that_its_certificate_was_not_checked() {
        assertEquals(
                List.of("the certificate was not checked (REQUIRED): somebody in between could pass for the server"),
                warnings());
    }

    @Test
    void plain_text_over_a_network_is_warned_of_and_on_the_servers_machine_it_is_not() {
        tls = Optional.empty();
        assertWarns("none: user names, queries and rows cross the network in plain text");
        host = "127.0.0.1";
        assertEquals(List.of(), warnings());
    }

    @Test
    void a_certificate_that_has_ended_or_soon_will_is_warned_of() {
        tls = tls(NOW.minusSeconds(1), "TLSv1.3");
        assertAdvises("It has expired; the server needs a new one.");
        tls = tls(NOW.plus(Duration.ofDays(29)), "TLSv1.3");
        assertAdvises("It expires within 30 days; the server needs a new one.");
    }

    @Test
    void an_old_protocol_is_warned_of() {
        tls = tls(NOW.plus(Duration.ofDays(400)), "TLSv1.1");
        assertAdvises("Have the server offer TLS 1.2 or 1.3.");
    }

    @Test
    void a_replica_far_behind_or_standing_is_warned_of() {
        replica = new ReplicaFacts(ReplicaFacts.Role.REPLICA, OptionalLong.of(61));
        assertAdvises("The rows are that old; --max-lag waits until it is less.");
        replica = new ReplicaFacts(ReplicaFacts.Role.REPLICA, OptionalLong.empty());
        assertAdvises("The rows are of an unknown time in the past.");
    }

    @Test
    void the_file_privilege_is_warned_of_with_the_revoke() {
        grants = List.of("GRANT SELECT, FILE ON *.* TO `u`@`%`");
        assertAdvises("Nothing of safecsv needs it, nor INTO OUTFILE: REVOKE FILE ON *.* FROM 'u'@'%';");
    }

    @Test
    void limits_that_break_exports_or_mislead_are_warned_of() {
        variables.put("max_allowed_packet", "1048576");
        assertWarns("max_allowed_packet 1 MiB, heap 1024 MiB");
        variables.put("max_user_connections", "1");
        assertWarns("an account may have one connection only");
        variables.put("sql_select_limit", "1000");
        assertWarns("sql_select_limit is 1000");
        ahead = Duration.ofSeconds(-90);
        assertWarns("the server's clock is 90 s behind this machine's");
    }

    @Test
    void roles_that_sleep_are_named_with_what_wakes_them() {
        sleepingRoles = List.of("reader", "writer");
        assertWarns("roles that it has are not active in its sessions, so that their privileges do not count: reader,"
                + " writer");
        assertAdvises("SET DEFAULT ROLE ALL TO 'u'@'%';");
        version = "10.11.9-MariaDB";
        assertAdvises("SET DEFAULT ROLE `reader` FOR 'u'@'%';");
    }

    @Test
    void views_that_nobody_can_read_are_named() {
        brokenViews = List.of("v1", "v2");
        assertWarns("views that can't be read, whatever is granted: v1, v2");
    }

    @Test
    void a_table_of_which_some_columns_may_be_read_can_be_exported_with_these() {
        tables = List.of(new TableFacts(
                "shop",
                "customers",
                false,
                true,
                List.of("id", "name"),
                Optional.of(new SafecsvException(ExitCode.FAILED, "SELECT command denied"))));
        assertTrue(findings().stream()
                .anyMatch(finding -> finding.text()
                                .equals("shop.customers can be exported in part: the account may read id, name only")
                        && finding.advice().orElse("").startsWith("--columns id,name;")));
    }

    @Test
    void few_connections_are_warned_of() {
        variables.put("max_user_connections", "3");
        assertWarns("an account may have 3 connections");
        variables.put("max_user_connections", "0");
        assertTrue(warnings().stream().noneMatch(text -> text.startsWith("an account may")));
    }

    @Test
    void the_smallest_grant_names_the_database_and_not_a_pattern() {
        grants = List.of("GRANT USAGE ON *.* TO `u`@`%`");
        Readiness export = new SmallestGrants(facts("my_shop").server()).readiness(Purpose.EXPORT);

        assertEquals(Readiness.State.MISSING, export.state());
        assertEquals(List.of("GRANT SELECT ON `my\\_shop`.* TO 'u'@'%';"), export.missing());
    }

    @Test
    void only_what_is_missing_is_listed_as_missing() {
        Readiness apply = new SmallestGrants(facts("shop").server()).readiness(Purpose.APPLY);

        assertEquals(List.of("GRANT SELECT, INSERT, UPDATE, DELETE ON `shop`.* TO 'u'@'%';"), apply.grants());
        assertEquals(List.of("GRANT INSERT, UPDATE, DELETE ON `shop`.* TO 'u'@'%';"), apply.missing());
    }

    @Test
    void on_mariadb_a_replica_is_asked_with_another_privilege_and_parallel_is_not_to_be_had() {
        version = "11.4.5-MariaDB";
        SmallestGrants smallest = new SmallestGrants(facts("shop").server());

        assertEquals(
                List.of("GRANT SLAVE MONITOR ON *.* TO 'u'@'%';"),
                smallest.readiness(Purpose.MAX_LAG).grants());
        assertEquals(
                Readiness.State.NOT_HERE, smallest.readiness(Purpose.PARALLEL).state());
    }

    @Test
    void a_directory_is_judged_by_what_others_may_do_there() {
        assertEquals(List.of(Mark.OK, Mark.OK), marks(directory("rwx------", 1L << 40)));
        assertEquals(List.of(Mark.OK, Mark.OK), marks(directory("rwx--x--x", 1L << 40)));
        assertEquals(List.of(Mark.OK, Mark.WARN), marks(directory("rwxr-x---", 1L << 40)));
        assertEquals(List.of(Mark.WARN, Mark.WARN), marks(directory("rwxrwxrwx", 1000)));
        List<Finding> missing = LocalChecks.directory(
                new DirectoryFacts(Path.of("/none"), false, Optional.empty(), OptionalLong.empty(), Optional.empty()));
        assertEquals(ExitCode.USAGE, new Diagnosis(missing, List.of()).exitCode());
    }

    private static List<Finding> directory(String permissions, long free) {
        return LocalChecks.directory(new DirectoryFacts(
                Path.of("/out"), true, Optional.empty(), OptionalLong.of(free), Optional.of(permissions)));
    }

    private static List<Mark> marks(List<Finding> findings) {
        return findings.stream().map(Finding::mark).toList();
    }

    private void assertWarns(String text) {
        assertTrue(warnings().contains(text), () -> warnings().toString());
    }

    private void assertAdvises(String advice) {
        List<String> given = findings().stream()
                .flatMap(finding -> finding.advice().stream())
                .toList();
        assertTrue(given.contains(advice), given::toString);
    }

    private List<String> warnings() {
        return findings().stream()
                .filter(finding -> finding.mark() != Mark.OK)
                .map(Finding::text)
                .toList();
    }

    private List<Finding> findings() {
        Facts facts = facts("shop");
        return Checks.OF_SERVER.stream()
                .flatMap(check -> check.of(facts).stream())
                .toList();
    }

    private Facts facts(String database) {
        ServerFacts server = new ServerFacts(
                version,
                new ServerFacts.Account("u", "%"),
                "u@here",
                variables,
                "SYSTEM",
                Duration.ofHours(9),
                true,
                ahead,
                Optional.of(3L),
                tls,
                replica,
                Optional.of(Grants.parse(grants, false)),
                sleepingRoles,
                false,
                Optional.of(new ServerFacts.Database(database, List.of("customers"), brokenViews)),
                tables);
        ConnectionSettings settings = new ConnectionSettings(
                new ServerAddress.Tcp(host, 3306),
                "u",
                Secret.NONE,
                Optional.of(database),
                new TlsSettings(SslMode.REQUIRED, Optional.empty()),
                Duration.ofSeconds(10));
        DirectoryFacts directory = new DirectoryFacts(
                Path.of("."), true, Optional.empty(), OptionalLong.of(1L << 40), Optional.of("rwx------"));
        return new Facts(server, settings, directory, new ProgramFacts("safecsv", "17", 1L << 30), NOW);
    }

    private static Optional<TlsFacts> tls(Instant end, String protocol) {
        return Optional.of(new TlsFacts(
                protocol, "X", Optional.of(new TlsFacts.Certificate("CN=db", "CN=ca", end, List.of("db.example")))));
    }
}
