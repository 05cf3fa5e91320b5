package safecsv.mysql.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import safecsv.mysql.sql.Identifiers;

/** The key by which a table's rows are ordered and divided; at least one column. A plain value. */
public record PrimaryKey(List<KeyColumn> columns) {
    public PrimaryKey {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a key has columns");
        }
    }

    /** The leading columns by whose values ranges can end; perhaps none. */
    public List<KeyColumn> dividing() {
        List<KeyColumn> dividing = new ArrayList<>();
        for (KeyColumn column : columns) {
            if (!column.divides()) {
                break;
            }
            dividing.add(column);
        }
        return dividing;
    }

    /** The list for ORDER BY; the columns belong to a table of this quoted name. */
    public String order(String quotedTable) {
        return columns.stream()
                .map(column ->
                        quotedTable + "." + Identifiers.quoted(column.name()) + (column.descending() ? " DESC" : ""))
                .collect(Collectors.joining(", "));
    }

    /**
     * The condition that a range's rows fulfil, compared by the server with the columns' own collations; empty for all
     * rows. It is spelled out because MySQL finds no range of an index for {@code (a, b) > (1, 2)}.
     */
    public String condition(KeyRange range) {
        List<String> parts = new ArrayList<>();
        if (!range.after().isEmpty()) {
            parts.add(beyond(range.after(), 0, ">", ">"));
        }
        if (!range.upTo().isEmpty()) {
            parts.add(beyond(range.upTo(), 0, "<", "<="));
        }
        return String.join(" AND ", parts);
    }

    private String beyond(List<String> bound, int index, String strict, String last) {
        String column = Identifiers.quoted(columns.get(index).name());
        String value = columns.get(index).literal(bound.get(index));
        if (index == bound.size() - 1) {
            return column + " " + last + " " + value;
        }
        return "(" + column + " " + strict + " " + value + " OR (" + column + " = " + value + " AND "
                + beyond(bound, index + 1, strict, last) + "))";
    }
}
