package safecsv.mysql.table;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import safecsv.mysql.sql.Identifiers;

/**
 * A table as the server declares it: what a plan made for it relies on.
 *
 * @param schema its database
 * @param kind whether it is a table of its own
 * @param engine the storage engine; empty for a view
 * @param columns in the table's order
 * @param uniqueKeys the primary key first, where there is one; then the others by name
 * @param triggers those that the account can see, which takes the TRIGGER privilege
 * @param triggersVisible whether the account is known to see all triggers
 * @param children foreign keys that refer to this table, as far as the account can see the tables that have them
 * @param parents foreign keys of this table
 * @param fingerprint SHA-256 over engine, columns and unique keys, in lower-case hexadecimal. The same whatever account
 *     asks and however many rows there are; another one after any DDL that a plan must not outlive
 */
public record TableDefinition(
        String schema,
        String name,
        Kind kind,
        String engine,
        List<ColumnDefinition> columns,
        List<UniqueKey> uniqueKeys,
        List<TableTrigger> triggers,
        boolean triggersVisible,
        List<ChildReference> children,
        List<ParentReference> parents,
        String fingerprint) {
    /** What stands behind a table's name. */
    public enum Kind {
        /** Rows of its own. */
        BASE_TABLE,
        /** Rows of other tables. */
        VIEW,
        /** What the server computes: information_schema, performance_schema, sequences. */
        OTHER
    }

    public TableDefinition {
        Objects.requireNonNull(schema);
        Objects.requireNonNull(name);
        columns = List.copyOf(columns);
        uniqueKeys = List.copyOf(uniqueKeys);
        triggers = List.copyOf(triggers);
        children = List.copyOf(children);
        parents = List.copyOf(parents);
    }

    /** {@code schema.table}, for messages and files. */
    public String qualifiedName() {
        return schema + "." + name;
    }

    /** The name for SQL, quoted. */
    public String quotedName() {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(name);
    }

    /** A column by its name, which is compared as the server compares column names: without case. */
    public Optional<ColumnDefinition> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(columnName))
                .findFirst();
    }

    /** The primary key's columns; empty where there is none. */
    public List<String> primaryKey() {
        return uniqueKeys.stream()
                .filter(key -> key.name().equals(UniqueKey.PRIMARY))
                .findFirst()
                .map(UniqueKey::columns)
                .orElse(List.of());
    }

    /**
     * The keys that identify every row, and by which it is found: unique, over columns that can't be NULL and are no
     * rounded floats; the primary key first.
     */
    public List<UniqueKey> rowKeys() {
        return uniqueKeys.stream()
                .filter(key -> key.columns().stream()
                        .allMatch(name -> column(name)
                                .filter(found ->
                                        !found.nullable() && !found.type().isRoundedFloat())
                                .isPresent()))
                .toList();
    }

    /** Why there are no {@link #rowKeys}: a sentence without its full stop. */
    public String whyNoRowKey() {
        Optional<ColumnDefinition> rounded = uniqueKeys.stream()
                .flatMap(key -> key.columns().stream())
                .flatMap(name -> column(name).stream())
                .filter(column -> column.type().isRoundedFloat())
                .findFirst();
        return rounded.map(column ->
                        "the key of %s has the column %s, a %s, which the server rounds so that rows can't be found by its text"
                                .formatted(
                                        qualifiedName(),
                                        column.name(),
                                        column.type().declared()))
                .orElseGet(() -> "%s has neither a primary key nor a unique key over columns that are NOT NULL"
                        .formatted(qualifiedName()));
    }

    /** Whether changes can be rolled back. */
    public boolean transactional() {
        return engine.equalsIgnoreCase("InnoDB");
    }
}
