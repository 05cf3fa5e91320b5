package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import safecsv.spreadsheet.CellVerdict;

/** Rows of a CSV without a baseline: what the database has takes the baseline's place, so nothing can conflict. */
final class ComparedRows {
    private final Layout layout;
    private final CellCheck cells;
    private final ChangeMaker maker;
    private final Tally tally;

    ComparedRows(Layout layout, CellCheck cells, ChangeMaker maker, Tally tally) {
        this.layout = layout;
        this.cells = cells;
        this.maker = maker;
        this.tally = tally;
    }

    /**
     * Decides about one row.
     *
     * @param row with the CSV's own texts
     * @param database the layout's columns, or null where it has no such row
     * @param taken a row whose key the server takes for the same, though its text is another; or null
     */
    void decide(TouchedRow row, List<String> database, List<String> taken) {
        if (database == null) {
            cells.newRow(row.line());
            List<String> values = new ArrayList<>();
            for (int index = 0; index < layout.columns().size(); index++) {
                values.add(
                        cells.newValue(layout.columns().get(index), row.edited().get(index), row.line()));
            }
            maker.added(new TouchedRow(TouchedRow.Kind.NEW, row.line(), row.key(), null, values), taken);
            return;
        }
        List<String> now = new ArrayList<>(database);
        boolean changed = false;
        for (int index = 0; index < layout.columns().size(); index++) {
            DiffColumn column = layout.columns().get(index);
            if (!column.isInCsv() || column.isKey()) {
                continue;
            }
            CellVerdict verdict =
                    cells.verdict(column, database.get(index), row.edited().get(index));
            if (verdict.kind() != CellVerdict.Kind.SUSPICIOUS && cells.changes(column, verdict, row.line())) {
                now.set(index, verdict.value());
                changed = true;
            }
        }
        if (changed) {
            maker.edited(new TouchedRow(TouchedRow.Kind.EDITED, row.line(), row.key(), database, now), database, null);
        } else {
            tally.unchanged++;
        }
    }
}
