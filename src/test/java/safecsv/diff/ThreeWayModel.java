package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a diff must find, row by row over maps: the table in docs/round-trip.md and what it says of {@code --on-conflict}.
 * Of a row with several edits each cell is decided alone, so a row can have an update and a conflict.
 */
final class ThreeWayModel {
    private final ModelTable table;
    private final ConflictPolicy policy;
    private final boolean deletes;
    private final Set<Integer> compared;
    private final Map<List<String>, List<String>> database;

    /** Sorted lines, one a change or conflict. */
    final List<String> changes = new ArrayList<>();

    /** Counts of the summary. */
    final Map<String, Long> counts = new TreeMap<>();

    /** All rows afterwards; a key that the server gives is null. Without conflicts it is what the table must hold. */
    final List<List<String>> after = new ArrayList<>();

    /**
     * Decides about everything.
     *
     * @param compared the places of the columns that the CSV has
     * @param database rows by key
     */
    ThreeWayModel(
            ModelTable table,
            ConflictPolicy policy,
            boolean deletes,
            Set<Integer> compared,
            Map<List<String>, List<String>> database) {
        this.table = table;
        this.policy = policy;
        this.deletes = deletes;
        this.compared = compared;
        this.database = database;
        after.addAll(database.values());
        for (String name :
                List.of("updated", "inserted", "deleted", "missing", "conflicts", "unchanged", "already", "settled")) {
            counts.put(name, 0L);
        }
    }

    /** Goes through both files' rows. */
    ThreeWayModel decide(Map<List<String>, List<String>> baseline, List<RandomEdits.Line> csv) {
        for (RandomEdits.Line line : csv) {
            List<String> before = line.numbered() ? null : baseline.get(table.keyOf(line.row()));
            if (before == null) {
                added(line);
            } else {
                edited(line, before);
            }
        }
        Map<List<String>, List<String>> missing =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        missing.putAll(baseline);
        csv.stream().filter(line -> !line.numbered()).forEach(line -> missing.remove(table.keyOf(line.row())));
        missing.values().forEach(this::missing);
        changes.sort(null);
        return this;
    }

    private void edited(RandomEdits.Line line, List<String> before) {
        List<Integer> edits = new ArrayList<>();
        List<String> wanted = new ArrayList<>(before);
        for (int index : compared) {
            if (!Objects.equals(before.get(index), line.row().get(index))) {
                edits.add(index);
                wanted.set(index, line.row().get(index));
            }
        }
        if (edits.isEmpty()) {
            count("unchanged");
            return;
        }
        List<String> now = database.get(table.keyOf(before));
        if (now == null) {
            gone(line, before, edits, wanted);
            return;
        }
        Map<String, String> updates = new TreeMap<>();
        Map<String, String> conflicts = new TreeMap<>();
        List<String> becomes = new ArrayList<>(now);
        for (int index : edits) {
            String csv = line.row().get(index);
            if (Objects.equals(now.get(index), before.get(index))) {
                updates.put(name(index), "old=" + now.get(index) + " new=" + csv);
                becomes.set(index, csv);
            } else if (!Objects.equals(now.get(index), csv)) {
                if (policy == ConflictPolicy.TAKE_CSV) {
                    updates.put(name(index), "old=" + now.get(index) + " new=" + csv);
                    becomes.set(index, csv);
                }
                conflicts.put(
                        name(index), "baseline=" + before.get(index) + " csv=" + csv + " database=" + now.get(index));
            }
        }
        finish(line, "changed", updates, conflicts);
        replace(now, becomes);
    }

    private void finish(
            RandomEdits.Line line, String reason, Map<String, String> updates, Map<String, String> conflicts) {
        if (updates.isEmpty() && conflicts.isEmpty()) {
            count("already");
        }
        if (!updates.isEmpty()) {
            change("update", line.number(), table.keyOf(line.row()), updates);
        }
        if (!conflicts.isEmpty()) {
            conflict(reason, line.number(), table.keyOf(line.row()), conflicts);
        }
    }

    private void gone(RandomEdits.Line line, List<String> before, List<Integer> edits, List<String> wanted) {
        if (policy == ConflictPolicy.TAKE_CSV && table.collidingWith(table.keyOf(before), database) != null) {
            // The row can't come back: its key is another row's by now.
            added(line);
            return;
        }
        Map<String, String> cells = new TreeMap<>();
        edits.forEach(index -> cells.put(
                name(index),
                "baseline=" + before.get(index) + " csv=" + line.row().get(index)));
        conflict("gone", line.number(), table.keyOf(before), cells);
        if (policy == ConflictPolicy.TAKE_CSV) {
            // The whole row is put back: what the CSV does not have is as it was when it was sent.
            Map<String, String> values = new TreeMap<>();
            for (int index = table.keyLength(); index < wanted.size(); index++) {
                values.put(name(index), "new=" + wanted.get(index));
            }
            change("insert", line.number(), table.keyOf(before), values);
            after.add(wanted);
        }
    }

    private void added(RandomEdits.Line line) {
        List<String> key = table.keyOf(line.row());
        List<String> now = line.numbered() ? null : database.get(key);
        List<String> other = line.numbered() || now != null ? null : table.collidingWith(key, database);
        if (now == null && other == null) {
            insert(line);
            return;
        }
        Map<String, String> updates = new TreeMap<>();
        Map<String, String> conflicts = new TreeMap<>();
        List<String> holder = now == null ? other : now;
        List<String> becomes = new ArrayList<>(holder);
        for (int index : compared) {
            String csv = line.row().get(index);
            if (!getsDefault(index, csv) && !Objects.equals(csv, holder.get(index))) {
                conflicts.put(name(index), "csv=" + csv + " database=" + holder.get(index));
                updates.put(name(index), "old=" + holder.get(index) + " new=" + csv);
                becomes.set(index, csv);
            }
        }
        if (now == null) {
            if (policy == ConflictPolicy.KEEP_DATABASE) {
                count("settled");
            } else {
                // Also with take-csv: a key is never changed, and there is no room for the row.
                hold("key-taken", line.number(), key, conflicts);
            }
        } else if (policy == ConflictPolicy.TAKE_CSV) {
            finish(line, "exists", updates, conflicts);
            replace(now, becomes);
        } else {
            finish(line, "exists", Map.of(), conflicts);
        }
    }

    private void insert(RandomEdits.Line line) {
        Map<String, String> values = new TreeMap<>();
        List<String> becomes = new ArrayList<>(table.keyOf(line.row()));
        for (int index = table.keyLength(); index < table.columns().size(); index++) {
            String csv = line.row().get(index);
            if (compared.contains(index) && !getsDefault(index, csv)) {
                values.put(name(index), "new=" + csv);
                becomes.add(csv);
            } else {
                becomes.add(table.columns().get(index).byDefault());
            }
        }
        change("insert", line.number(), table.keyOf(line.row()), values);
        after.add(becomes);
    }

    private void missing(List<String> before) {
        count("missing");
        if (!deletes) {
            return;
        }
        List<String> now = database.get(table.keyOf(before));
        if (now == null) {
            count("already");
            return;
        }
        Map<String, String> conflicts = new TreeMap<>();
        Map<String, String> old = new TreeMap<>();
        for (int index = table.keyLength(); index < before.size(); index++) {
            old.put(name(index), "old=" + now.get(index));
            if (!Objects.equals(before.get(index), now.get(index))) {
                conflicts.put(name(index), "baseline=" + before.get(index) + " database=" + now.get(index));
            }
        }
        if (!conflicts.isEmpty()) {
            conflict("changed", 0, table.keyOf(before), conflicts);
        }
        if (conflicts.isEmpty() || policy == ConflictPolicy.TAKE_CSV) {
            change("delete", 0, table.keyOf(before), old);
            after.remove(now);
        }
    }

    private boolean getsDefault(int index, String csv) {
        return csv == null && table.columns().get(index).byDefault() != null;
    }

    private void replace(List<String> now, List<String> becomes) {
        after.remove(now);
        after.add(becomes);
    }

    private void conflict(String reason, long line, List<String> key, Map<String, String> cells) {
        if (policy == ConflictPolicy.FAIL) {
            hold(reason, line, key, cells);
        } else {
            count("settled");
        }
    }

    private void hold(String reason, long line, List<String> key, Map<String, String> cells) {
        count("conflicts");
        changes.add(line("conflict " + reason, line, key, cells));
    }

    private void change(String kind, long line, List<String> key, Map<String, String> cells) {
        count(kind.replaceFirst("e?$", "ed").toLowerCase(Locale.ROOT));
        changes.add(line(kind, line, key, cells));
    }

    /** How a change is written here, for both sides. */
    static String line(String kind, long line, List<String> key, Map<String, String> cells) {
        return kind + " line " + line + " key " + key + " " + cells;
    }

    private void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    private String name(int index) {
        return table.columns().get(index).name();
    }
}
