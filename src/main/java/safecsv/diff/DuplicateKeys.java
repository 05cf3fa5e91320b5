package safecsv.diff;

import java.io.IOException;
import java.util.Arrays;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.RecordReader;

/**
 * Keys of rows that look new, though an earlier row of the CSV may have had the same key and its partner: that is found by
 * reading the CSV once more. Sixteen bytes a row.
 */
final class DuplicateKeys {
    private final KeyHashes wantedKeys = new KeyHashes();

    void add(String key) {
        wantedKeys.add(key);
    }

    boolean isEmpty() {
        return wantedKeys.isEmpty();
    }

    /** Reads a CSV from its first data row on, and notes each key that was added here and is there more than once. */
    void find(RecordReader reader, RowKeys keys, Problems problems) throws IOException, MalformedCsvException {
        long[] wanted = wantedKeys.sorted();
        long[] lines = new long[wanted.length];
        while (reader.next()) {
            if (!keys.hasPlainKey(reader.record())) {
                continue;
            }
            String key = keys.ofEdited(reader.record(), reader.line());
            int place = key == null ? -1 : Arrays.binarySearch(wanted, KeyHashes.hash(key));
            if (place < 0) {
                continue;
            }
            if (lines[place] == 0) {
                lines[place] = reader.line();
            } else {
                problems.add(reader.line(), keys.firstName(), "the key is in line %d already".formatted(lines[place]));
            }
        }
    }
}
