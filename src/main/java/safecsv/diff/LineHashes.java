package safecsv.diff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Lines by hashes of their keys: sixteen bytes each, about forty while they are looked up. */
final class LineHashes {
    private static final long[] NONE = {};

    private long[] hashes = new long[16];
    private long[] lines = new long[16];
    private int size;
    private long[] distinct;
    private int[] starts;
    private long[] byHash;

    void add(long hash, long line) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
        }
        hashes[size] = hash;
        lines[size++] = line;
        distinct = null;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether two lines have the same hash. */
    boolean anyShared() {
        settle();
        return distinct.length < size;
    }

    /** The lines that have a hash which others have too, with that hash. */
    Map<Long, Long> shared() {
        settle();
        Map<Long, Long> shared = new HashMap<>();
        for (int place = 0; place < distinct.length; place++) {
            if (starts[place + 1] - starts[place] > 1) {
                for (long line : lines(distinct[place])) {
                    shared.put(line, distinct[place]);
                }
            }
        }
        return shared;
    }

    /** The lines that were added with this hash. */
    long[] lines(long hash) {
        settle();
        int place = Arrays.binarySearch(distinct, hash);
        return place < 0 ? NONE : Arrays.copyOfRange(byHash, starts[place], starts[place + 1]);
    }

    private void settle() {
        if (distinct != null) {
            return;
        }
        distinct = Arrays.stream(hashes, 0, size).sorted().distinct().toArray();
        starts = new int[distinct.length + 1];
        for (int index = 0; index < size; index++) {
            starts[place(index) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        byHash = new long[size];
        for (int index = 0; index < size; index++) {
            byHash[next[place(index)]++] = lines[index];
        }
    }

    private int place(int index) {
        return Arrays.binarySearch(distinct, hashes[index]);
    }
}
