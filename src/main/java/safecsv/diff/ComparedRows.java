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
            List<String> values = newValues(row);
            if (values == null) {
                return;
            }
            maker.added(new TouchedRow(TouchedRow.Kind.NEW, row.line(), row.key(), null, values), taken);
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
                ask(row, column, verdict, database.get(index), row.edited().get(index));
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

    /** Null where the row is not added, because of a cell that is in doubt. */
    private List<String> newValues(TouchedRow row) {
        List<String> values = new ArrayList<>();
        boolean suspicious = false;
        boolean rejected = false;
        for (int index = 0; index < layout.columns().size(); index++) {
            DiffColumn column = layout.columns().get(index);
            String text = row.edited().get(index);
            CellVerdict verdict = CellCheck.speaks(column, text) ? cells.newVerdict(column, text, row.line()) : null;
            values.add(verdict == null ? null : verdict.value());
            if (verdict != null && cells.rejects(column, verdict)) {
                rejected = true;
            } else if (verdict != null && verdict.kind() == CellVerdict.Kind.SUSPICIOUS) {
                suspicious = true;
                ask(row, column, verdict, null, text);
            }
        }
        tally.newRowsRejected += rejected && !suspicious ? 1 : 0;
        tally.newRowsHeld += suspicious ? 1 : 0;
        tally.suspiciousRows += suspicious ? 1 : 0;
        return suspicious || rejected ? null : values;
    }

    private void ask(TouchedRow row, DiffColumn column, CellVerdict verdict, String known, String text) {
        tally.suspicious(SuspiciousCell.of(row.line(), layout.namedKey(row.key()), column, verdict, known, text));
    }
}
