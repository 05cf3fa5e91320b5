package safecsv.mysql.table;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import safecsv.mysql.sql.Identifiers;

/**
 * The SELECT that reads rows of a table by their keys, with the same expressions as {@code export --table} has, so that
 * the bytes can be compared.
 *
 * <p>The server compares strings by collation: the rows that come back may have keys that differ from those asked for
 * in case, accents or trailing blanks, and come in any order. Whoever asks compares the key's text.
 *
 * @param key the columns that identify a row
 * @param columns the columns to read, in this order
 */
public record KeyedSelect(TableDefinition table, List<ColumnDefinition> key, List<ColumnDefinition> columns) {
    /** Whether the rows are locked. */
    public enum Lock {
        /** A consistent read. */
        NONE,
        /** The rows' current state, locked until the transaction ends; takes the UPDATE privilege and a session that may write. */
        FOR_UPDATE
    }

    public KeyedSelect {
        Objects.requireNonNull(table);
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        if (key.isEmpty() || columns.isEmpty()) {
            throw new IllegalArgumentException("neither key nor columns can be empty");
        }
    }

    /** Whether two keys of different texts can be one for the server: a part of the key is compared by a collation. */
    public boolean hasTextKey() {
        return key.stream().anyMatch(column -> column.type().collation() != null);
    }

    /**
     * The statement for so many rows.
     *
     * @param keys at least one; each has the canonical texts of the key's columns, in order, none null
     * @throws IllegalArgumentException where a text is no value of its column
     */
    public String sql(List<List<String>> keys, Lock lock) {
        return where(condition(keys), lock);
    }

    /** The statement for the rows that fulfil a condition. */
    public String where(String condition, Lock lock) {
        return "SELECT " + columns.stream().map(KeyedSelect::expression).collect(Collectors.joining(", ")) + " FROM "
                + table.quotedName() + " WHERE " + condition
                + (lock == Lock.FOR_UPDATE ? " FOR UPDATE" : "");
    }

    /** {@code key IN (…)}, as {@link #sql} has it. */
    public String condition(List<List<String>> keys) {
        return condition(key.stream().map(ColumnDefinition::name).toList(), keys);
    }

    /** As {@link #condition(List)} for columns of the same types under other names, such as a child's. */
    public String condition(List<String> names, List<List<String>> keys) {
        String left = names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
        return (names.size() == 1 ? left : "(" + left + ")") + " IN ("
                + keys.stream().map(this::literals).collect(Collectors.joining(", ")) + ")";
    }

    private String literals(List<String> texts) {
        if (texts.size() != key.size()) {
            throw new IllegalArgumentException("a key of " + texts.size() + " parts instead of " + key.size());
        }
        String list = IntStream.range(0, key.size())
                .mapToObj(index -> KeyLiteral.of(key.get(index).type(), texts.get(index)))
                .collect(Collectors.joining(", "));
        return key.size() == 1 ? list : "(" + list + ")";
    }

    /** As the export of a table reads it: a FLOAT as the DOUBLE of the same value (see {@code TableSelect}). */
    private static String expression(ColumnDefinition column) {
        String name = Identifiers.quoted(column.name());
        return column.type().kind() == ColumnType.Kind.FLOAT ? name + "*1e0" : name;
    }
}
