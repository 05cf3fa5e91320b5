package safecsv.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.RawValue;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.AlikeCondition;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.TableDefinition;
import safecsv.spreadsheet.CellJudge;
import safecsv.spreadsheet.CellVerdict;

/**
 * Finds the rows of a table that hold all that new rows without a key are to hold: each of them may be the new row itself,
 * which an earlier apply has made.
 */
public final class AlikeRows {
    private static final long MOST_CHARACTERS = 1 << 20;

    private final TableDefinition table;
    private final KeyedSelect select;
    private final Rows rows;

    /** Reads rows; it must not be asked again before it is done. */
    public interface Rows {
        /** The rows that fulfil the condition. */
        void read(KeyedSelect select, String condition, Consumer<List<RawValue>> consumer);
    }

    /** @param key that identifies rows of the table */
    public AlikeRows(TableDefinition table, List<String> key, Rows rows) {
        this.table = table;
        List<ColumnDefinition> columns =
                key.stream().map(name -> table.column(name).orElseThrow()).toList();
        this.select = new KeyedSelect(table, columns, table.columns());
        this.rows = rows;
    }

    /**
     * The keys of the rows that are like new rows.
     *
     * @param inserts of one plan, without a whole key
     * @param since whether only rows are looked for that came since the plan was made
     * @return by change; what is not in it has no row like it
     */
    public IdentityHashMap<PlanChange, List<Map<String, String>>> of(Collection<PlanChange> inserts, boolean since) {
        IdentityHashMap<PlanChange, List<Map<String, String>>> found = new IdentityHashMap<>();
        List<PlanChange> some = new ArrayList<>();
        long characters = 0;
        for (PlanChange insert : inserts) {
            some.add(insert);
            for (PlanCell cell : insert.cells().values()) {
                characters += cell.after() == null ? 0 : cell.after().length();
            }
            if (characters > MOST_CHARACTERS) {
                find(some, since, found);
                some.clear();
                characters = 0;
            }
        }
        find(some, since, found);
        return found;
    }

    private void find(
            List<PlanChange> inserts, boolean since, IdentityHashMap<PlanChange, List<Map<String, String>>> found) {
        String condition = condition(inserts);
        if (condition.isEmpty()) {
            return;
        }
        String bound = since ? bound(inserts) : "";
        rows.read(select, bound.isEmpty() ? condition : bound + " AND (" + condition + ")", raw -> {
            List<String> row = CanonicalText.of(raw);
            for (PlanChange insert : inserts) {
                if (isAlike(insert, row)) {
                    found.computeIfAbsent(insert, change -> new ArrayList<>()).add(key(row));
                }
            }
        });
    }

    private String condition(List<PlanChange> inserts) {
        try {
            return AlikeCondition.of(inserts.stream().map(this::values).toList());
        } catch (IllegalArgumentException e) {
            // A value that no row can hold: the table will say so when it is written.
            return "";
        }
    }

    private Map<ColumnDefinition, String> values(PlanChange insert) {
        Map<ColumnDefinition, String> values = new LinkedHashMap<>();
        insert.key().forEach((name, text) -> {
            if (text != null) {
                values.put(column(name), text);
            }
        });
        insert.cells().forEach((name, cell) -> {
            if (!column(name).generated()) {
                values.put(column(name), cell.after());
            }
        });
        return values;
    }

    private ColumnDefinition column(String name) {
        return table.column(name).orElseThrow(() -> new IllegalArgumentException("no column " + name));
    }

    /** All new rows of a plan were compared with the same state of the table. */
    private String bound(List<PlanChange> inserts) {
        String last = inserts.get(0).last();
        return last == null || !last.matches("-?[0-9]+")
                ? ""
                : table.columns().stream()
                        .filter(ColumnDefinition::autoIncrement)
                        .map(column -> Identifiers.quoted(column.name()) + " > " + last)
                        .findFirst()
                        .orElse("");
    }

    private boolean isAlike(PlanChange insert, List<String> row) {
        return values(insert).entrySet().stream().allMatch(cell -> {
            ColumnDefinition column = cell.getKey();
            return new CellJudge(column.type(), column.nullable())
                            .judgeStrictly(
                                    cell.getValue(), row.get(table.columns().indexOf(column)))
                            .kind()
                            .compareTo(CellVerdict.Kind.REFORMATTED)
                    <= 0;
        });
    }

    private Map<String, String> key(List<String> row) {
        Map<String, String> key = new LinkedHashMap<>();
        select.key()
                .forEach(
                        column -> key.put(column.name(), row.get(table.columns().indexOf(column))));
        return key;
    }
}
