package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import safecsv.csv.CsvRecord;
import safecsv.spreadsheet.CellVerdict;
import safecsv.spreadsheet.Damage;

/** Compares the cells of rows, and hands on the rows for which the database must be asked. */
final class RowJudge implements RowSink {
    private static final Pattern MOMENT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d )?-?\\d+:\\d\\d:\\d\\d(\\.\\d+)?");

    private final Layout layout;
    private final CellCheck cells;
    private final RowKeys keys;
    private final Tally tally;
    private final Consumer<TouchedRow> touched;
    private final boolean deletes;
    private final DuplicateKeys newKeys = new DuplicateKeys();
    private final WholeFile file;
    private final SpilledRows spilled;
    private final StrayLines stray;

    /**
     * A judge for one comparison.
     *
     * @param deletes whether rows that the CSV lacks are handed on
     */
    RowJudge(
            Layout layout,
            CellCheck cells,
            RowKeys keys,
            Tally tally,
            Consumer<TouchedRow> touched,
            boolean deletes,
            WholeFile file,
            SpilledRows spilled,
            StrayLines stray) {
        this.stray = stray;
        this.file = file;
        this.spilled = spilled;
        this.layout = layout;
        this.cells = cells;
        this.keys = keys;
        this.tally = tally;
        this.touched = touched;
        this.deletes = deletes;
    }

    @Override
    public void same(long rows) {
        tally.unchanged += rows;
        file.matched(rows);
    }

    @Override
    public void pair(CsvRecord baseline, CsvRecord edited, RowPlace place) {
        long line = place.line();
        file.matched(1);
        List<String> now = null;
        boolean suspicious = false;
        boolean cut = false;
        boolean otherKey = false;
        for (int index = 0; index < layout.columns().size(); index++) {
            DiffColumn column = layout.columns().get(index);
            boolean absent = column.edited() >= edited.cells() || (cut && edited.isNothing(column.edited()));
            if (!column.isInCsv()) {
                continue;
            }
            if (!absent && edited.sameCell(column.edited(), baseline, column.baseline())) {
                if (edited.isNull(column.edited())) {
                    file.empty(index);
                }
                continue;
            }
            String old = RowKeys.trusted(baseline, column.baseline());
            CellVerdict verdict = absent ? cells.absent(column, old, cut) : cells.verdict(column, old, edited, line);
            if (verdict == null) {
                continue;
            }
            if (Damage.CUT.id().equals(verdict.damage())) {
                cut = true;
                spilled.explain(old, text(column, edited));
            }
            if (column.isKey()) {
                // The row was found, so its key is what it was.
                tally.repaired(column.label(), verdict);
                otherKey = true;
                continue;
            }
            file.cell(index, place, old, verdict);
            if (verdict.kind() == CellVerdict.Kind.SUSPICIOUS) {
                suspicious = true;
                tally.suspicious(SuspiciousCell.of(
                        line,
                        layout.namedKey(keys.baselineParts(baseline)),
                        column,
                        verdict,
                        old,
                        text(column, edited)));
            } else if (cells.changes(column, verdict, line)) {
                now = now == null ? values(baseline) : now;
                now.set(index, verdict.value());
            }
        }
        watchKey(baseline, edited, line, otherKey, now != null || suspicious);
        tally.suspiciousRows += suspicious ? 1 : 0;
        if (now == null) {
            tally.unchanged += suspicious ? 0 : 1;
        } else {
            touched.accept(
                    new TouchedRow(TouchedRow.Kind.EDITED, line, keys.baselineParts(baseline), values(baseline), now));
        }
    }

    /** Keys that a spreadsheet made one have other texts than they had, or are texts that others became. */
    private void watchKey(CsvRecord baseline, CsvRecord edited, long line, boolean otherKey, boolean changed) {
        if (!keys.isLoose() || !(otherKey || (changed && keys.areTexts()))) {
            return;
        }
        String before = keys.ofBaseline(baseline);
        String after = otherKey ? keys.ofFound(edited) : before;
        if (otherKey) {
            file.collapsed().paired(before, after);
        }
        if (changed) {
            file.collapsed().changed(before, after, line);
        }
    }

    private static String text(DiffColumn column, CsvRecord edited) {
        return RowKeys.trusted(edited, column.edited());
    }

    private List<String> values(CsvRecord baseline) {
        List<String> values = new ArrayList<>(layout.columns().size());
        for (DiffColumn column : layout.columns()) {
            values.add(RowKeys.trusted(baseline, column.baseline()));
        }
        return values;
    }

    @Override
    public void onlyEdited(CsvRecord edited, long line) {
        if (stray.takes(edited, line)) {
            return;
        }
        file.added();
        List<String> key = keys.editedParts(edited, line);
        List<String> values = new ArrayList<>(layout.columns().size());
        List<SuspiciousCell> asked = new ArrayList<>();
        boolean rejected = false;
        for (DiffColumn column : layout.columns()) {
            String text = cells.text(column, edited, line);
            CellVerdict verdict = CellCheck.speaks(column, text) ? cells.newVerdict(column, text, line) : null;
            values.add(verdict == null ? null : verdict.value());
            if (verdict != null && cells.rejects(column, verdict)) {
                rejected = true;
            } else if (verdict != null && verdict.kind() == CellVerdict.Kind.SUSPICIOUS) {
                asked.add(SuspiciousCell.of(line, layout.namedKey(key), column, verdict, null, text));
            }
            if (verdict != null && column.isKey() && (verdict.damage() != null || lacksTime(text, verdict.value()))) {
                file.damagedKey(line);
            }
        }
        cells.newRow(line);
        tally.newRowsRejected += rejected && asked.isEmpty() ? 1 : 0;
        if (!asked.isEmpty()) {
            tally.suspiciousRows++;
            tally.newRowsHeld++;
            asked.forEach(tally::suspicious);
        }
        if (key != null && keys.isNewKey(edited, line)) {
            // Whatever is asked of the row, its key may be another row's.
            if (!key.isEmpty()) {
                newKeys.add(keys.comparable(key));
            }
            TouchedRow.Kind kind = asked.isEmpty() && !rejected ? TouchedRow.Kind.NEW : TouchedRow.Kind.ASKED;
            touched.accept(new TouchedRow(kind, line, key, null, values));
        }
    }

    /** Whether the text of a moment lacks the minutes, seconds or fraction that the moment is taken to have. */
    private static boolean lacksTime(String text, String value) {
        int minutes = value == null || !MOMENT.matcher(value).matches() ? -1 : value.indexOf(':');
        return minutes >= 0 && !text.contains(value.substring(minutes));
    }

    @Override
    public void collapsed(CsvRecord baseline) {
        file.collapsed().met();
        onlyBaseline(baseline);
    }

    @Override
    public void onlyBaseline(CsvRecord baseline) {
        tally.missing(() -> layout.namedKey(keys.baselineParts(baseline)));
        if (keys.isLoose()) {
            file.collapsed().missing(keys.ofBaseline(baseline));
        }
        if (deletes) {
            touched.accept(
                    new TouchedRow(TouchedRow.Kind.MISSING, 0, keys.baselineParts(baseline), values(baseline), null));
        }
    }

    @Override
    public void duplicate(String key) {
        newKeys.add(key);
    }

    /** Keys of rows that look new, or are there more than once. */
    DuplicateKeys newKeys() {
        return newKeys;
    }
}
