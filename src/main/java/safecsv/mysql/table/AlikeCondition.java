package safecsv.mysql.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import safecsv.mysql.sql.Identifiers;

/**
 * The condition that finds rows which hold the same values as some new rows, whatever their keys are. Columns whose values
 * the server compares in ways of its own (floats, JSON), and long values, are left out: so it may find more, as by a
 * collation it may; whoever asks compares the texts.
 */
public final class AlikeCondition {
    private static final int LONGEST = 200;

    private AlikeCondition() {}

    /**
     * The condition.
     *
     * @param rows by column; canonical texts, null for NULL
     * @return empty where no row has a value that can be looked for
     * @throws IllegalArgumentException where a text is no value of its column
     */
    public static String of(List<Map<ColumnDefinition, String>> rows) {
        Map<Shape, List<List<String>>> groups = new LinkedHashMap<>();
        for (Map<ColumnDefinition, String> row : rows) {
            List<ColumnDefinition> compared = new ArrayList<>();
            List<ColumnDefinition> empty = new ArrayList<>();
            List<String> literals = new ArrayList<>();
            row.forEach((column, text) -> {
                if (text == null) {
                    empty.add(column);
                } else if (isComparable(column.type()) && text.length() <= LONGEST) {
                    compared.add(column);
                    literals.add(KeyLiteral.of(column.type(), text));
                }
            });
            if (!compared.isEmpty()) {
                groups.computeIfAbsent(new Shape(compared, empty), shape -> new ArrayList<>())
                        .add(literals);
            }
        }
        return groups.entrySet().stream()
                .map(group -> "(" + group.getKey().condition(group.getValue()) + ")")
                .collect(Collectors.joining(" OR "));
    }

    /** Rows of one shape have values in the same columns, and NULL in the same. */
    private record Shape(List<ColumnDefinition> compared, List<ColumnDefinition> empty) {
        String condition(List<List<String>> rows) {
            String left = compared.stream()
                    .map(column -> Identifiers.quoted(column.name()))
                    .collect(Collectors.joining(", "));
            String right = rows.stream()
                    .map(row -> parenthesised(String.join(", ", row)))
                    .distinct()
                    .collect(Collectors.joining(", "));
            String nulls = empty.stream()
                    .map(column -> " AND " + Identifiers.quoted(column.name()) + " IS NULL")
                    .collect(Collectors.joining());
            return parenthesised(left) + " IN (" + right + ")" + nulls;
        }

        private String parenthesised(String list) {
            return compared.size() == 1 ? list : "(" + list + ")";
        }
    }

    private static boolean isComparable(ColumnType type) {
        return switch (type.kind()) {
            case FLOAT, DOUBLE, JSON, GEOMETRY, VECTOR, OTHER -> false;
            default -> true;
        };
    }
}
