package safecsv.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import safecsv.mysql.facts.ServerFacts;
import safecsv.mysql.facts.TlsFacts;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;

/** How the server was reached. */
final class ConnectionChecks {
    private static final String TLS = "TLS";
    private static final Duration SOON = Duration.ofDays(30);
    private static final Set<String> SAFE_PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    /** What --parallel with two or three connections, or a daemon with two exports at a time, may use. */
    private static final int FEW = 8;

    private ConnectionChecks() {}

    static List<Finding> connection(Facts facts) {
        ServerFacts server = facts.server();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "connection",
                "%s, as %s (seen as %s)"
                        .formatted(facts.settings().place(), server.account().quoted(), server.loginFrom())));
        long limit = server.number("max_user_connections").orElse(0L);
        if (limit == 1) {
            findings.add(Finding.warn(
                    "connection",
                    "an account may have one connection only",
                    "An export needs a second one for a moment, to end its query early: raise max_user_connections, or"
                            + " the account's own MAX_USER_CONNECTIONS."));
        } else if (limit > 1 && limit < FEW) {
            findings.add(Finding.warn(
                    "connection",
                    "an account may have %d connections".formatted(limit),
                    "--parallel N needs N + 2 of them, and a daemon up to three for each export at a time."));
        }
        server.number("max_connections")
                .filter(most -> server.threads().filter(open -> most - open < 5).isPresent())
                .ifPresent(most -> findings.add(Finding.warn(
                        "connection",
                        "%d of %d connections are in use"
                                .formatted(server.threads().orElse(0L), most),
                        "An export needs one, and a second for a moment.")));
        return findings;
    }

    static List<Finding> tls(Facts facts) {
        if (facts.server().tls().isEmpty()) {
            return List.of(plain(facts));
        }
        TlsFacts tls = facts.server().tls().get();
        List<Finding> findings = new ArrayList<>();
        findings.add(
                SAFE_PROTOCOLS.contains(tls.protocol())
                        ? Finding.ok(TLS, tls.protocol() + ", " + tls.cipher())
                        : Finding.warn(
                                TLS, tls.protocol() + ", " + tls.cipher(), "Have the server offer TLS 1.2 or 1.3."));
        tls.certificate().ifPresent(certificate -> findings.addAll(certificate(facts, certificate)));
        return findings;
    }

    private static Finding plain(Facts facts) {
        boolean local = facts.settings().server().isLocal();
        boolean socket = facts.settings().server() instanceof ServerAddress.UnixSocket;
        if (local) {
            return Finding.ok(
                    TLS, "none; the bytes stay on the " + (socket ? "server's machine" : "server's own machine"));
        }
        return Finding.warn(
                TLS,
                "none: user names, queries and rows cross the network in plain text",
                "Use --ssl-mode REQUIRED, or better VERIFY_IDENTITY with --ssl-ca.");
    }

    private static List<Finding> certificate(Facts facts, TlsFacts.Certificate certificate) {
        Instant end = certificate.notAfter();
        String text = "certificate of %s, issued by %s, valid to %s"
                .formatted(certificate.subject(), certificate.issuer(), end);
        List<Finding> findings = new ArrayList<>();
        if (end.isBefore(facts.now())) {
            findings.add(Finding.warn(TLS, text, "It has expired; the server needs a new one."));
        } else if (end.isBefore(facts.now().plus(SOON))) {
            findings.add(Finding.warn(TLS, text, "It expires within 30 days; the server needs a new one."));
        } else {
            findings.add(Finding.ok(TLS, text));
        }
        SslMode mode = facts.settings().tls().mode();
        if (mode.verifies()) {
            findings.add(Finding.ok(TLS, "the certificate was checked (" + mode + ")"));
        } else if (facts.settings().server().isLocal()) {
            findings.add(Finding.ok(
                    TLS, "the certificate was not checked (" + mode + "); the server is on its own machine"));
        } else {
            findings.add(Finding.warn(
                    TLS,
                    "the certificate was not checked (" + mode + "): somebody in between could pass for the server",
                    "Name the CA with --ssl-ca; with MySQL's own automatic certificates add --ssl-mode VERIFY_CA."));
        }
        return findings;
    }
}
