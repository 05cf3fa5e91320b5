package safecsv.diff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CompleteFile;
import safecsv.csv.IoReason;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.diff.plan.PlanColumn;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanReader;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.ColumnType;
import safecsv.mysql.table.SqlText;

/**
 * A plan as SQL for a person who runs it with the {@code mysql} client: one transaction, each statement guarded by the
 * values that it replaces, and an error that ends the script where one does not touch exactly one row.
 */
public final class GuardedSql {
    /** Only a subquery that is evaluated fails; ER_SUBQUERY_NO_1_ROW then ends the client, and so the transaction. */
    private static final String ONE_ROW = "SET @one_row = IF(ROW_COUNT() = 1, 0, (SELECT 1 UNION SELECT 2));\n";

    private final PlanHeader header;
    private final String table;
    private final Map<String, ColumnDefinition> columns = new HashMap<>();

    private GuardedSql(PlanHeader header) {
        this.header = header;
        this.table = Identifiers.quoted(header.table().schema()) + "."
                + Identifiers.quoted(header.table().name());
        for (PlanColumn column : header.table().columns()) {
            ColumnType type = ColumnType.parse(column.type(), column.characterSet(), column.collation());
            columns.put(
                    column.name(), new ColumnDefinition(column.name(), type, true, false, false, false, false, true));
        }
    }

    /**
     * Writes the file, complete or not at all.
     *
     * @param result with a plan, or without one where there is nothing to do
     * @param replace whether an existing file is replaced
     */
    public static void write(DiffResult result, Path target, boolean replace) {
        try (CompleteFile file = CompleteFile.create(target, replace)) {
            if (result.plan() == null) {
                send(file, "-- safecsv found no changes of " + result.table() + "\n");
            } else {
                new GuardedSql(result.plan().header()).all(result.plan(), file);
            }
            file.publish();
        } catch (IOException e) {
            throw new SafecsvException(ExitCode.FAILED, "Can't write %s: %s.".formatted(target, IoReason.of(e)), e);
        }
    }

    private static void send(CompleteFile file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, bytes.length);
    }

    private void all(PlanReader plan, CompleteFile file) throws IOException {
        send(file, head());
        try (PlanChanges changes = plan.changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                send(file, statement(change));
            }
        }
        send(file, "COMMIT;\n");
    }

    private String head() {
        return """
                -- %s, %s and %s of %s, found by safecsv; %s left out.
                -- Run it with the mysql client, without --force: the first statement that does not change exactly one
                -- row ends it, and nothing is changed then. Unlike safecsv apply it keeps no undo plan.
                SET NAMES utf8mb4;
                SET SESSION sql_mode = 'STRICT_TRANS_TABLES', time_zone = %s;
                START TRANSACTION;
                """.formatted(
                        Counted.of(header.counts().updates(), "update"),
                        Counted.of(header.counts().inserts(), "insert"),
                        Counted.of(header.counts().deletes(), "delete"),
                        header.table().qualifiedName().replace('\n', ' '),
                        Counted.of(header.counts().conflicts(), "conflict"),
                        SqlText.quoted(header.session().timeZone()));
    }

    private String statement(PlanChange change) {
        return switch (change.kind()) {
            case UPDATE ->
                "UPDATE " + table + " SET "
                        + change.cells().entrySet().stream()
                                .map(cell -> Identifiers.quoted(cell.getKey()) + " = "
                                        + value(cell.getKey(), cell.getValue().after()))
                                .collect(Collectors.joining(", "))
                        + where(change) + ";\n" + ONE_ROW;
            case DELETE -> "DELETE FROM " + table + where(change) + ";\n" + ONE_ROW;
            case INSERT -> insert(change) + ";\n" + ONE_ROW;
            case CONFLICT -> "-- conflict, left out: line " + change.line() + ", " + commented(change.key()) + "\n";
        };
    }

    private String insert(PlanChange change) {
        List<String> names = Stream.concat(
                        change.key().entrySet().stream()
                                .filter(part -> part.getValue() != null)
                                .map(Map.Entry::getKey),
                        change.cells().keySet().stream())
                .toList();
        return "INSERT INTO " + table + " ("
                + names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "))
                + ") VALUES ("
                + names.stream()
                        .map(name -> value(
                                name,
                                change.cells().containsKey(name)
                                        ? change.cells().get(name).after()
                                        : change.key().get(name)))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private String where(PlanChange change) {
        Stream<String> key = change.key().entrySet().stream()
                .flatMap(part -> SqlText.key(columns.get(part.getKey()), part.getValue()).stream());
        Stream<String> cells = change.cells().entrySet().stream()
                .map(cell -> SqlText.guard(
                        columns.get(cell.getKey()), cell.getValue().before()));
        return " WHERE " + Stream.concat(key, cells).collect(Collectors.joining(" AND "));
    }

    private String value(String column, String text) {
        return SqlText.value(columns.get(column).type(), text);
    }

    private static String commented(Map<String, String> key) {
        return key.toString().replace('\n', ' ').replace('\r', ' ');
    }
}
