package safecsv.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.mysql.facts.Grants;
import safecsv.mysql.facts.ServerFacts;
import safecsv.mysql.facts.TableFacts;
import safecsv.mysql.sql.Identifiers;

/** What the account may do, more and less than it needs. */
final class AccountChecks {
    private static final String ACCOUNT = "account";
    private static final Set<String> WRITING =
            Set.of("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "SUPER", "GRANT OPTION");

    private AccountChecks() {}

    static List<Finding> privileges(Facts facts) {
        Optional<Grants> grants = facts.server().grants();
        if (grants.isEmpty()) {
            return List.of(Finding.ok(ACCOUNT, "the server does not say what the account may do"));
        }
        List<Finding> findings = new ArrayList<>();
        if (grants.get().globally("FILE")) {
            String folder = facts.server().variable("secure_file_priv").orElse("");
            findings.add(Finding.warn(
                    ACCOUNT,
                    "it has FILE, which lets it read and write files on the server"
                            + (folder.isEmpty() ? " wherever the server may" : " in " + folder),
                    "Nothing of safecsv needs it, nor INTO OUTFILE: REVOKE FILE ON *.* FROM "
                            + facts.server().account().quoted() + ";"));
        } else {
            findings.add(
                    Finding.ok(ACCOUNT, "it has no FILE privilege, and needs none: files are written here, by you"));
        }
        Set<String> writing = grants.get().anywhere(WRITING);
        findings.add(
                writing.isEmpty()
                        ? Finding.ok(ACCOUNT, "it can only read")
                        : Finding.ok(
                                ACCOUNT,
                                "it may also " + String.join(", ", writing)
                                        + "; export and diff need none of these, and run in a read-only session"));
        return findings;
    }

    /** Privileges of a role that sleeps are none, and GRANT says nothing of it. */
    static List<Finding> roles(Facts facts) {
        ServerFacts server = facts.server();
        if (server.sleepingRoles().isEmpty()) {
            return List.of();
        }
        String account = server.account().quoted();
        String advice = server.isMariaDb()
                ? "SET DEFAULT ROLE %s FOR %s;"
                        .formatted(Identifiers.quoted(server.sleepingRoles().get(0)), account)
                : "SET DEFAULT ROLE ALL TO %s;".formatted(account);
        return List.of(Finding.warn(
                ACCOUNT,
                "roles that it has are not active in its sessions, so that their privileges do not count: "
                        + String.join(", ", server.sleepingRoles()),
                advice));
    }

    static List<Finding> tables(Facts facts) {
        return facts.server().tables().stream().map(AccountChecks::table).toList();
    }

    private static Finding table(TableFacts table) {
        String name = table.schema().isEmpty() ? table.name() : table.schema() + "." + table.name();
        if (table.refusal().isPresent() && !table.readableColumns().isEmpty()) {
            return Finding.fail(
                    "table",
                    "%s can be exported in part: the account may read %s only"
                            .formatted(name, String.join(", ", table.readableColumns())),
                    "--columns %s; diff and apply need the columns of the key among them. Or see the GRANT below."
                            .formatted(String.join(",", table.readableColumns())),
                    table.refusal().get().exitCode());
        }
        if (table.refusal().isPresent()) {
            return Finding.fail("table", table.refusal().get());
        }
        if (table.view()) {
            return Finding.ok("table", name + " can be exported; it is a view, so nothing can be put back into it");
        }
        return table.hasPrimaryKey()
                ? Finding.ok("table", name + " can be exported")
                : Finding.ok("table", name + " can be exported; it has no primary key, so neither --parallel nor diff");
    }

    static List<Finding> database(Facts facts) {
        ServerFacts server = facts.server();
        if (server.database().isEmpty()) {
            return server.tables().isEmpty()
                    ? List.of(Finding.ok("database", "none was named: -D or --table tells what to look at"))
                    : List.of();
        }
        List<Finding> findings = new ArrayList<>(readable(server));
        List<String> broken = server.database().get().brokenViews();
        if (!broken.isEmpty()) {
            findings.add(Finding.warn(
                    "database",
                    "views that can't be read, whatever is granted: " + String.join(", ", broken),
                    "They refer to tables, columns or functions that are not there, or their definer lacks rights."
                            + " Leave them out (--exclude of --all-tables), or have them mended."));
        }
        return findings;
    }

    private static List<Finding> readable(ServerFacts server) {
        String name = server.database().get().name();
        List<String> visible = server.database().get().tables();
        if (!server.tables().isEmpty() || server.grants().isEmpty()) {
            return List.of(
                    Finding.ok("database", "%s, %d tables and views to be seen".formatted(name, visible.size())));
        }
        long readable = visible.stream()
                .filter(table -> server.grants().get().onTable("SELECT", name, table))
                .count();
        String text = "%s: %d of the %d tables and views that the account sees can be read whole"
                .formatted(name, readable, visible.size());
        if (readable == 0) {
            return List.of(Finding.fail(
                    "database",
                    text,
                    "See the GRANT below; a database without tables looks the same.",
                    ExitCode.FAILED));
        }
        return List.of(
                readable == visible.size()
                        ? Finding.ok("database", text)
                        : Finding.warn("database", text, "Name the tables with --table, or see the GRANT below."));
    }
}
