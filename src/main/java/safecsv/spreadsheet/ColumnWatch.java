package safecsv.spreadsheet;

import java.util.Objects;

/**
 * Watches the changed cells of one column for what happens to a column as a whole: sorted alone, shifted, filled down;
 * among the neighbours of the edited file and, where its rows are in another order, among those of the baseline too, as
 * they may have been sorted before or after. Memory: some thousand cells. Not thread-safe.
 */
public final class ColumnWatch {
    private static final int FEWEST_SORTED = 3;
    private static final double SORTED_SHARE = 0.2;

    private final String column;
    private final CellRuns asTheyCome;
    private final CommonDirection direction;
    private final NeighbourCells inFile = new NeighbourCells();
    private final NeighbourCells inBaseline = new NeighbourCells();
    private long lastInFile;
    private long lastInBaseline;
    private boolean sorted = true;
    private long changed;
    private long balance;

    /** @param column its name, for the message */
    public ColumnWatch(String column) {
        this.column = Objects.requireNonNull(column);
        this.asTheyCome = new CellRuns(column);
        this.direction = new CommonDirection(column);
    }

    /**
     * A cell of a row that is in both files, which would get another value. Others are not given, and end every run.
     *
     * @param number the row's place in the edited file, counted from 1
     * @param baseline its place in the baseline
     * @param before canonical text of the baseline, or null
     * @param after what the cell would become, or null
     */
    public void cell(long number, long baseline, String before, String after) {
        changed++;
        balance += hash(CellRuns.normal(before)) - hash(CellRuns.normal(after));
        sorted &= number > lastInFile && baseline > lastInBaseline;
        lastInFile = number;
        lastInBaseline = baseline;
        if (sorted) {
            asTheyCome.cell(number, before, after);
        }
        inFile.add(number, before, after);
        inBaseline.add(baseline, before, after);
    }

    /** That a cell which was given is an edit, rather than one that is asked anyway. */
    public void edit(String before, String after) {
        direction.edit(before, after);
    }

    private static long hash(String value) {
        long hash = 1125899906842597L;
        for (int i = 0; i < value.length(); i++) {
            hash = 31 * hash + value.charAt(i);
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }

    /**
     * What is to be said when all rows are through; null where nothing is.
     *
     * @param matched how many rows are in both files
     * @param empty in how many of them the column has nothing, before and after
     */
    public Alarm alarm(long matched, long empty) {
        if (changed >= Math.max(FEWEST_SORTED, SORTED_SHARE * matched) && balance == 0) {
            return new Alarm(
                    Alarm.COLUMN_SORTED,
                    column,
                    "The column %s holds the same values as before in another order: %,d of %,d rows have another's. It seems to have been sorted without the other columns."
                            .formatted(column, changed, matched),
                    true);
        }
        Alarm ofRuns = sorted ? asTheyCome.alarm() : graver(inFile.alarm(column), inBaseline.alarm(column));
        return graver(ofRuns, direction.alarm(matched - empty));
    }

    private static Alarm graver(Alarm one, Alarm other) {
        return one == null || (other != null && other.blocking() && !one.blocking()) ? other : one;
    }
}
