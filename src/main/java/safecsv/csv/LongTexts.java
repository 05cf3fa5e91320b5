package safecsv.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts, column by column, the texts that a spreadsheet's cell may not hold. Thread-safe. */
public final class LongTexts {
    /** Spreadsheets cut at 32,767; in UTF-16 units. */
    static final int LONGEST = 32_000;

    private final List<String> names;
    private final AtomicLongArray counts;

    /** For columns of these names. */
    public LongTexts(List<String> names) {
        this.names = List.copyOf(names);
        this.counts = new AtomicLongArray(names.size());
    }

    void look(int column, byte[] source, int start, int length) {
        if (length > LONGEST && characters(source, start, length) > LONGEST) {
            counts.incrementAndGet(column);
        }
    }

    private static int characters(byte[] source, int start, int length) {
        int characters = 0;
        for (int at = start; at < start + length; at++) {
            byte next = source[at];
            characters += (next & 0xc0) == 0x80 ? 0 : (next & 0xf8) == 0xf0 ? 2 : 1;
        }
        return characters;
    }

    /** A sentence for each column that has some. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            long count = counts.get(column);
            if (count > 0) {
                warnings.add("Column %s has %,d %s of more than %,d characters; spreadsheets cut a cell at 32,767."
                        .formatted(names.get(column), count, count == 1 ? "text" : "texts", LONGEST));
            }
        }
        return warnings;
    }
}
