package safecsv.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.ColumnType;
import safecsv.mysql.table.TableDefinition;
import safecsv.spreadsheet.HeaderNames;

/**
 * Which cells of the CSV belong to which columns. Columns are found by their names, in any order.
 *
 * @param columns those that are compared, in the baseline's order, or the CSV's where there is none
 * @param key in the key's order
 * @param ignored names in the CSV that the comparison does not know
 * @param untouched columns of the baseline that the CSV lacks
 * @param cells how many cells the header of the CSV has
 */
record Layout(List<DiffColumn> columns, List<DiffColumn> key, List<String> ignored, List<String> untouched, int cells) {
    /** Columns of a baseline. */
    static Layout of(TableDefinition table, List<BaselineColumn> baseline, List<String> key, Header header) {
        boolean stillKey = table.rowKeys().stream()
                .anyMatch(known -> known.columns().size() == key.size()
                        && key.stream()
                                .allMatch(name -> known.columns().stream().anyMatch(name::equalsIgnoreCase)));
        if (!stillKey) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: by %s, the key of the export, no row of %s can be found now. Export again."
                            .formatted(String.join(", ", key), table.qualifiedName()));
        }
        List<DiffColumn> columns = new ArrayList<>();
        for (int index = 0; index < baseline.size(); index++) {
            BaselineColumn sent = baseline.get(index);
            int edited = header.indexOf(sent.name());
            columns.add(
                    sent.isComputed()
                            ? DiffColumn.computed(sent, index, edited)
                            : new DiffColumn(sent.name(), now(table, sent), false, sent.role(), index, edited));
        }
        return complete(columns, key, header);
    }

    /** Columns of a table that is compared without a baseline. */
    static Layout of(TableDefinition table, Header header) {
        List<String> key = table.rowKeys().stream()
                .map(candidate -> candidate.columns())
                .filter(names -> names.stream().allMatch(name -> header.indexOf(name) >= 0))
                .findFirst()
                .or(() -> table.rowKeys().stream().findFirst().map(candidate -> candidate.columns()))
                .orElseThrow(() -> new SafecsvException(
                        ExitCode.REFUSED,
                        "Refused: no row of the CSV can be found in the table, for %s."
                                .formatted(table.whyNoRowKey())));
        List<DiffColumn> columns = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            boolean isKey = key.contains(column.name());
            int edited = header.indexOf(column.name());
            // What the server computes follows from what others changed: without a baseline nobody can say who is
            // right.
            if (isKey || (edited >= 0 && !column.generated())) {
                BaselineColumn.Role role = isKey ? BaselineColumn.Role.KEY : BaselineColumn.Role.DATA;
                columns.add(new DiffColumn(column.name(), column, false, role, -1, edited));
            }
        }
        return complete(columns, key, header);
    }

    private static Layout complete(List<DiffColumn> columns, List<String> key, Header header) {
        List<DiffColumn> keyColumns = key.stream()
                .map(name -> columns.stream()
                        .filter(column -> column.isKey() && column.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        Set<String> known = new HashSet<>();
        columns.forEach(column -> known.add(HeaderNames.normal(column.label())));
        for (DiffColumn column : keyColumns) {
            if (!column.isInCsv()) {
                header.problems().add(1, column.label(), "is missing, and it is part of the key");
            }
        }
        return new Layout(
                List.copyOf(columns),
                keyColumns,
                header.names().stream()
                        .filter(name -> !known.contains(HeaderNames.normal(name)))
                        .toList(),
                columns.stream()
                        .filter(column -> !column.isInCsv())
                        .map(DiffColumn::label)
                        .toList(),
                header.names().size());
    }

    private static ColumnDefinition now(TableDefinition table, BaselineColumn sent) {
        return table.column(sent.column())
                .filter(found -> found.type().declared().equals(sent.type()))
                .orElseThrow(() -> changed(table, sent));
    }

    private static SafecsvException changed(TableDefinition table, BaselineColumn sent) {
        Optional<ColumnDefinition> now = table.column(sent.column());
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: the column %s of %s was %s when it was exported and is %s now. Export again."
                        .formatted(
                                sent.column(),
                                table.qualifiedName(),
                                sent.type(),
                                now.map(column -> column.type().declared()).orElse("gone")));
    }

    /** The columns that the table has, in the order of {@link #columns}. */
    List<ColumnDefinition> stored() {
        return columns.stream()
                .filter(column -> !column.computed())
                .map(DiffColumn::column)
                .toList();
    }

    /**
     * A row of the database in the places of {@link #columns}: null where the table has no such column.
     *
     * @param row the values of {@link #stored}
     */
    List<String> widened(List<String> row) {
        if (row.size() == columns.size()) {
            return row;
        }
        List<String> wide = new ArrayList<>(columns.size());
        int next = 0;
        for (DiffColumn column : columns) {
            wide.add(column.computed() ? null : row.get(next++));
        }
        return wide;
    }

    /** The key's texts among a row's, which are in the places of {@link #columns}. */
    List<String> keyOf(List<String> row) {
        return key.stream().map(column -> row.get(columns.indexOf(column))).toList();
    }

    /**
     * A key with the names of its columns, for a report.
     *
     * @param parts empty, or null, where the row has none yet
     */
    Map<String, String> namedKey(List<String> parts) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int index = 0; parts != null && index < key.size(); index++) {
            named.put(key.get(index).name(), parts.isEmpty() ? null : parts.get(index));
        }
        return named;
    }

    /** The place of a column of the table among those that are compared, or a negative number. */
    int place(ColumnDefinition column) {
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).is(column)) {
                return index;
            }
        }
        return -1;
    }

    /** Columns of the table that the CSV lacks and that have no default. */
    List<String> required(TableDefinition table) {
        return table.columns().stream()
                .filter(column -> !column.defaulted())
                .filter(column -> columns.stream().noneMatch(known -> known.is(column) && known.isInCsv()))
                .map(ColumnDefinition::name)
                .toList();
    }

    /** Whether the first cell of the CSV's records is of a type whose values never start with a byte order mark. */
    boolean startsWithNoText() {
        return columns.stream()
                .filter(column -> column.edited() == 0)
                .anyMatch(column -> column.column().type().kind().compareTo(ColumnType.Kind.TIME) <= 0);
    }

    /** Whether the CSV's records have the same cells in the same places as the baseline's. */
    boolean sameOrder() {
        return cells == columns.size() && columns.stream().allMatch(column -> column.baseline() == column.edited());
    }
}
