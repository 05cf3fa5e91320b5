package safecsv.diff;

import java.nio.charset.CharacterCodingException;
import java.util.IdentityHashMap;
import safecsv.csv.CsvRecord;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.spreadsheet.CellJudge;
import safecsv.spreadsheet.CellVerdict;

/**
 * The one place where a cell's texts and its column's type give a verdict; whoever knows more of what spreadsheets do to
 * cells hooks in here.
 */
final class CellVerdicts {
    private final IdentityHashMap<DiffColumn, CellJudge> judges = new IdentityHashMap<>();
    private final Problems problems;

    CellVerdicts(Layout layout, Problems problems) {
        this.problems = problems;
        for (DiffColumn column : layout.columns()) {
            ColumnDefinition definition = column.column();
            judges.put(column, new CellJudge(definition.type(), definition.nullable()));
        }
    }

    /**
     * What became of a cell.
     *
     * @param known canonical text of the baseline, or of the database where there is none; null is NULL
     * @param edited the CSV's text; null is NULL
     */
    CellVerdict of(DiffColumn column, String known, String edited) {
        return judges.get(column).judgeStrictly(known, edited);
    }

    /** Whether two canonical texts are of one value in the column's type. */
    boolean sameValue(DiffColumn column, String one, String other) {
        return judges.get(column).judgeStrictly(one, other).kind().compareTo(CellVerdict.Kind.REFORMATTED) <= 0;
    }

    /** What a cell of a new row holds. */
    CellVerdict ofNew(DiffColumn column, String edited) {
        return judges.get(column).judgeNew(edited);
    }

    /** The canonical text of a key's cell, which is not empty; null where it has none, and a problem was noted. */
    String canonical(DiffColumn column, CsvRecord record, long line) {
        String text;
        try {
            text = record.text(column.edited());
        } catch (CharacterCodingException e) {
            problems.add(line, column.name(), "is not UTF-8");
            return null;
        }
        CellVerdict verdict = ofNew(column, text);
        if (verdict.kind() == CellVerdict.Kind.INVALID) {
            problems.add(line, column.name(), verdict.reason());
            return null;
        }
        return verdict.value();
    }
}
