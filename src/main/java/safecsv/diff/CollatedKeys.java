package safecsv.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import safecsv.csv.CsvRecord;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.RecordReader;
import safecsv.mysql.TableSnapshot;
import safecsv.mysql.table.ColumnType;
import safecsv.mysql.table.KeyWeights;

/**
 * Keys of rows that would be inserted, to find those that the server takes for one by their columns' collations, however
 * they are written: it is asked for their weights, of which sixteen bytes a row are kept, and for its word on two keys
 * that have the same. What the keys are is read once more from the CSV.
 */
final class CollatedKeys {
    private final TableSnapshot snapshot;
    private final RowKeys keys;
    private final List<ColumnType> types;
    private final boolean anyText;
    private final String collations;
    private Map<ColumnType, String> blanks;
    private final LineHashes inserted = new LineHashes();
    private final LineHashes taken = new LineHashes();

    CollatedKeys(TableSnapshot snapshot, Layout layout, RowKeys keys) {
        this.snapshot = snapshot;
        this.keys = keys;
        this.types = layout.key().stream().map(column -> column.column().type()).toList();
        this.anyText = types.stream().anyMatch(type -> type.collation() != null);
        this.collations = String.join(
                ", ",
                types.stream()
                        .map(ColumnType::collation)
                        .filter(name -> name != null)
                        .distinct()
                        .toList());
    }

    /** Rows that have no row in the database. */
    void add(List<TouchedRow> rows) {
        if (!anyText || rows.isEmpty()) {
            return;
        }
        if (blanks == null) {
            blanks = blanks();
        }
        List<String> expressions = new ArrayList<>();
        for (TouchedRow row : rows) {
            for (int part = 0; part < types.size(); part++) {
                if (types.get(part).collation() != null) {
                    expressions.add(KeyWeights.of(types.get(part), row.key().get(part)));
                }
            }
        }
        List<String> weights = snapshot.values(expressions);
        int next = 0;
        for (TouchedRow row : rows) {
            List<String> parts = new ArrayList<>(types.size());
            for (int part = 0; part < types.size(); part++) {
                parts.add(
                        types.get(part).collation() == null
                                ? row.key().get(part)
                                : trimmed(weights.get(next++), blanks.get(types.get(part))));
            }
            inserted.add(KeyHashes.hash(RowKeys.joined(parts)), row.line());
        }
    }

    private Map<ColumnType, String> blanks() {
        List<ColumnType> texts = types.stream()
                .filter(type -> type.collation() != null)
                .distinct()
                .toList();
        List<String> values =
                snapshot.values(texts.stream().map(KeyWeights::blank).toList());
        Map<ColumnType, String> known = new HashMap<>();
        for (int index = 0; index < texts.size(); index++) {
            known.put(texts.get(index), values.get(index));
        }
        return known;
    }

    /** Null where a collation gives no weights: then texts are told apart by the server's word alone. */
    private static String trimmed(String weights, String blank) {
        String rest = weights == null ? "" : weights;
        while (blank != null && !blank.isEmpty() && rest.endsWith(blank)) {
            rest = rest.substring(0, rest.length() - blank.length());
        }
        return rest;
    }

    /** The key of a row of the CSV is taken by a row of the database, which has it written in another way. */
    void taken(long line, List<String> asWritten) {
        taken.add(KeyHashes.hash(keys.comparable(asWritten)), line);
    }

    /** Whether the CSV must be read once more. */
    boolean anySuspect() {
        return inserted.anyShared() || !taken.isEmpty();
    }

    /** Reads the CSV from its first data row on, and notes each key that another line has already. */
    void find(RecordReader reader, Problems problems) throws IOException, MalformedCsvException {
        Map<Long, Long> suspects = inserted.shared();
        Map<Long, List<Known>> known = new HashMap<>();
        while (reader.next()) {
            CsvRecord record = reader.record();
            long line = reader.line();
            if (!keys.hasPlainKey(record)) {
                continue;
            }
            Long group = suspects.get(line);
            if (group != null) {
                Known key = new Known(line, keys.editedParts(record, line));
                long earlier = earlier(known.computeIfAbsent(group, hash -> new ArrayList<>()), key);
                if (earlier > 0) {
                    note(line, earlier, problems);
                } else if (earlier == 0) {
                    known.get(group).add(key);
                }
            }
            for (long other : taken.lines(hash(record, line))) {
                if (other != line) {
                    note(Math.max(line, other), Math.min(line, other), problems);
                }
            }
        }
    }

    private long hash(CsvRecord record, long line) {
        String key = taken.isEmpty() ? null : keys.ofEdited(record, line);
        return key == null ? 0 : KeyHashes.hash(key);
    }

    private void note(long line, long earlier, Problems problems) {
        problems.add(
                line,
                keys.firstName(),
                "the key is, as the table compares it (%s), in line %d already".formatted(collations, earlier));
    }

    /** A key of the CSV that others have the weights of. */
    private record Known(long line, List<String> key) {}

    /** The line that has the key in another writing; 0 where none has it, -1 where it is written the same, which others note. */
    private long earlier(List<Known> known, Known key) {
        if (known.stream().anyMatch(other -> other.key().equals(key.key()))) {
            return -1;
        }
        if (known.isEmpty()) {
            return 0;
        }
        List<String> answers = snapshot.values(known.stream()
                .map(other -> KeyWeights.same(types, other.key(), key.key()))
                .toList());
        int place = answers.indexOf("1");
        return place < 0 ? 0 : known.get(place).line();
    }
}
