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
    private long[] hashes = new long[16];
    private int size;

    void add(String key) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = hash(key);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Reads a CSV from its first data row on, and notes each key that was added here and is there more than once. */
    void find(RecordReader reader, RowKeys keys, Problems problems) throws IOException, MalformedCsvException {
        long[] wanted = Arrays.stream(hashes, 0, size).sorted().distinct().toArray();
        long[] lines = new long[wanted.length];
        while (reader.next()) {
            if (!keys.hasPlainKey(reader.record())) {
                continue;
            }
            String key = keys.ofEdited(reader.record(), reader.line());
            int place = key == null ? -1 : Arrays.binarySearch(wanted, hash(key));
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

    /** 64 bits: FNV-1a over the characters, mixed as MurmurHash3 ends. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int index = 0; index < key.length(); index++) {
            hash = (hash ^ key.charAt(index)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
