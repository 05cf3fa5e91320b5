package safecsv.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes column names so that a spreadsheet opens the file: a name that would be a formula is guarded, and a file never
 * begins with a bare {@code ID}, which Excel takes for its SYLK format (Microsoft's article 215591).
 */
public final class SpreadsheetHeader implements RowEncoder {
    private static final String FORMULA_STARTS = "=+-@'\t\r";

    private final RowEncoder rows;
    private final SpreadsheetGuard guard;

    /** @param rows writes everything else */
    public SpreadsheetHeader(RowEncoder rows, SpreadsheetGuard guard) {
        this.rows = rows;
        this.guard = guard;
    }

    @Override
    public void header(List<String> names, OutputBuffer target) {
        int start = target.size();
        rows.header(names.stream().map(this::guarded).toList(), target);
        if (names.get(0).startsWith("ID") && target.bytes()[start] == 'I') {
            quoteFirst(names.get(0).getBytes(StandardCharsets.UTF_8).length, start, target);
        }
    }

    private String guarded(String name) {
        return !name.isEmpty() && FORMULA_STARTS.indexOf(name.charAt(0)) >= 0 ? guard.written(name) : name;
    }

    private static void quoteFirst(int length, int start, OutputBuffer target) {
        byte[] rest = Arrays.copyOfRange(target.bytes(), start, target.size());
        target.size(start);
        target.append((byte) '"');
        target.append(rest, 0, length);
        target.append((byte) '"');
        target.append(rest, length, rest.length - length);
    }

    @Override
    public void row(byte[] source, int[] starts, int[] lengths, OutputBuffer target) {
        rows.row(source, starts, lengths, target);
    }
}
