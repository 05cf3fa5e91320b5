package safecsv.spreadsheet;

import java.util.ArrayList;
import java.util.List;

/** A CSV text in memory, for tests: RFC 4180; nothing without quotes is NULL where the null text is empty. */
final class Rows {
    private Rows() {}

    static List<List<String>> of(String text, char delimiter, String nullText) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.length() == 0 && !wasQuoted) {
                quoted = true;
                wasQuoted = true;
            } else if (c == delimiter || c == '\n' || (c == '\r' && text.startsWith("\r\n", i))) {
                row.add(!wasQuoted && cell.toString().equals(nullText) ? null : cell.toString());
                cell.setLength(0);
                wasQuoted = false;
                if (c != delimiter) {
                    rows.add(row);
                    row = new ArrayList<>();
                    i += c == '\r' ? 1 : 0;
                }
            } else {
                cell.append(c);
            }
        }
        if (cell.length() > 0 || !row.isEmpty()) {
            row.add(cell.toString());
            rows.add(row);
        }
        return rows;
    }
}
