package safecsv.diff;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import safecsv.csv.CsvRecord;

/**
 * Rows that hold nothing but the rest of a cell that was too long for a spreadsheet, and what stood behind it. They are
 * passed over when they are read, and explained when the row before them is compared.
 */
final class SpilledRows {
    /** The longest text of a cell, in UTF-16 units; in bytes it is not less. */
    private static final int LONGEST_CELL = 32_767;

    private static final int COMPARED = 200;

    private final RowKeys keys;
    private final Set<String> rests = new HashSet<>();
    private final Map<Long, String> unexplained = new LinkedHashMap<>();
    private boolean afterLongCell;

    SpilledRows(RowKeys keys) {
        this.keys = keys;
    }

    /** Whether a record of the CSV is to be passed over. Called for every record, in the file's order. */
    boolean takes(CsvRecord record, long line) {
        boolean after = afterLongCell;
        afterLongCell = record.length() >= LONGEST_CELL && hasCutCell(record);
        if (!after || !keys.isImpossible(record)) {
            return false;
        }
        String first = RowKeys.trusted(record, 0);
        unexplained.put(line, first == null ? null : beginning(first));
        return true;
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), COMPARED));
    }

    private static boolean hasCutCell(CsvRecord record) {
        for (int cell = 0; cell < record.cells(); cell++) {
            String text = RowKeys.trusted(record, cell);
            if (text != null && text.length() >= LONGEST_CELL) {
                return true;
            }
        }
        return false;
    }

    /** A cell of the row before was found to be cut; the rest of it is what such a row starts with. */
    void explain(String whole, String kept) {
        rests.add(beginning(whole.substring(Math.min(whole.length(), kept.length()))));
    }

    /** Notes each row that was passed over and that no cut cell explains. */
    void complain(Problems problems) {
        unexplained
                .values()
                .removeIf(start -> start != null && rests.stream().anyMatch(rest -> rest.startsWith(start)));
        unexplained.keySet().forEach(line -> problems.add(line, keys.firstName(), "has no key that its type can hold"));
    }
}
