package safecsv.diff;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import safecsv.csv.CsvRecord;
import safecsv.spreadsheet.HeaderNames;

/**
 * The CSV's first record.
 *
 * @param names of its cells, in order
 * @param problems takes what is wrong with it
 */
record Header(List<String> names, Problems problems) {
    static Header of(CsvRecord record, Problems problems) {
        List<String> names = new ArrayList<>();
        for (int cell = 0; cell < record.cells(); cell++) {
            String name = name(record, cell, problems);
            int other = index(names, name);
            if (other >= 0 && !name.isEmpty()) {
                problems.add(1, name, "is there twice, as columns %d and %d".formatted(other + 1, cell + 1));
            }
            names.add(name);
        }
        return new Header(names, problems);
    }

    private static String name(CsvRecord record, int cell, Problems problems) {
        try {
            String name = record.text(cell);
            return name == null ? "" : name;
        } catch (CharacterCodingException e) {
            problems.add(1, null, "the name of column %d is not UTF-8".formatted(cell + 1));
            return "";
        }
    }

    /** Where the column is, or a negative number. Names are compared without case, blanks around them and width. */
    int indexOf(String name) {
        return index(names, name);
    }

    private static int index(List<String> names, String name) {
        String wanted = HeaderNames.normal(name);
        for (int index = 0; index < names.size(); index++) {
            if (HeaderNames.normal(names.get(index)).equals(wanted)) {
                return index;
            }
        }
        return -1;
    }
}
