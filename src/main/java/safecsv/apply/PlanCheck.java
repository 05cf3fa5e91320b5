package safecsv.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanColumn;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanLeftOut;
import safecsv.diff.plan.PlanReader;
import safecsv.diff.plan.PlanTable;
import safecsv.mysql.ServerIdentity;
import safecsv.mysql.WriteSession;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.TableDefinition;

/** What a plan must be before a lock is taken. Every refusal is code 4, and nothing was changed then. */
final class PlanCheck {
    private final PlanReader plan;
    private final PlanHeader header;

    PlanCheck(PlanReader plan) {
        this.plan = plan;
        this.header = plan.header();
    }

    /** What can be told without a server. */
    void alone(long maxChanges, boolean leaveSuspicious) {
        long conflicts = header.counts().conflicts();
        if (conflicts > 0) {
            throw refused(
                    "has %s, which the CSV and the database both changed".formatted(Counted.of(conflicts, "conflict")),
                    "Make it again with safecsv diff and --on-conflict keep-database or take-csv.");
        }
        PlanLeftOut leftOut = header.leftOut();
        if (leftOut.rows() > 0 && !leaveSuspicious) {
            throw refused(
                    "leaves out %s in %s%s, and nobody has said what they are: %s"
                            .formatted(
                                    Counted.of(leftOut.cells(), "suspicious cell"),
                                    Counted.of(leftOut.rows(), "row"),
                                    leftOut.newRows() == 0
                                            ? ""
                                            : " (%s among them)".formatted(Counted.of(leftOut.newRows(), "new row")),
                                    leftOut.suspicious().stream()
                                            .map(cells -> cells.column() + ":" + cells.kind())
                                            .collect(Collectors.joining(", "))),
                    "Make it again with safecsv diff and --accept or --reject for each of these, or give"
                            + " --leave-suspicious to apply the rest.");
        }
        if (leftOut.notRows() > 0 && !leaveSuspicious) {
            throw refused(
                    "leaves out %s that %s to be no row, and nobody has said so"
                            .formatted(
                                    Counted.of(leftOut.notRows(), "line"), leftOut.notRows() == 1 ? "seems" : "seem"),
                    "Make it again with safecsv diff and --accept not-a-row, or --reject not-a-row where they are rows,"
                            + " or give --leave-suspicious to apply the rest.");
        }
        if (header.counts().changes() > maxChanges) {
            throw refused(
                    "changes %s, and --max-changes allows %,d"
                            .formatted(Counted.of(header.counts().changes(), "row"), maxChanges),
                    "Raise --max-changes if that is what you want.");
        }
        for (String mode : header.session().sqlMode().split(",", -1)) {
            if (mode.strip().toUpperCase(Locale.ROOT).equals("PAD_CHAR_TO_FULL_LENGTH")) {
                throw refused("was read under PAD_CHAR_TO_FULL_LENGTH, which changes values", "Make it again.");
            }
        }
    }

    /** The server and the table as they are now. */
    TargetTable onServer(WriteSession session) {
        ServerIdentity server = session.server();
        if (!server.uuid().equals(header.server().uuid())) {
            throw refused(
                    "is for another server: it was made on %s (version %s), and this one is %s (version %s)"
                            .formatted(
                                    header.server().uuid(), header.server().version(), server.uuid(), server.version()),
                    "Connect to the server that it was made on, or make it again here.");
        }
        return table(session);
    }

    /** The table as it is now. */
    TargetTable table(WriteSession session) {
        PlanTable table = header.table();
        TableDefinition definition =
                session.table(Identifiers.quoted(table.schema()) + "." + Identifiers.quoted(table.name()));
        if (definition.kind() != TableDefinition.Kind.BASE_TABLE
                || !definition.fingerprint().equals(table.fingerprint())) {
            throw refused(
                    "was made for %s with other columns or keys than it has now (its definition was changed since)"
                            .formatted(table.qualifiedName()),
                    "Export and compare again.");
        }
        if (!definition.transactional()) {
            throw refused(
                    "is for %s, a %s table, in which nothing can be rolled back"
                            .formatted(table.qualifiedName(), definition.engine()),
                    "Only InnoDB tables are written to.");
        }
        requireRowKey(definition);
        requireColumns(definition);
        return new TargetTable(definition, header);
    }

    private void requireRowKey(TableDefinition definition) {
        Set<String> key = new HashSet<>(header.table().key());
        boolean known = definition.rowKeys().stream()
                .anyMatch(unique -> new HashSet<>(unique.columns()).equals(key)
                        && unique.columns().size() == header.table().key().size());
        if (!known) {
            throw refused(
                    "finds rows of %s by %s, which is no primary or unique key of it"
                            .formatted(
                                    header.table().qualifiedName(),
                                    header.table().key()),
                    "Make it again with safecsv diff.");
        }
    }

    /** The plan's columns are what its changes were checked against, so they must be the table's. */
    private void requireColumns(TableDefinition definition) {
        Map<String, Boolean> written = new HashMap<>();
        header.table()
                .columns()
                .forEach(column -> written.put(column.name(), column.role() != PlanColumn.Role.READ_ONLY));
        Map<String, Boolean> writable = new HashMap<>();
        definition.columns().forEach(column -> writable.put(column.name(), !column.generated()));
        if (!written.equals(writable)) {
            throw refused(
                    "has other columns than %s, or other ones that may be written"
                            .formatted(header.table().qualifiedName()),
                    "Make it again with safecsv diff.");
        }
        for (String name : plan.givenKeys()) {
            if (!definition.column(name).orElseThrow().autoIncrement()) {
                throw refused(
                        "inserts rows without %s, a number that %s does not give"
                                .formatted(name, header.table().qualifiedName()),
                        "Make it again with safecsv diff.");
            }
        }
    }

    private SafecsvException refused(String what, String next) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: the plan %s %s. Nothing was changed. %s".formatted(plan.path(), what, next));
    }
}
