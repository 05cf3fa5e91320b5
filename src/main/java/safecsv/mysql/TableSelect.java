package safecsv.mysql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.sql.WhereCondition;

/**
 * A table to export, for which safecsv writes the select list. There, a FLOAT column is read as the DOUBLE of the same
 * value, because the server prints a FLOAT itself with 6 digits only.
 *
 * @param table {@code table} or {@code schema.table}, each part plain or in backquotes
 * @param columns in the order wanted; empty for all visible ones
 * @param where an SQL condition
 */
public record TableSelect(String table, List<String> columns, Optional<String> where) {
    public TableSelect {
        Identifiers.quotedName(table);
        where.ifPresent(WhereCondition::check);
        columns = List.copyOf(columns);
    }

    /** The statement that reads every column as the server prints it. */
    String plainSql() {
        String list = columns.isEmpty()
                ? "*"
                : columns.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
        return statement(list);
    }

    /** The statement that reads FLOAT columns as DOUBLE, for the columns that {@link #plainSql} has. */
    String exactSql(List<ResultColumn> plainColumns) {
        return statement(exactList(plainColumns));
    }

    /** The select list of {@link #exactSql}. */
    String exactList(List<ResultColumn> plainColumns) {
        return plainColumns.stream().map(TableSelect::expression).collect(Collectors.joining(", "));
    }

    private String statement(String selectList) {
        // The line break keeps a comment at the end of the condition from swallowing the parenthesis.
        return "SELECT " + selectList + " FROM " + Identifiers.quotedName(table)
                + where.map(condition -> " WHERE (" + condition + "\n)").orElse("");
    }

    private static String expression(ResultColumn column) {
        String name = Identifiers.quoted(column.name());
        // Not CAST(… AS DOUBLE), which 5.7 lacks, and not +0e0, which turns -0 into 0.
        return column.kind() == ColumnKind.FLOAT ? name + "*1e0 AS " + name : name;
    }
}
