package safecsv.spreadsheet;

import java.util.ArrayList;
import java.util.List;

/** The first records of a file whose form is not known yet. */
final class HeadRecords {
    private static final int MOST_CELLS = 5000;

    private final String text;
    private final char delimiter;
    private final char lineEnd;
    private int at;

    /** @param lineEnd the last character of a line's end */
    HeadRecords(String text, char delimiter, char lineEnd) {
        this.text = text;
        this.delimiter = delimiter;
        this.lineEnd = lineEnd;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** The unquoted cells of the next record. */
    List<String> next() {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && (quoted || !started)) {
                quoted = !quoted;
                started = true;
            } else if (quoted) {
                cell.append(c);
            } else if (c == delimiter) {
                add(cells, cell);
                started = false;
            } else if (c == lineEnd) {
                break;
            } else {
                // A quote inside of a quoted cell is written twice.
                quoted = c == '"' && at > 1 && text.charAt(at - 2) == '"';
                cell.append(c);
                started = true;
            }
        }
        add(cells, cell);
        return cells;
    }

    private static void add(List<String> cells, StringBuilder cell) {
        int end = cell.length();
        if (end > 0 && cell.charAt(end - 1) == '\r') {
            cell.setLength(end - 1);
        }
        if (cells.size() < MOST_CELLS) {
            cells.add(cell.toString());
        }
        cell.setLength(0);
    }

    /** Whether the lines of a text end with CR alone, as those of old programs for the Mac do. */
    static boolean endWithCarriageReturns(String text) {
        boolean quoted = false;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && c == '\n') {
                return false;
            }
            any |= !quoted && c == '\r' && i + 1 < text.length();
        }
        return any;
    }
}
