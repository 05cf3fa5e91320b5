package safecsv.apply;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.WriteSession;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.ColumnType;

/**
 * MySQL's JSON can hold dates and decimals, which its text shows as strings and numbers: such a document can't be put back
 * from a plan.
 */
final class JsonText {
    private final WriteSession session;
    private final TargetTable table;
    private final ApplyRequest.PartialUndo policy;

    JsonText(WriteSession session, TargetTable table, ApplyRequest.PartialUndo policy) {
        this.session = session;
        this.table = table;
        this.policy = policy;
    }

    /** Refuses (4) to overwrite or delete these columns of these rows where their text does not say all. */
    void check(Collection<String> columns, List<List<String>> keys) {
        List<String> documents = columns.stream()
                .map(table::column)
                .filter(column -> column.type().kind() == ColumnType.Kind.JSON && !column.generated())
                .map(ColumnDefinition::name)
                .toList();
        if (documents.isEmpty() || policy == ApplyRequest.PartialUndo.ALLOW) {
            return;
        }
        String same = documents.stream().map(JsonText::comesBack).collect(Collectors.joining(" AND "));
        long lossy = session.count("SELECT COUNT(*) FROM " + table.definition().quotedName() + " WHERE "
                + table.select().condition(keys) + " AND NOT (" + same + ")");
        if (lossy > 0) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: %s of %s with JSON (%s) that holds a date, a decimal or the like, which is more than its text says, so an undo could not put it back. All of it was rolled back: nothing was changed. Give --allow-partial-undo to do it all the same."
                            .formatted(
                                    Counted.of(lossy, "row"),
                                    table.definition().qualifiedName(),
                                    String.join(", ", documents)));
        }
    }

    /** Equal, and as long as stored: a decimal equals the double of the same value. */
    private static String comesBack(String column) {
        String name = Identifiers.quoted(column);
        String back = "CAST(CAST(" + name + " AS CHAR) AS JSON)";
        return "COALESCE(" + back + " = " + name + " AND JSON_STORAGE_SIZE(" + back + ") = JSON_STORAGE_SIZE(" + name
                + "), TRUE)";
    }
}
