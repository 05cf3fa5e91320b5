package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import safecsv.diff.ModelColumn.Kind;

/**
 * The shape of a table for random round trips.
 *
 * @param columns the key's first
 * @param keyLength how many of them are the key
 * @param numbered whether the server gives the key where a row has none
 */
record ModelTable(String name, List<ModelColumn> columns, int keyLength, boolean numbered) {
    private static final String GENERAL = "VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
    private static final String BINARY = "VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    /** Tables whose texts differ in what a spreadsheet may change. */
    static final List<ModelTable> HARD = List.of(
            of("t_int", Kind.TEXT, false, key("k", Kind.INT, "INT")),
            of("t_auto", Kind.TEXT, true, key("k", Kind.INT, "INT AUTO_INCREMENT")),
            of("t_two", Kind.TEXT, false, key("k", Kind.INT, "INT"), key("K2", Kind.TEXT, BINARY)),
            of("t_both", Kind.TEXT, false, key("k", Kind.INT, "INT"), key("K2", Kind.TEXT, GENERAL)),
            of("t_bytes", Kind.TEXT, false, key("k", Kind.BYTES, "VARBINARY(4)")),
            of("t_case", Kind.TEXT, false, key("k", Kind.TEXT, GENERAL)),
            of("t_blank", Kind.TEXT, false, key("k", Kind.TEXT, BINARY)));

    /** Tables whose values are no spreadsheet's doing. */
    static final List<ModelTable> PLAIN = List.of(
            of("p_int", Kind.PLAIN_TEXT, false, key("k", Kind.INT, "INT")),
            of("p_auto", Kind.PLAIN_TEXT, true, key("k", Kind.INT, "INT AUTO_INCREMENT")),
            of("p_two", Kind.PLAIN_TEXT, false, key("k", Kind.INT, "INT"), key("K2", Kind.PLAIN_TEXT, GENERAL)),
            of("p_text", Kind.PLAIN_TEXT, false, key("k", Kind.PLAIN_TEXT, GENERAL)));

    private static ModelColumn key(String name, Kind kind, String type) {
        return new ModelColumn(name, kind, type + " NOT NULL", false, null);
    }

    private static ModelTable of(String name, Kind text, boolean numbered, ModelColumn... key) {
        List<ModelColumn> columns = new ArrayList<>(List.of(key));
        columns.add(new ModelColumn("a", text, GENERAL, true, null));
        columns.add(new ModelColumn("b", Kind.DECIMAL, "DECIMAL(8,2)", true, null));
        columns.add(new ModelColumn("c", Kind.DATE, "DATE", true, null));
        columns.add(new ModelColumn("d", Kind.INT, "INT NOT NULL DEFAULT 7", false, "7"));
        return new ModelTable(name, columns, key.length, numbered);
    }

    String create() {
        return "CREATE TABLE " + name + " ("
                + columns.stream()
                        .map(column -> column.name() + " " + column.declared())
                        .collect(Collectors.joining(", "))
                + ", PRIMARY KEY ("
                + columns.subList(0, keyLength).stream().map(ModelColumn::name).collect(Collectors.joining(", "))
                + "))";
    }

    List<String> keyOf(List<String> row) {
        return row.subList(0, keyLength);
    }

    /** The key as the server compares it. */
    List<String> folded(List<String> key) {
        List<String> folded = new ArrayList<>();
        for (int index = 0; index < keyLength; index++) {
            folded.add(columns.get(index).folded(key.get(index)));
        }
        return folded;
    }

    /** The row whose key the server takes for the same, or null. */
    List<String> collidingWith(List<String> key, Map<List<String>, List<String>> rows) {
        return rows.values().stream()
                .filter(row -> folded(keyOf(row)).equals(folded(key)))
                .findFirst()
                .orElse(null);
    }

    /** Statements that make the table hold just these rows. */
    List<String> fill(Iterable<List<String>> rows) {
        List<String> statements = new ArrayList<>(List.of("DELETE FROM " + name));
        List<String> tuples = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> literals = new ArrayList<>();
            for (int index = 0; index < row.size(); index++) {
                literals.add(columns.get(index).literal(row.get(index)));
            }
            tuples.add("(" + String.join(", ", literals) + ")");
        }
        if (!tuples.isEmpty()) {
            statements.add("INSERT INTO " + name + " VALUES " + String.join(", ", tuples));
        }
        return statements;
    }

    /** A query of all rows, as canonical texts. */
    String select() {
        return columns.stream()
                .map(column -> column.kind() == Kind.BYTES
                        ? "CONCAT('0x', HEX(" + column.name() + "))"
                        : "CAST(" + column.name() + " AS CHAR)")
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + name));
    }
}
