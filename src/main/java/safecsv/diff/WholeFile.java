package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import safecsv.Counted;
import safecsv.spreadsheet.Acceptance;
import safecsv.spreadsheet.Alarm;
import safecsv.spreadsheet.CellVerdict;
import safecsv.spreadsheet.ColumnWatch;
import safecsv.spreadsheet.Damage;
import safecsv.spreadsheet.RowLimit;

/** Watches a whole file for what must be settled before its cells mean anything. */
final class WholeFile {
    private final Layout layout;
    private final ColumnWatch[] columns;
    /** By column: cells that have nothing, before and after. */
    private final long[] empty;

    private final boolean watching;
    private long matched;
    private long added;
    private long damagedKeys;
    private long firstDamagedKey;
    private final CollapsedKeys collapsed = new CollapsedKeys();

    /** @param watching whether anything is to be seen; false where every difference is an edit */
    WholeFile(Layout layout, boolean watching) {
        this.layout = layout;
        this.columns = new ColumnWatch[layout.columns().size()];
        this.empty = new long[columns.length];
        this.watching = watching;
    }

    void matched(long rows) {
        matched += rows;
    }

    void added() {
        added++;
    }

    /** A new row's key that a spreadsheet may have made of a known row's. */
    void damagedKey(long line) {
        firstDamagedKey = damagedKeys++ == 0 ? line : firstDamagedKey;
    }

    /** Keys that may have become one. */
    CollapsedKeys collapsed() {
        return collapsed;
    }

    /** A cell of this column that has nothing in both files. */
    void empty(int column) {
        empty[column]++;
    }

    /**
     * A cell that is not the same in both files.
     *
     * @param column its place in the layout
     */
    void cell(int column, RowPlace place, String before, CellVerdict verdict) {
        if (verdict.isUnchanged()) {
            // It ends every run by not being given; there may be millions of such cells.
            empty[column] += before == null || before.isEmpty() ? 1 : 0;
            return;
        }
        boolean ownValue = verdict.kind() == CellVerdict.Kind.SUSPICIOUS
                && Damage.ROUNDING.id().equals(verdict.damage());
        if (!watching || ownValue) {
            // Many shares that are shown as 0 were not filled down: each is its own, rounded, and asked.
            return;
        }
        if (columns[column] == null) {
            columns[column] = new ColumnWatch(layout.columns().get(column).label());
        }
        columns[column].cell(place.number(), place.baseline(), before, verdict.value());
        if (verdict.kind() == CellVerdict.Kind.EDIT) {
            columns[column].edit(before, verdict.value());
        }
    }

    /** What is to be said in the end; alarms that were accepted do not block. */
    List<Alarm> alarms(long missing, boolean onlyTailMissing, Acceptance accepted) {
        List<Alarm> alarms = new ArrayList<>();
        if (!watching) {
            return alarms;
        }
        Alarm cut = RowLimit.alarm(matched + added, missing, onlyTailMissing);
        if (cut != null) {
            alarms.add(cut);
        }
        if (damagedKeys > 0 && missing > 0) {
            alarms.add(new Alarm(
                    Alarm.KEYS_DAMAGED,
                    null,
                    ("Keys that a spreadsheet may have changed and that the export does not have: of %s, the first in"
                                    + " line %d; and of the export's rows %,d %s missing: these may be the same rows.")
                            .formatted(Counted.of(damagedKeys, "row"), firstDamagedKey, missing, Counted.are(missing)),
                    true));
        }
        collapsed(alarms);
        for (int column = 0; column < columns.length; column++) {
            ColumnWatch watch = columns[column];
            Alarm alarm = watch == null ? null : watch.alarm(matched, empty[column]);
            if (alarm != null) {
                alarms.add(alarm);
            }
        }
        alarms.replaceAll(alarm -> accepted.accepts(alarm.column(), alarm.kind())
                ? new Alarm(alarm.kind(), alarm.column(), alarm.message(), false)
                : alarm);
        return alarms;
    }

    private void collapsed(List<Alarm> alarms) {
        long gone = collapsed.missing();
        if (gone > 0) {
            alarms.add(new Alarm(
                    Alarm.KEYS_DAMAGED,
                    null,
                    ("Rows of the export are missing (%,d) whose keys a spreadsheet makes the same as those of rows"
                                    + " that are there: which of them a row of the file is can't be told.")
                            .formatted(gone),
                    true));
        }
        long[] confused = collapsed.confused();
        if (confused != null) {
            alarms.add(new Alarm(
                    Alarm.KEYS_DAMAGED,
                    null,
                    ("Keys that were different in the export have become the same, as in lines %,d and %,d, and their"
                                    + " rows are not as they were: which row is which can't be told where the rows were sorted.")
                            .formatted(confused[0], confused[1]),
                    true));
        }
    }
}
