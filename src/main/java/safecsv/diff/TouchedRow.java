package safecsv.diff;

import java.util.List;

/**
 * A row for which the database must be asked. Values are canonical texts; null is NULL.
 *
 * @param line where the CSV has it; 0 where it has none
 * @param key empty where the server is to give it
 * @param baseline by the layout's columns; null where there is no baseline row
 * @param edited the same; null where the CSV has no such row
 */
record TouchedRow(Kind kind, long line, List<String> key, List<String> baseline, List<String> edited) {
    /** In which of the two files the row is. */
    enum Kind {
        /** In both, and cells differ. */
        EDITED,
        /** In the CSV alone. */
        NEW,
        /** In the CSV alone, with cells in doubt: nothing becomes of it yet, but its key must be nobody else's. */
        ASKED,
        /** In the baseline alone. */
        MISSING,
        /** In the CSV, and there is no baseline: the edited values are the CSV's own texts, not judged yet. */
        COMPARED
    }

    /** Whether the column's cell was edited. */
    boolean changes(int column) {
        return !java.util.Objects.equals(baseline.get(column), edited.get(column));
    }

    /** How much memory its values take, about. */
    long size() {
        return size(baseline) + size(edited) + 200;
    }

    private static long size(List<String> values) {
        long size = 0;
        if (values != null) {
            for (String value : values) {
                size += value == null ? 8 : 56 + 2L * value.length();
            }
        }
        return size;
    }
}
