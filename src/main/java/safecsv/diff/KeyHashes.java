package safecsv.diff;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Hashes of many keys: eight bytes each, sixteen while they grow. */
final class KeyHashes {
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

    int size() {
        return size;
    }

    /** The hash of the key that was added at this place, counted from 0. */
    long at(int place) {
        return hashes[place];
    }

    /** Each of them once, in ascending order. */
    long[] sorted() {
        return Arrays.stream(hashes, 0, size).sorted().distinct().toArray();
    }

    /** Those that were added more than once, each once, in ascending order. */
    long[] repeated() {
        long[] all = Arrays.copyOf(hashes, size);
        Arrays.sort(all);
        return IntStream.range(1, size)
                .filter(place -> all[place] == all[place - 1])
                .mapToLong(place -> all[place])
                .distinct()
                .toArray();
    }

    /** How many of these keys are among the ones or the others; each counts once. */
    long among(KeyHashes ones, KeyHashes others) {
        if (isEmpty() || (ones.isEmpty() && others.isEmpty())) {
            return 0;
        }
        long[] first = ones.sorted();
        long[] second = others.sorted();
        return Arrays.stream(sorted())
                .filter(hash -> Arrays.binarySearch(first, hash) >= 0 || Arrays.binarySearch(second, hash) >= 0)
                .count();
    }

    /** 64 bits: FNV-1a over the characters, mixed as MurmurHash3 ends. */
    static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int index = 0; index < key.length(); index++) {
            hash = (hash ^ key.charAt(index)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
