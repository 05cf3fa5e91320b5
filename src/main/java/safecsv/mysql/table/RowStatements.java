package safecsv.mysql.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import safecsv.mysql.sql.Identifiers;

/**
 * The statements that change rows of a table, each row named by its whole key. All values are canonical texts; null is
 * NULL. Every method throws {@link IllegalArgumentException} where a text is no value of its column's type.
 *
 * @param select for its table, key and the condition that finds rows
 */
public record RowStatements(KeyedSelect select) {
    /**
     * One UPDATE for several rows in which the same columns change.
     *
     * @param columns that change, at least one
     * @param keys of the rows, at least one
     * @param values of the columns, for each row
     */
    public String update(List<ColumnDefinition> columns, List<List<String>> keys, List<List<String>> values) {
        StringBuilder sql =
                new StringBuilder("UPDATE ").append(select.table().quotedName()).append(" SET ");
        for (int column = 0; column < columns.size(); column++) {
            ColumnDefinition changed = columns.get(column);
            sql.append(column == 0 ? "" : ", ")
                    .append(Identifiers.quoted(changed.name()))
                    .append(" = ");
            if (keys.size() == 1) {
                sql.append(ValueLiteral.of(changed.type(), values.get(0).get(column)));
                continue;
            }
            sql.append(caseStart());
            for (int row = 0; row < keys.size(); row++) {
                sql.append(" WHEN ")
                        .append(when(keys.get(row)))
                        .append(" THEN ")
                        .append(ValueLiteral.of(changed.type(), values.get(row).get(column)));
            }
            sql.append(" END");
        }
        return sql.append(" WHERE ").append(select.condition(keys)).toString();
    }

    private String caseStart() {
        return select.key().size() == 1
                ? "CASE " + Identifiers.quoted(select.key().get(0).name())
                : "CASE";
    }

    private String when(List<String> key) {
        if (key.size() == 1) {
            return KeyLiteral.of(select.key().get(0).type(), key.get(0));
        }
        return IntStream.range(0, key.size())
                .mapToObj(part -> Identifiers.quoted(select.key().get(part).name()) + " = "
                        + KeyLiteral.of(select.key().get(part).type(), key.get(part)))
                .collect(Collectors.joining(" AND "));
    }

    /** One INSERT for several rows; columns that are not named get their default. */
    public String insert(List<ColumnDefinition> columns, List<List<String>> values) {
        return "INSERT INTO " + select.table().quotedName() + " ("
                + columns.stream()
                        .map(column -> Identifiers.quoted(column.name()))
                        .collect(Collectors.joining(", "))
                + ") VALUES "
                + values.stream().map(row -> row(columns, row)).collect(Collectors.joining(", "));
    }

    private static String row(List<ColumnDefinition> columns, List<String> values) {
        return IntStream.range(0, columns.size())
                .mapToObj(column -> ValueLiteral.of(columns.get(column).type(), values.get(column)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** One DELETE for several rows. */
    public String delete(List<List<String>> keys) {
        return "DELETE FROM " + select.table().quotedName() + " WHERE " + select.condition(keys);
    }
}
