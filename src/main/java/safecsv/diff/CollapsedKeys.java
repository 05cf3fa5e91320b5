package safecsv.diff;

import java.util.Arrays;

/**
 * Keys of the export that a spreadsheet may have made one, as {@code 0012} and {@code 12}. Which of two such rows a row of
 * the CSV is, its key does not say; its place does, as long as nothing was sorted. A reading in which one of them alone has
 * other values is the likeliest; where several have, or one has and another is missing, nobody can tell. Keys are given in
 * the forms in which they are looked for. Sixteen bytes a row that was changed, found under another text, or not found.
 */
final class CollapsedKeys {
    private final KeyHashes paired = new KeyHashes();
    private final KeyHashes missing = new KeyHashes();
    private final KeyHashes changed = new KeyHashes();
    private long[] lines = new long[16];
    private long certain;

    /** A row that was found though its key's text is another. */
    void paired(String before, String after) {
        paired.add(before);
        paired.add(after);
    }

    /** A row that was found and has other values, or values that are asked. */
    void changed(String before, String after, long line) {
        changed(before, line);
        if (!after.equals(before)) {
            changed(after, line);
        }
    }

    private void changed(String form, long line) {
        if (changed.size() == lines.length) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        lines[changed.size()] = line;
        changed.add(form);
    }

    /** A row of the export that was not found. */
    void missing(String form) {
        missing.add(form);
    }

    /** Two rows of the export that have keys of one form. */
    void met() {
        certain++;
    }

    /** How many rows of the export may be in the CSV as others of its rows. */
    long missing() {
        return certain + missing.among(paired, changed);
    }

    /** Two lines of the CSV that may be each other's rows; null where there are none. */
    long[] confused() {
        long[] several = changed.repeated();
        long[] other = paired.sorted();
        for (long form : several) {
            if (Arrays.binarySearch(other, form) >= 0) {
                return linesOf(form);
            }
        }
        return null;
    }

    private long[] linesOf(long form) {
        long[] found = new long[2];
        int count = 0;
        for (int place = 0; count < 2; place++) {
            if (changed.at(place) == form) {
                found[count++] = lines[place];
            }
        }
        Arrays.sort(found);
        return found;
    }
}
