package safecsv.csv;

import java.util.List;
import java.util.Set;

/**
 * Says in which column of an encoded record a byte is. For messages about one cell; nothing else needs it.
 *
 * @param names the columns' names
 * @param hidden indexes from 0 of columns whose values must not be shown
 */
public record CellLocator(CsvDialect dialect, List<String> names, Set<Integer> hidden) {
    /** Where nothing is known of the columns. */
    static final CellLocator UNKNOWN = new CellLocator(CsvDialect.STANDARD, List.of(), Set.of());

    public CellLocator {
        names = List.copyOf(names);
        hidden = Set.copyOf(hidden);
    }

    /** The index of the column that holds this character of a record. */
    int column(String record, int offset) {
        int column = 0;
        boolean quoted = false;
        for (int at = 0; at < offset; at++) {
            char next = record.charAt(at);
            if (next == '\\' && dialect.escaping() == Escaping.BACKSLASH) {
                at++;
            } else if (next == '"') {
                quoted ^= true;
            } else if (next == dialect.delimiter() && !quoted) {
                column++;
            }
        }
        return column;
    }

    String name(int column) {
        return column < names.size() ? "column " + names.get(column) : "column " + (column + 1);
    }

    boolean mayShow(int column) {
        return !hidden.contains(column);
    }
}
