package safecsv.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.mysql.ColumnKind;
import safecsv.mysql.ResultColumn;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.TableDefinition;
import safecsv.mysql.table.UniqueKey;

/**
 * The columns of an editable export: the table's own, under their names or others, are put back; what a query computes is
 * carried along.
 *
 * @param described what the CSV has
 * @param origins for each of them the table's name for it; empty where it is computed
 */
record EditableColumns(TableDefinition table, List<ResultColumn> described, List<Optional<String>> origins) {
    EditableColumns {
        described = List.copyOf(described);
        origins = List.copyOf(origins);
    }

    /** Columns that all are the table's own. */
    static EditableColumns ofTable(TableDefinition table, List<ResultColumn> described) {
        return new EditableColumns(
                table,
                described,
                described.stream().map(column -> Optional.of(column.name())).toList());
    }

    /**
     * Columns of a query.
     *
     * @throws SafecsvException refused, where the query's text of a column is not all of its value
     */
    static EditableColumns ofQuery(
            TableDefinition table, List<ResultColumn> described, List<Optional<String>> origins) {
        EditableColumns columns = new EditableColumns(table, described, origins);
        columns.requireExact();
        return columns;
    }

    /** The key by which the rows are found again. */
    UniqueKey key() {
        refuseTwice(described.stream().map(ResultColumn::name).toList());
        Set<String> own = refuseTwice(origins.stream().flatMap(Optional::stream).toList());
        if (table.rowKeys().isEmpty()) {
            throw EditableExport.refused(table.whyNoRowKey() + ".");
        }
        return table.rowKeys().stream()
                .filter(candidate -> candidate.columns().stream().allMatch(name -> own.contains(folded(name))))
                .findFirst()
                .orElseThrow(() -> EditableExport.refused("the key of %s (%s) is not among the columns. Add it."
                        .formatted(
                                table.qualifiedName(),
                                String.join(", ", table.rowKeys().get(0).columns()))));
    }

    private static Set<String> refuseTwice(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(folded(name))) {
                throw EditableExport.refused("the column %s is in the result twice.".formatted(name));
            }
        }
        return seen;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Refuses columns of the table whose values a query's text does not hold. */
    private void requireExact() {
        for (int index = 0; index < described.size(); index++) {
            if (described.get(index).kind() == ColumnKind.FLOAT
                    && origins.get(index).isPresent()) {
                throw EditableExport.refused(
                        "a query prints the FLOAT column %s with six digits only. Use --table, which keeps them all, or carry it along as an expression (%s*1e0 AS %s)."
                                .formatted(
                                        described.get(index).name(),
                                        origins.get(index).get(),
                                        described.get(index).name()));
            }
        }
    }

    /** As a manifest has them. */
    List<BaselineColumn> baseline(UniqueKey key) {
        List<BaselineColumn> columns = new ArrayList<>();
        for (int index = 0; index < described.size(); index++) {
            ResultColumn column = described.get(index);
            Optional<ColumnDefinition> own = origins.get(index).flatMap(table::column);
            columns.add(new BaselineColumn(
                    column.name(),
                    own.map(ColumnDefinition::name).orElse(null),
                    own.map(found -> found.type().declared()).orElseGet(() -> computedType(column)),
                    role(own, key)));
        }
        return columns;
    }

    /** The members of a computed ENUM or SET are not described; its values are texts. */
    private static String computedType(ResultColumn column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        return type.equals("enum") || type.equals("set") ? "text" : type;
    }

    private static BaselineColumn.Role role(Optional<ColumnDefinition> own, UniqueKey key) {
        if (own.isEmpty()) {
            return BaselineColumn.Role.READ_ONLY;
        }
        if (key.columns().stream()
                .anyMatch(part -> part.equalsIgnoreCase(own.get().name()))) {
            return BaselineColumn.Role.KEY;
        }
        return own.get().generated() ? BaselineColumn.Role.READ_ONLY : BaselineColumn.Role.DATA;
    }
}
