package safecsv.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A random table as it was sent, as it came back, and as it is now. */
final class RandomEdits {
    private final ModelTable table;
    private final Random random;
    private final boolean respelled;

    /** By key: what was exported, and what others have made of it. */
    final Map<List<String>, List<String>> baseline = new LinkedHashMap<>();

    final Map<List<String>, List<String>> database;
    final List<Line> lines = new ArrayList<>();

    /** The places of columns that the CSV has. */
    final Set<Integer> compared = new TreeSet<>();

    /** The CSV that came back. */
    final String csv;

    /**
     * A row of the CSV.
     *
     * @param number its line
     * @param row the values of all columns; one that the CSV does not have is not to be looked at
     * @param numbered whether the key is left to the server
     */
    record Line(long number, List<String> row, boolean numbered) {}

    RandomEdits(ModelTable table, Random random) {
        this.table = table;
        this.random = random;
        this.respelled = random.nextBoolean();
        for (int count = random.nextInt(13); count > 0; count--) {
            addTo(baseline);
        }
        database = new LinkedHashMap<>(baseline);
        List<List<String>> edited = edit();
        changeDatabase(edited);
        for (int index = 0; index < table.columns().size(); index++) {
            if (index < table.keyLength() || random.nextInt(8) > 0) {
                compared.add(index);
            }
        }
        csv = write(edited);
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        table.columns().forEach(column -> row.add(column.value(random)));
        return row;
    }

    private void addTo(Map<List<String>, List<String>> rows) {
        List<String> row = row();
        if (table.collidingWith(row, rows) == null) {
            rows.put(table.keyOf(row), row);
        }
    }

    private List<String> changed(List<String> row) {
        List<String> changed = new ArrayList<>(row);
        for (int index = table.keyLength(); index < row.size(); index++) {
            if (random.nextInt(3) == 0) {
                changed.set(index, table.columns().get(index).value(random));
            }
        }
        return changed;
    }

    private List<List<String>> edit() {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : baseline.values()) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    // The row is taken out.
                }
                case 1, 2 -> rows.add(changed(row));
                default -> rows.add(row);
            }
        }
        Set<List<String>> keys = new HashSet<>();
        rows.forEach(row -> keys.add(table.keyOf(row)));
        for (int count = random.nextInt(4); count > 0; count--) {
            List<String> row = new ArrayList<>(row());
            if (random.nextInt(5) == 0) {
                // A cell that is not filled in, of a column that has a default.
                row.set(row.size() - 1, null);
            }
            if (table.numbered() && random.nextBoolean()) {
                row.set(0, null);
                rows.add(row);
            } else if (!baseline.containsKey(table.keyOf(row)) && keys.add(table.keyOf(row))) {
                rows.add(row);
            }
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(rows, random);
        }
        return rows;
    }

    private void changeDatabase(List<List<String>> edited) {
        for (List<String> row : baseline.values()) {
            switch (random.nextInt(6)) {
                case 0 -> database.remove(table.keyOf(row));
                case 1, 2 -> database.put(table.keyOf(row), changed(row));
                default -> {
                    // Nobody was there.
                }
            }
        }
        for (List<String> row : edited) {
            boolean whole = row.get(0) != null && row.get(row.size() - 1) != null;
            if (whole && random.nextInt(6) == 0) {
                // Somebody has made the same change.
                database.computeIfPresent(table.keyOf(row), (key, now) -> row);
                if (table.collidingWith(row, database) == null) {
                    database.put(table.keyOf(row), row);
                }
            }
        }
        for (int count = random.nextInt(4); count > 0; count--) {
            addTo(database);
        }
    }

    private String write(List<List<String>> rows) {
        List<Integer> order = new ArrayList<>(compared);
        if (random.nextInt(3) == 0) {
            Collections.shuffle(order, random);
        }
        String end = random.nextBoolean() ? "\n" : "\r\n";
        boolean upper = random.nextInt(4) == 0;
        StringBuilder text = new StringBuilder();
        List<String> cells = new ArrayList<>();
        for (int index : order) {
            String name = table.columns().get(index).name();
            cells.add(upper ? name.toUpperCase(Locale.ROOT) : name);
        }
        text.append(String.join(",", cells)).append(end);
        long line = 2;
        for (List<String> row : rows) {
            if (random.nextInt(12) == 0) {
                text.append(end);
                line++;
            }
            cells.clear();
            for (int index : order) {
                boolean otherwise = respelled && random.nextInt(3) == 0;
                cells.add(table.columns().get(index).spelled(row.get(index), otherwise, random));
            }
            text.append(String.join(",", cells)).append(end);
            // A row without anything in it is blank, and passed over.
            if (order.stream().anyMatch(index -> row.get(index) != null)) {
                lines.add(new Line(line, row, row.get(0) == null));
            }
            line++;
        }
        return text.toString();
    }
}
