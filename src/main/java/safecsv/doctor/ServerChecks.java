package safecsv.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import safecsv.mysql.facts.ReplicaFacts;
import safecsv.mysql.facts.ServerFacts;

/** What the server is, and what about it an export or its reader may stumble over. */
final class ServerChecks {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);
    private static final long LAG_SECONDS = 60;
    private static final long SMALL_PACKET = 16L << 20;
    /** What one row takes of the heap, in copies of it. */
    private static final int COPIES = 4;

    private ServerChecks() {}

    static List<Finding> version(Facts facts) {
        ServerFacts server = facts.server();
        String comment = server.variable("version_comment")
                .filter(text -> !text.isEmpty())
                .map(text -> ", " + text)
                .orElse("");
        String name = (server.isMariaDb() ? "MariaDB " : "MySQL ") + server.version() + comment;
        int major = Integer.parseInt(server.version().replaceFirst("\\D.*", ""));
        boolean old = server.isMariaDb() ? major < 10 : major < 5;
        return List.of(
                old
                        ? Finding.warn("server", name, "Versions before MySQL 5.7 and MariaDB 10.11 were never tried.")
                        : Finding.ok("server", name));
    }

    static List<Finding> characterSet(Facts facts) {
        String server = facts.server().variable("character_set_server").orElse("?");
        String text = "server default %s (%s); results always come as utf8mb4"
                .formatted(server, facts.server().variable("collation_server").orElse("?"));
        return List.of(Finding.ok("characters", text));
    }

    static List<Finding> timeZones(Facts facts) {
        ServerFacts server = facts.server();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "time zone",
                "system %s, global %s, session %s: TIMESTAMP is written at UTC%s"
                        .formatted(
                                server.variable("system_time_zone").orElse("?"),
                                server.variable("time_zone").orElse("?"),
                                server.sessionTimeZone(),
                                offset(server.offset()))));
        if (!server.namedTimeZones()) {
            findings.add(
                    Finding.ok("time zone", "the server knows no zones by name (CONVERT_TZ with a name gives NULL)"));
        }
        Duration ahead = server.clockAhead();
        if (ahead.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            findings.add(Finding.warn(
                    "time zone",
                    "the server's clock is %d s %s this machine's"
                            .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
                    "One of the two is wrong; snapshot times are the server's."));
        }
        return findings;
    }

    private static String offset(Duration offset) {
        Duration size = offset.abs();
        return String.format(
                Locale.ROOT, "%s%02d:%02d", offset.isNegative() ? "-" : "+", size.toHours(), size.toMinutesPart());
    }

    static List<Finding> replica(Facts facts) {
        ServerFacts server = facts.server();
        ReplicaFacts replica = server.replica();
        boolean readOnly =
                Stream.of("read_only", "super_read_only", "innodb_read_only").anyMatch(server::isOn);
        String writes = readOnly
                ? "; the server is read-only, so export and diff work and apply does not"
                : "; the server takes writes";
        return List.of(
                switch (replica.role()) {
                    case NOT_TOLD -> Finding.ok("replica", "not known, the account may not ask" + writes);
                    case NO_REPLICA -> Finding.ok("replica", "no" + writes);
                    case REPLICA -> lag(replica, writes);
                });
    }

    private static Finding lag(ReplicaFacts replica, String writes) {
        if (replica.lagSeconds().isEmpty()) {
            return Finding.warn(
                    "replica",
                    "yes, but replication does not run" + writes,
                    "The rows are of an unknown time in the past.");
        }
        long seconds = replica.lagSeconds().getAsLong();
        String text = "yes, %d s behind".formatted(seconds) + writes;
        return seconds > LAG_SECONDS
                ? Finding.warn("replica", text, "The rows are that old; --max-lag waits until it is less.")
                : Finding.ok("replica", text);
    }

    static List<Finding> limits(Facts facts) {
        ServerFacts server = facts.server();
        List<Finding> findings = new ArrayList<>();
        findings.add(packet(facts));
        String mode = server.variable("sql_mode").orElse("");
        findings.add(Finding.ok(
                "limits",
                "sql_mode %s; safecsv's sessions have their own".formatted(mode.isEmpty() ? "is empty" : mode)));
        boolean cuts = server.number("sql_select_limit")
                .filter(limit -> limit < 1_000_000_000L)
                .isPresent();
        if (cuts) {
            findings.add(Finding.warn(
                    "limits",
                    "sql_select_limit is " + server.number("sql_select_limit").orElse(0L),
                    "safecsv lifts it for its own session; other programs get results that are cut without a word."));
        }
        Optional<String> limit = server.variable("max_execution_time")
                .or(() -> server.variable("max_statement_time"))
                .filter(value -> !value.matches("0(\\.0*)?"));
        limit.ifPresent(value -> findings.add(Finding.ok(
                "limits",
                "the server ends other programs' SELECTs after " + value + "; safecsv's --timeout replaces it")));
        return findings;
    }

    private static Finding packet(Facts facts) {
        long packet = facts.server().number("max_allowed_packet").orElse(0L);
        long heap = facts.program().heapBytes();
        String text = "max_allowed_packet %d MiB, heap %d MiB".formatted(packet >> 20, heap >> 20);
        if (packet < SMALL_PACKET) {
            return Finding.warn(
                    "limits",
                    text,
                    "A larger row fails, and a function's larger result becomes NULL (which fails the export).");
        }
        return heap / COPIES < Math.min(packet, SMALL_PACKET)
                ? Finding.warn("limits", text, "A row must fit four times into the heap: SAFECSV_JAVA_OPTS=-Xmx4g.")
                : Finding.ok("limits", text);
    }
}
