package safecsv.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.WriteSession;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.ChildReference;
import safecsv.mysql.table.KeyedSelect;

/**
 * Child rows that the server deletes or changes when rows are deleted: they are no part of the plan, and no undo brings
 * them back.
 */
final class Cascade {
    private final WriteSession session;
    private final TargetTable table;
    private final ApplyRequest.PartialUndo policy;
    private final Map<String, Long> reached = new TreeMap<>();

    Cascade(WriteSession session, TargetTable table, ApplyRequest.PartialUndo policy) {
        this.session = session;
        this.table = table;
        this.policy = policy;
    }

    /** Counts the children of rows that are about to be deleted, and refuses (4) where they may not be reached. */
    void check(List<List<String>> keys) {
        for (ChildReference child : table.definition().children()) {
            if (child.followsDelete()) {
                long rows = session.count(sql(child, keys));
                if (rows > 0) {
                    reached.merge(
                            child.schema() + "." + child.table() + " (" + child.onDelete() + ")", rows, Long::sum);
                }
            }
        }
        if (policy == ApplyRequest.PartialUndo.REFUSE && !reached.isEmpty()) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: deleting from %s would also reach rows of %s, by a foreign key, and an undo could not bring them back. All of it was rolled back: nothing was changed. Give --allow-partial-undo to do it all the same."
                            .formatted(table.definition().qualifiedName(), String.join(", ", reached.keySet())));
        }
    }

    private String sql(ChildReference child, List<List<String>> keys) {
        KeyedSelect parents = table.select();
        // A row that goes itself is not taken along.
        boolean isSame = child.schema().equals(table.definition().schema())
                && child.table().equals(table.definition().name());
        String others = isSame ? " WHERE NOT (" + parents.condition(keys) + ")" : "";
        List<String> pairs = new ArrayList<>();
        for (int column = 0; column < child.columns().size(); column++) {
            pairs.add("child." + Identifiers.quoted(child.columns().get(column)) + " = parent."
                    + Identifiers.quoted(child.parentColumns().get(column)));
        }
        return "SELECT COUNT(*) FROM (SELECT " + columns(child.columns()) + " FROM "
                + Identifiers.quoted(child.schema()) + "." + Identifiers.quoted(child.table())
                + others + ") child JOIN (SELECT " + columns(child.parentColumns()) + " FROM "
                + table.definition().quotedName() + " WHERE "
                + parents.condition(keys) + ") parent ON " + String.join(" AND ", pairs);
    }

    private static String columns(List<String> names) {
        return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }

    /** How many rows of each child were reached, in sentences. */
    List<String> notes() {
        return reached.entrySet().stream()
                .map(child -> "%s: %s reached by a foreign key; an undo does not bring back what became of %s."
                        .formatted(
                                child.getKey(),
                                Counted.of(child.getValue(), "row") + (child.getValue() == 1 ? " was" : " were"),
                                child.getValue() == 1 ? "it" : "them"))
                .toList();
    }
}
