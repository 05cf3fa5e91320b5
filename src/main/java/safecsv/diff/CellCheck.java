package safecsv.diff;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import safecsv.csv.CsvRecord;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.spreadsheet.CellVerdict;

/** What follows from a cell's verdict: a change, a count, or a problem. */
final class CellCheck {
    private final CellVerdicts verdicts;
    private final Problems problems;
    private final Tally tally;
    private final List<String> required;

    /** @param required columns that the CSV lacks and without which no row can be added */
    CellCheck(CellVerdicts verdicts, Problems problems, Tally tally, List<String> required) {
        this.required = required;
        this.verdicts = verdicts;
        this.problems = problems;
        this.tally = tally;
    }

    /** What became of a cell of the CSV; null where it has no text, and a problem was noted. */
    CellVerdict verdict(DiffColumn column, String known, CsvRecord edited, long line) {
        try {
            return verdicts.of(column, known, edited.text(column.edited()));
        } catch (CharacterCodingException e) {
            problems.add(line, column.label(), "is not UTF-8");
            return null;
        }
    }

    /** What became of a cell that its row is too short to have. */
    CellVerdict absent(DiffColumn column, String known, boolean cut) {
        return verdicts.ofAbsent(column, known, cut);
    }

    /** Whether a suspicious cell was answered for, by a person: it is what a spreadsheet made. */
    boolean rejects(DiffColumn column, CellVerdict verdict) {
        return verdicts.rejects(column, verdict);
    }

    CellVerdict verdict(DiffColumn column, String known, String edited) {
        return verdicts.of(column, known, edited);
    }

    /** A cell's text; null for NULL, for a column that the CSV lacks, and where a problem was noted. */
    String text(DiffColumn column, CsvRecord edited, long line) {
        try {
            return column.isInCsv() ? edited.text(column.edited()) : null;
        } catch (CharacterCodingException e) {
            problems.add(line, column.label(), "is not UTF-8");
            return null;
        }
    }

    /** Counts what became of a cell that is not suspicious. Returns whether it changes. */
    boolean changes(DiffColumn column, CellVerdict verdict, long line) {
        switch (verdict.kind()) {
            case REFORMATTED -> tally.reformatted++;
            case DAMAGED -> tally.repaired(column.label(), verdict.damage());
            case INVALID ->
                problems.add(line, column.label(), isReadOnly(column) ? readOnly(column) : verdict.reason());
            case EDIT -> {
                if (column.role() == BaselineColumn.Role.DATA) {
                    return true;
                }
                problems.add(line, column.label(), readOnly(column));
            }
            case SAME, SUSPICIOUS -> {}
        }
        return false;
    }

    private static boolean isReadOnly(DiffColumn column) {
        return column.role() == BaselineColumn.Role.READ_ONLY;
    }

    private static String readOnly(DiffColumn column) {
        if (column.computed()) {
            return "was changed, and it is read-only: the exported query computes it";
        }
        return column.column().generated()
                ? "was changed, and the server computes it"
                : "was changed, and it is not to be";
    }

    /** The verdict on a cell of a new row; a problem is noted where it can't be held. */
    CellVerdict newVerdict(DiffColumn column, String text, long line) {
        CellVerdict verdict = verdicts.ofNew(column, text);
        if (verdict.kind() == CellVerdict.Kind.INVALID) {
            problems.add(line, column.label(), verdict.reason());
        }
        return verdict;
    }

    /** Whether a new row's cell says something, rather than nothing or what the server gives. */
    static boolean speaks(DiffColumn column, String text) {
        return column.isInCsv()
                && column.role() != BaselineColumn.Role.READ_ONLY
                && !takesDefault(column, text == null);
    }

    /** Notes what keeps rows from being added at all. */
    void newRow(long line) {
        for (String name : required) {
            problems.add(line, name, "is not in the CSV and has no default, so no row can be added");
        }
    }

    /** An empty cell of a new row, in a column that can't be NULL and has a default, gets that. */
    static boolean takesDefault(DiffColumn column, boolean isNull) {
        return isNull && !column.column().nullable() && column.column().defaulted();
    }
}
