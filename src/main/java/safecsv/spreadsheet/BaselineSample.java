package safecsv.spreadsheet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Some of the baseline, by which the form of an edited file is recognised. Not thread-safe. */
public final class BaselineSample {
    /** So many different cells tell encodings apart, and are quickly looked for. */
    private static final int MOST_CELLS = 300;

    private static final int LONGEST_CELL = 60;

    private final List<String> header;
    private final Set<String> cells = new LinkedHashSet<>();

    /** @param header the column names, in the baseline's order */
    public BaselineSample(List<String> header) {
        this.header = List.copyOf(header);
    }

    /** Takes a cell of the baseline; only those with other than ASCII characters matter, and only so many. */
    public void add(String cell) {
        if (cell != null && cells.size() < MOST_CELLS && !TextValues.isAscii(cell)) {
            cells.add(cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell);
        }
    }

    /** Whether more cells are of use. */
    public boolean isFull() {
        return cells.size() >= MOST_CELLS;
    }

    List<String> header() {
        return header;
    }

    Set<String> cells() {
        return cells;
    }
}
