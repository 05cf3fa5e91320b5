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
            added(row, taken);
            return;
        }
        List<String> now = new ArrayList<>(database);
        boolean changed = false;
        boolean suspicious = false;
        for (int index = 0; index < layout.columns().size(); index++) {
            DiffColumn column = layout.columns().get(index);
            if (!column.isInCsv() || column.isKey()) {
                continue;
            }
            CellVerdict verdict =
                    cells.verdict(column, database.get(index), row.edited().get(index));
            if (verdict.kind() == CellVerdict.Kind.SUSPICIOUS) {
                suspicious = true;
                ask(row, index, verdict, database.get(index));
            } else if (cells.changes(column, verdict, row.line())) {
                now.set(index, verdict.value());
                changed = true;
            }
        }
        tally.suspiciousRows += suspicious ? 1 : 0;
        if (changed) {
            maker.edited(new TouchedRow(TouchedRow.Kind.EDITED, row.line(), row.key(), database, now), database, null);
        } else {
            tally.unchanged += suspicious ? 0 : 1;
        }
    }

    private void added(TouchedRow row, List<String> taken) {
        cells.newRow(row.line());
        List<String> values = new ArrayList<>();
        boolean suspicious = false;
        for (int index = 0; index < layout.columns().size(); index++) {
            DiffColumn column = layout.columns().get(index);
            String text = row.edited().get(index);
            CellVerdict verdict = CellCheck.speaks(column, text) ? cells.newVerdict(column, text, row.line()) : null;
            values.add(verdict == null ? null : verdict.value());
            if (verdict != null && verdict.kind() == CellVerdict.Kind.SUSPICIOUS) {
                suspicious = true;
                ask(row, index, verdict, null);
            }
        }
        if (suspicious) {
            tally.suspiciousRows++;
        } else {
            maker.added(new TouchedRow(TouchedRow.Kind.NEW, row.line(), row.key(), null, values), taken);
        }
    }

    private void ask(TouchedRow row, int index, CellVerdict verdict, String database) {
        tally.suspicious(new SuspiciousCell(
                row.line(),
                layout.namedKey(row.key()),
                layout.columns().get(index).label(),
                verdict.damage(),
                database,
                row.edited().get(index)));
    }
}
