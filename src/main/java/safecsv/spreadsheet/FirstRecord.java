package safecsv.spreadsheet;

import java.util.ArrayList;
import java.util.List;

/** The header of a file whose form is not known yet. */
final class FirstRecord {
    private static final int MOST_CELLS = 5000;

    private FirstRecord() {}

    /** The unquoted cells of the first record, read with this delimiter. */
    static List<String> cells(String text, char delimiter) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length() && cells.size() < MOST_CELLS; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                cell.append(c);
            } else if (c == delimiter) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n' || c == '\r') {
                break;
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
