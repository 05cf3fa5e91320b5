package safecsv.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * What becomes of conflicts: in one row's column, in a row, in a column, or everywhere; the most specific rule that fits
 * decides, and of two alike the later one.
 *
 * @param otherwise where no rule fits
 * @param rules in the order in which they were given
 * @param question is asked where a rule says {@link ConflictPolicy#ASK}; null where none does
 */
public record ConflictRules(ConflictPolicy otherwise, List<Rule> rules, ConflictQuestion question) {
    /** Every conflict stays one. */
    public static final ConflictRules FAIL = new ConflictRules(ConflictPolicy.FAIL, List.of(), null);

    /** Copies the list. */
    public ConflictRules {
        Objects.requireNonNull(otherwise);
        rules = List.copyOf(rules);
        boolean asks =
                otherwise == ConflictPolicy.ASK || rules.stream().anyMatch(rule -> rule.policy() == ConflictPolicy.ASK);
        if (asks && question == null) {
            throw new IllegalArgumentException("nobody to ask");
        }
    }

    /**
     * A rule as it was given.
     *
     * @param where {@code COLUMN}, {@code TABLE.COLUMN}, {@code KEY=VALUE} or {@code KEY=VALUE:COLUMN}; of a key of several
     *     columns {@code KEY=VALUE,KEY=VALUE}
     */
    public record Rule(String where, ConflictPolicy policy) {}

    /** The rules for one table. */
    Resolved of(Layout layout, String schema, String table) {
        return new Resolved(
                otherwise,
                rules.stream()
                        .map(rule -> resolved(rule, layout, schema, table))
                        .toList());
    }

    /** @throws SafecsvException usage (2), where the rule names what is not there */
    private static Fitted resolved(Rule rule, Layout layout, String schema, String table) {
        String where = rule.where();
        Optional<String> column = column(where, layout, schema, table);
        if (column.isPresent()) {
            return new Fitted(Map.of(), column.get(), rule.policy());
        }
        int colon = where.lastIndexOf(':');
        Optional<String> last =
                colon < 0 ? Optional.empty() : column(where.substring(colon + 1), layout, schema, table);
        Map<String, String> key = key(last.isPresent() ? where.substring(0, colon) : where, layout);
        if (key == null) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--on-conflict names '%s', which is neither a column of %s.%s nor %s=VALUE. Nothing was written."
                            .formatted(
                                    where,
                                    schema,
                                    table,
                                    layout.key().stream()
                                            .map(DiffColumn::name)
                                            .collect(Collectors.joining("=VALUE,"))));
        }
        return new Fitted(key, last.orElse(null), rule.policy());
    }

    private static Optional<String> column(String text, Layout layout, String schema, String table) {
        List<String> names = new ArrayList<>(List.of(text));
        for (String prefix : List.of(table + ".", schema + "." + table + ".")) {
            if (text.regionMatches(true, 0, prefix, 0, prefix.length())) {
                names.add(text.substring(prefix.length()));
            }
        }
        return layout.columns().stream()
                .filter(column -> names.stream()
                        .anyMatch(name -> column.label().equalsIgnoreCase(name)
                                || column.name().equalsIgnoreCase(name)))
                .map(DiffColumn::name)
                .findFirst();
    }

    /** Null where it is not {@code KEY=VALUE} for each column of the key, in any order. */
    private static Map<String, String> key(String text, Layout layout) {
        String names = layout.key().stream()
                .flatMap(column -> List.of(column.name(), column.label()).stream())
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        Map<String, String> key = new LinkedHashMap<>();
        for (String part : text.split("(?i),(?=(?:" + names + ")=)", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals);
            Optional<DiffColumn> column = layout.key().stream()
                    .filter(known ->
                            known.name().equalsIgnoreCase(name) || known.label().equalsIgnoreCase(name))
                    .findFirst();
            if (column.isEmpty()) {
                return null;
            }
            key.put(column.get().name(), part.substring(equals + 1));
        }
        return key.size() == layout.key().size() ? key : null;
    }

    /** A rule by the table's names; an empty key is every row, no column every column. */
    private record Fitted(Map<String, String> key, String column, ConflictPolicy policy) {
        private int weight() {
            return (key.isEmpty() ? 0 : 2) + (column == null ? 0 : 1);
        }
    }

    /** The rules by the names of a table. */
    static final class Resolved {
        private final ConflictPolicy otherwise;
        private final List<Fitted> rules;

        private Resolved(ConflictPolicy otherwise, List<Fitted> rules) {
            this.otherwise = otherwise;
            this.rules = rules;
        }

        /**
         * The policy for one cell, or for a whole row.
         *
         * @param column null for a whole row, which rules for columns say nothing of
         */
        ConflictPolicy policy(Map<String, String> key, String column) {
            ConflictPolicy policy = otherwise;
            int best = 0;
            for (Fitted rule : rules) {
                boolean fits = (rule.key().isEmpty() || rule.key().equals(key))
                        && (rule.column() == null || rule.column().equals(column));
                if (fits && rule.weight() >= best) {
                    best = rule.weight();
                    policy = rule.policy();
                }
            }
            return policy;
        }
    }
}
