package safecsv.apply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safecsv.diff.plan.PlanHeader;
import safecsv.mysql.table.ChildReference;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.RowStatements;
import safecsv.mysql.table.TableDefinition;

/**
 * The table that is written to, and what is read of its rows: every column, so that what the table changes by itself is
 * seen. Immutable.
 */
final class TargetTable {
    private final TableDefinition definition;
    private final List<String> key;
    private final KeyedSelect select;
    private final RowStatements statements;
    private final Map<String, Integer> places = new HashMap<>();

    /** @throws java.util.NoSuchElementException if the table lacks a key column, which its fingerprint rules out */
    TargetTable(TableDefinition definition, PlanHeader header) {
        this.definition = definition;
        this.key = header.table().key();
        this.select = new KeyedSelect(
                definition,
                key.stream().map(name -> definition.column(name).orElseThrow()).toList(),
                definition.columns());
        this.statements = new RowStatements(select);
        for (int place = 0; place < definition.columns().size(); place++) {
            places.put(definition.columns().get(place).name(), place);
        }
    }

    TableDefinition definition() {
        return definition;
    }

    List<String> key() {
        return key;
    }

    KeyedSelect select() {
        return select;
    }

    RowStatements statements() {
        return statements;
    }

    List<ColumnDefinition> columns() {
        return definition.columns();
    }

    Set<String> names() {
        return places.keySet();
    }

    ColumnDefinition column(String name) {
        return definition.columns().get(place(name));
    }

    boolean isKey(String name) {
        return key.contains(name);
    }

    /** Whether a trigger may set this column of a row that is inserted or updated, whatever the statement says. */
    boolean setByTrigger(String event, String name) {
        return definition.triggers().stream()
                .anyMatch(trigger ->
                        trigger.timing().equals("BEFORE") && trigger.event().equals(event) && trigger.sets(name));
    }

    /** Whether rows refer to rows of the same table. */
    boolean refersToItself() {
        return definition.parents().stream()
                .anyMatch(parent -> parent.schema().equals(definition.schema())
                        && parent.table().equals(definition.name()));
    }

    /** Foreign keys by which the server deletes or changes rows of this table when rows of it are deleted. */
    List<ChildReference> followers() {
        return definition.children().stream()
                .filter(child -> child.schema().equals(definition.schema())
                        && child.table().equals(definition.name())
                        && child.followsDelete())
                .toList();
    }

    /** Where a row that was read has this column. */
    int place(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("no column " + name + " in " + definition.qualifiedName());
        }
        return place;
    }

    /** The key of a row that was read. */
    List<String> keyOf(List<String> row) {
        return key.stream().map(name -> row.get(place(name))).toList();
    }

    Optional<ColumnDefinition> autoIncrement() {
        return definition.columns().stream()
                .filter(ColumnDefinition::autoIncrement)
                .findFirst();
    }
}
