package safecsv.diff;

import java.util.Arrays;

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

    /** Each of them once, in ascending order. */
    long[] sorted() {
        return Arrays.stream(hashes, 0, size).sorted().distinct().toArray();
    }

    /** How many of the other's keys are among these; each counts once. */
    long shared(KeyHashes other) {
        if (isEmpty() || other.isEmpty()) {
            return 0;
        }
        long[] own = sorted();
        return Arrays.stream(other.sorted())
                .filter(hash -> Arrays.binarySearch(own, hash) >= 0)
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
