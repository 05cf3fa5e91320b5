package safecsv.apply;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Rows of a {@link RandomTable} as they were sent, came back and are now, and what must become of them, worked out apart. */
final class RandomTablesModel {
    /** What --on-conflict has. */
    enum Policy {
        FAIL,
        KEEP_DATABASE,
        TAKE_CSV
    }

    final RandomTable table;
    private final Random random;
    final Policy policy;
    final Map<List<String>, Map<String, String>> baseline = new LinkedHashMap<>();
    final Map<List<String>, Map<String, String>> csv = new LinkedHashMap<>();
    final Map<List<String>, Map<String, String>> database = new LinkedHashMap<>();
    final List<Map<String, String>> unnumbered = new ArrayList<>();

    /** Parents that rows of the other table refer to. */
    final List<String> referring = new ArrayList<>();

    /** What the table must hold, but for rows that get their number from the server. */
    final Map<List<String>, Map<String, String>> after = new LinkedHashMap<>();

    final List<Map<String, String>> made = new ArrayList<>();
    final Map<List<String>, Set<String>> updated = new LinkedHashMap<>();
    final Set<List<String>> inserted = new HashSet<>();
    final Set<List<String>> deleted = new HashSet<>();
    int conflicts;

    RandomTablesModel(RandomTable table, Random random) {
        this.table = table;
        this.random = random;
        this.policy = random.nextInt(3) > 0
                ? Policy.FAIL
                : List.of(Policy.FAIL, Policy.KEEP_DATABASE, Policy.TAKE_CSV).get(random.nextInt(3));
        for (int count = random.nextInt(12); count > 0; count--) {
            add(baseline, key());
        }
        database.putAll(baseline);
        csv.putAll(baseline);
        edit();
        others();
        if (table.child != null) {
            for (List<String> key : database.keySet()) {
                if (random.nextInt(4) == 0) {
                    referring.add(key.get(0));
                }
            }
        }
        decide();
    }

    private List<String> key() {
        String number = Integer.toString(1 + random.nextInt(20));
        return table.key == RandomTable.Key.COMPOSITE
                ? List.of(random.nextBoolean() ? "ab" : "zz", number)
                : List.of(number);
    }

    private static List<String> keys(Map<List<String>, Map<String, String>> rows) {
        return rows.keySet().stream().map(key -> key.get(0)).toList();
    }

    private Map<String, String> row(Map<List<String>, Map<String, String>> among) {
        Map<String, String> row = new TreeMap<>();
        table.columns.keySet().forEach(name -> row.put(name, table.value(name, random, keys(among))));
        return row;
    }

    private boolean isLegal(Map<List<String>, Map<String, String>> rows) {
        return table.why(rows.values(), new HashSet<>(keys(rows)), List.of()) == null;
    }

    /** Puts a row in, if the table can hold it. */
    private void add(Map<List<String>, Map<String, String>> rows, List<String> key) {
        if (!rows.containsKey(key)) {
            rows.put(key, row(rows));
            if (!isLegal(rows)) {
                rows.remove(key);
            }
        }
    }

    private Map<String, String> changed(Map<String, String> row, Map<List<String>, Map<String, String>> among) {
        Map<String, String> changed = new TreeMap<>(row);
        table.columns.keySet().forEach(name -> {
            if (random.nextInt(3) == 0) {
                changed.put(name, table.value(name, random, keys(among)));
            }
        });
        return changed;
    }

    private void edit() {
        for (List<String> key : List.copyOf(baseline.keySet())) {
            switch (random.nextInt(6)) {
                case 0 -> csv.remove(key);
                case 1, 2 -> csv.put(key, changed(baseline.get(key), csv));
                default -> {
                    // Left as it was.
                }
            }
        }
        List<List<String>> left = new ArrayList<>(csv.keySet());
        if (!table.uniqueKeys.isEmpty() && left.size() > 1 && random.nextInt(2) == 0) {
            // Rows pass their values of a unique key on in a circle.
            List<String> unique = table.uniqueKeys.get(random.nextInt(table.uniqueKeys.size()));
            Collections.shuffle(left, random);
            List<List<String>> circle = left.subList(0, 2 + random.nextInt(Math.min(left.size() - 1, 3)));
            List<Map<String, String>> rows =
                    circle.stream().map(key -> baseline.get(key)).toList();
            for (int place = 0; place < circle.size(); place++) {
                Map<String, String> row = new TreeMap<>(csv.get(circle.get(place)));
                Map<String, String> next = rows.get((place + 1) % rows.size());
                unique.forEach(name -> row.put(name, next.get(name)));
                csv.put(circle.get(place), row);
            }
        }
        for (int count = random.nextInt(3); count > 0; count--) {
            if (table.key == RandomTable.Key.NUMBERED && random.nextBoolean()) {
                Map<String, String> row = row(csv);
                // A line without anything in it is blank, and no row.
                if (row.values().stream().anyMatch(Objects::nonNull)) {
                    unnumbered.add(row);
                }
            } else {
                csv.putIfAbsent(key(), row(csv));
            }
        }
    }

    private void others() {
        for (List<String> key : List.copyOf(database.keySet())) {
            Map<String, String> was = database.get(key);
            switch (random.nextInt(12)) {
                case 0 -> database.remove(key);
                case 1, 2 -> database.put(key, changed(was, database));
                default -> {
                    // Nobody was there.
                }
            }
            if (!isLegal(database)) {
                database.put(key, was);
            }
        }
        if (random.nextInt(3) == 0) {
            add(database, key());
        }
    }

    private void decide() {
        after.putAll(database);
        csv.forEach((key, row) -> {
            Map<String, String> before = baseline.get(key);
            Map<String, String> now = database.get(key);
            if (before == null) {
                added(key, row, now);
            } else if (!before.equals(row)) {
                edited(key, before, row, now);
            }
        });
        baseline.keySet().stream()
                .filter(key -> !csv.containsKey(key) && database.containsKey(key))
                .forEach(key -> {
                    boolean same = database.get(key).equals(baseline.get(key));
                    conflicts += same || policy != Policy.FAIL ? 0 : 1;
                    if (same || policy == Policy.TAKE_CSV) {
                        after.remove(key);
                        deleted.add(key);
                    }
                });
        for (Map<String, String> row : unnumbered) {
            boolean itself = database.containsValue(row)
                    && table.uniqueKeys.stream()
                            .anyMatch(unique -> unique.stream().noneMatch(name -> row.get(name) == null));
            if (!itself || isFree(row)) {
                made.add(row);
            }
        }
    }

    /** Whether no row that stays is in the way of another row of these values. */
    private boolean isFree(Map<String, String> row) {
        List<Map<String, String>> rows = new ArrayList<>(after.values());
        rows.add(row);
        return table.why(rows, new HashSet<>(keys(after)), List.of()) == null;
    }

    private void added(List<String> key, Map<String, String> row, Map<String, String> now) {
        if (now == null) {
            after.put(key, row);
            inserted.add(key);
        } else {
            cells(key, row, now, Map.of());
        }
    }

    private void edited(
            List<String> key, Map<String, String> before, Map<String, String> row, Map<String, String> now) {
        if (now != null) {
            cells(key, row, now, before);
        } else if (policy == Policy.TAKE_CSV) {
            after.put(key, row);
            inserted.add(key);
        } else {
            conflicts += policy == Policy.FAIL ? 1 : 0;
        }
    }

    /** @param before empty where the row is new on both sides */
    private void cells(List<String> key, Map<String, String> row, Map<String, String> now, Map<String, String> before) {
        Map<String, String> becomes = new TreeMap<>(now);
        boolean conflict = false;
        Set<String> written = new HashSet<>();
        for (String name : table.columns.keySet()) {
            boolean edit = before.isEmpty() || !Objects.equals(before.get(name), row.get(name));
            if (!edit || Objects.equals(now.get(name), row.get(name))) {
                continue;
            }
            boolean clash = before.isEmpty() || !Objects.equals(before.get(name), now.get(name));
            conflict |= clash;
            if (!clash || policy == Policy.TAKE_CSV) {
                becomes.put(name, row.get(name));
                written.add(name);
            }
        }
        conflicts += conflict && policy == Policy.FAIL ? 1 : 0;
        if (!written.isEmpty()) {
            after.put(key, becomes);
            updated.put(key, written);
        }
    }

    /** Why the state that was asked for can't be; null where it can. */
    String why() {
        List<Map<String, String>> rows = new ArrayList<>(after.values());
        rows.addAll(made);
        return table.why(rows, new HashSet<>(keys(after)), referring);
    }

    boolean hasChanges() {
        return !updated.isEmpty() || !inserted.isEmpty() || !deleted.isEmpty() || !made.isEmpty();
    }

    /** The CSV that came back. */
    String text() {
        StringBuilder text = new StringBuilder(String.join(",", table.keyNames()));
        table.columns.keySet().forEach(name -> text.append(',').append(name));
        text.append('\n');
        csv.forEach((key, row) -> line(text, key, row));
        unnumbered.forEach(row -> line(text, List.of(""), row));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> key, Map<String, String> row) {
        text.append(String.join(",", key));
        table.columns.forEach((name, type) -> {
            String value = row.get(name);
            boolean quoted = value != null && !type.matches("INT|TINYINT|DECIMAL.*|DATE");
            text.append(',').append(value == null ? "" : quoted ? '"' + value + '"' : value);
        });
        text.append('\n');
    }

    @Override
    public String toString() {
        return table + "\n" + policy + "\nbaseline " + baseline + "\ndatabase " + database + "\nchildren of "
                + referring + "\n" + text() + "after " + after + " and " + made;
    }
}
