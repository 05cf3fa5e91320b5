package safecsv.spreadsheet;

import java.util.Map;
import java.util.TreeMap;

/**
 * Changed cells of one column, put into an order in which they did not come. Neighbours are kept together: the more cells
 * there are, the fewer blocks of rows are kept, but each of them whole. Memory: some 2,000 cells, of a hundred characters
 * at most. Not thread-safe.
 */
final class NeighbourCells {
    private static final int MOST = 2048;
    private static final int BLOCK = 64;
    private static final int LONGEST = 100;

    private final TreeMap<Long, String[]> cells = new TreeMap<>();
    private int thinning;

    /**
     * A cell that changed.
     *
     * @param place its row's, in the order that matters here
     */
    void add(long place, String before, String after) {
        if (!isKept(place)) {
            return;
        }
        cells.put(place, new String[] {shortened(before), shortened(after)});
        while (cells.size() > MOST) {
            thinning++;
            cells.keySet().removeIf(kept -> !isKept(kept));
        }
    }

    /** Of every 2^thinning blocks one, by a hash, so that no pattern of the rows meets the blocks'. */
    private boolean isKept(long place) {
        long hash = place / BLOCK * 0x9E3779B97F4A7C15L;
        return thinning == 0 || hash >>> (Long.SIZE - thinning) == 0;
    }

    private static String shortened(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + text.hashCode();
    }

    /** What is to be said of the cells in this order, or null. */
    Alarm alarm(String column) {
        CellRuns runs = new CellRuns(column);
        for (Map.Entry<Long, String[]> cell : cells.entrySet()) {
            runs.cell(cell.getKey(), cell.getValue()[0], cell.getValue()[1]);
        }
        return runs.alarm();
    }
}
