package safecsv.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import safecsv.mysql.TableSnapshot;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.TableDefinition;

/** Asks the database for the rows that were touched, many at once, and has {@link ChangeMaker} decide about each. */
final class TouchedBatch implements Consumer<TouchedRow> {
    private static final int MOST_ROWS = 500;
    private static final long MOST_BYTES = 4 << 20;

    private final TableSnapshot snapshot;
    private final ChangeMaker maker;
    private final Problems problems;
    private final ComparedRows compared;
    private final CollatedKeys collated;
    private final Layout layout;
    private final KeyedSelect selected;
    private final KeyedSelect whole;
    private List<TouchedRow> rows = new ArrayList<>();
    private long size;

    TouchedBatch(
            TableSnapshot snapshot,
            TableDefinition table,
            Layout layout,
            ChangeMaker maker,
            ComparedRows compared,
            CollatedKeys collated,
            Problems problems) {
        this.snapshot = snapshot;
        this.maker = maker;
        this.problems = problems;
        this.compared = compared;
        this.collated = collated;
        this.layout = layout;
        List<ColumnDefinition> key =
                layout.key().stream().map(DiffColumn::column).toList();
        this.selected = new KeyedSelect(table, key, layout.stored());
        this.whole = new KeyedSelect(table, key, table.columns());
    }

    @Override
    public void accept(TouchedRow row) {
        rows.add(row);
        size += row.size();
        if (rows.size() >= MOST_ROWS || size >= MOST_BYTES) {
            flush();
        }
    }

    /** Decides about all rows that wait. */
    void flush() {
        List<TouchedRow> batch = rows;
        rows = new ArrayList<>();
        size = 0;
        if (problems.any()) {
            // Nothing will come of it but the list of problems.
            return;
        }
        decide(
                batch.stream()
                        .filter(row -> row.kind() != TouchedRow.Kind.MISSING)
                        .toList(),
                selected);
        decide(
                batch.stream()
                        .filter(row -> row.kind() == TouchedRow.Kind.MISSING)
                        .toList(),
                whole);
    }

    private void decide(List<TouchedRow> batch, KeyedSelect select) {
        Found found = find(
                select,
                batch.stream()
                        .map(TouchedRow::key)
                        .filter(key -> !key.isEmpty())
                        .toList());
        boolean anyStray = anyStray(select, batch, found);
        List<TouchedRow> free = new ArrayList<>();
        for (TouchedRow row : batch) {
            List<String> database = found.rows().get(row.key());
            if (database != null || row.key().isEmpty() || row.kind() == TouchedRow.Kind.MISSING) {
                decide(row, database, null);
                continue;
            }
            List<String> taken = anyStray ? sameByCollation(row.key()) : null;
            if (taken == null) {
                free.add(row);
            } else {
                collated.taken(row.line(), layout.keyOf(taken));
            }
            decide(row, null, taken);
        }
        collated.add(free);
    }

    /** @param taken the row whose key the server takes for the same, where there is none of this key */
    private void decide(TouchedRow row, List<String> database, List<String> taken) {
        switch (row.kind()) {
            case EDITED -> maker.edited(row, database, taken);
            case MISSING -> maker.missing(row, database);
            case COMPARED -> compared.decide(row, database, taken);
            case ASKED -> {}
            case NEW -> maker.added(row, database == null ? taken : database);
        }
    }

    /**
     * Whether the server may take a key without a row for another row's. That row can be one that was asked for itself, so
     * the keys without a row are asked for once more, alone.
     */
    private boolean anyStray(KeyedSelect select, List<TouchedRow> batch, Found found) {
        if (!found.strays().isEmpty() || found.rows().isEmpty() || !select.hasTextKey()) {
            return !found.strays().isEmpty();
        }
        List<List<String>> absent = batch.stream()
                .filter(row -> row.kind() != TouchedRow.Kind.MISSING)
                .map(TouchedRow::key)
                .filter(key -> !key.isEmpty() && !found.rows().containsKey(key))
                .toList();
        return !find(select, absent).strays().isEmpty();
    }

    /** The row whose key the server takes for the same, though its text is another. */
    private List<String> sameByCollation(List<String> key) {
        List<List<String>> strays = find(selected, List.of(key)).strays();
        return strays.isEmpty() ? null : strays.get(0);
    }

    /**
     * Rows as canonical texts.
     *
     * @param rows by the keys that were asked for
     * @param strays rows that the server found besides
     */
    private record Found(Map<List<String>, List<String>> rows, List<List<String>> strays) {}

    private Found find(KeyedSelect select, List<List<String>> keys) {
        Found found = new Found(new HashMap<>(), new ArrayList<>());
        if (!keys.isEmpty()) {
            Set<List<String>> asked = new HashSet<>(keys);
            boolean places = select.equals(selected);
            snapshot.rows(select, keys, raw -> {
                List<String> row = CanonicalText.of(raw);
                List<String> key = keyOf(select, row);
                List<String> placed = places ? layout.widened(row) : row;
                if (asked.contains(key)) {
                    found.rows().put(key, placed);
                } else {
                    found.strays().add(placed);
                }
            });
        }
        return found;
    }

    private static List<String> keyOf(KeyedSelect select, List<String> row) {
        List<String> key = new ArrayList<>(select.key().size());
        for (ColumnDefinition column : select.key()) {
            key.add(row.get(select.columns().indexOf(column)));
        }
        return key;
    }
}
