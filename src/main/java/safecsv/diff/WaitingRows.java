package safecsv.diff;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows that wait for their partners, by key, in the order in which they came. */
final class WaitingRows {
    /** What an entry takes besides the record's bytes, about: the key, the map's node, two objects. */
    private static final int OVERHEAD = 200;

    private final Map<String, WaitingRow> rows = new LinkedHashMap<>();
    private long size;

    /** Takes rows that have to move elsewhere. */
    interface Target {
        void add(String key, WaitingRow row) throws IOException;
    }

    /** Adds a row; returns false, and leaves it, where one waits under this key already. */
    boolean put(String key, WaitingRow row) {
        boolean added = rows.putIfAbsent(key, row) == null;
        if (added) {
            size += row.bytes().length + OVERHEAD;
        }
        return added;
    }

    /** Takes a row out, or returns null. */
    WaitingRow take(String key) {
        WaitingRow row = rows.isEmpty() ? null : rows.remove(key);
        if (row != null) {
            size -= row.bytes().length + OVERHEAD;
        }
        return row;
    }

    /** Bytes of memory, about. */
    long size() {
        return size;
    }

    Collection<WaitingRow> rows() {
        return rows.values();
    }

    void moveTo(Target target) throws IOException {
        for (Map.Entry<String, WaitingRow> entry : rows.entrySet()) {
            target.add(entry.getKey(), entry.getValue());
        }
        rows.clear();
        size = 0;
    }
}
