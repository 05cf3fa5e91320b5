package safecsv.diff;

import java.nio.charset.CharacterCodingException;
import java.util.IdentityHashMap;
import safecsv.csv.CsvRecord;
import safecsv.csv.SpreadsheetGuard;
import safecsv.spreadsheet.Acceptance;
import safecsv.spreadsheet.CellJudge;
import safecsv.spreadsheet.CellVerdict;
import safecsv.spreadsheet.Evidence;

/**
 * The one place where a cell's texts, its column's type and what the file shows of the program that wrote it give a
 * verdict.
 */
final class CellVerdicts {
    private final Layout layout;
    private final LearnedEvidence evidence;
    /** Null until the first cell is judged, as they cost the evidence. */
    private IdentityHashMap<DiffColumn, CellJudge> judges;
    /** For canonical texts, which no spreadsheet has seen. */
    private final IdentityHashMap<DiffColumn, CellJudge> plain = new IdentityHashMap<>();

    private final boolean strict;
    private final Acceptance accepted;

    /** Verdicts by the columns' types alone. */
    CellVerdicts(Layout layout) {
        this(layout, LearnedEvidence.NONE, true, Acceptance.NOTHING);
    }

    /**
     * Verdicts by what the file shows.
     *
     * @param evidence its columns are the layout's
     * @param strict whether every difference is an edit
     */
    CellVerdicts(Layout layout, LearnedEvidence evidence, boolean strict, Acceptance accepted) {
        this.layout = layout;
        this.evidence = evidence;
        this.strict = strict;
        this.accepted = accepted;
        for (DiffColumn column : layout.columns()) {
            plain.put(
                    column,
                    new CellJudge(column.column().type(), column.column().nullable()));
        }
    }

    private CellJudge judge(DiffColumn column) {
        if (judges == null) {
            judges = learned(strict ? null : evidence.get());
        }
        return judges.get(column);
    }

    private IdentityHashMap<DiffColumn, CellJudge> learned(Evidence known) {
        if (known == null) {
            return plain;
        }
        IdentityHashMap<DiffColumn, CellJudge> learned = new IdentityHashMap<>();
        for (int index = 0; index < layout.columns().size(); index++) {
            DiffColumn column = layout.columns().get(index);
            learned.put(column, known.judge(index, column.column().nullable()));
        }
        return learned;
    }

    /** Whether a program has written the file anew, so that keys may be other texts too. */
    boolean isRewritten() {
        Evidence known = strict ? null : evidence.get();
        return known != null && known.isRewritten();
    }

    /** Whether a column's keys came through as they were, so that other texts are other keys. */
    boolean keepsKeys(DiffColumn column) {
        return judge(column).keepsKeys();
    }

    /** Whether a cell without anything in it, quotes neither, is the empty text. */
    boolean isEmptyText(DiffColumn column) {
        return isRewritten() && judge(column).isEmptyText();
    }

    /** Whether a key of the CSV can be what became of the baseline's. */
    boolean sameKey(DiffColumn column, String known, String edited) {
        return judge(column).matches(known, edited);
    }

    /**
     * What became of a cell behind the end of its row, or behind a cell that was cut.
     *
     * @param cut whether a cell of the row was cut
     */
    CellVerdict ofAbsent(DiffColumn column, String known, boolean cut) {
        return accepted(column, judge(column).judgeAbsent(known, cut));
    }

    /**
     * What became of a cell.
     *
     * @param known canonical text of the baseline, or of the database where there is none; null is NULL
     * @param edited the CSV's text; null is NULL
     */
    CellVerdict of(DiffColumn column, String known, String edited) {
        CellJudge judge = judge(column);
        if (strict) {
            return judge.judgeStrictly(known, edited);
        }
        CellVerdict verdict = accepted(column, judge.judge(known, edited));
        return rejects(column, verdict) ? judge.rejected(known, verdict) : verdict;
    }

    /** Whether two canonical texts are of one value in the column's type. */
    boolean sameValue(DiffColumn column, String one, String other) {
        return plain.get(column).judgeStrictly(one, other).kind().compareTo(CellVerdict.Kind.REFORMATTED) <= 0;
    }

    private CellVerdict accepted(DiffColumn column, CellVerdict verdict) {
        return verdict.kind() == CellVerdict.Kind.SUSPICIOUS && accepted.accepts(column.label(), verdict.damage())
                ? judge(column).accepted(verdict)
                : verdict;
    }

    /** Whether the cell is suspicious, and somebody has said that a spreadsheet made it. */
    boolean rejects(DiffColumn column, CellVerdict verdict) {
        return verdict.kind() == CellVerdict.Kind.SUSPICIOUS && accepted.rejects(column.label(), verdict.damage());
    }

    /** What a cell of a new row holds. */
    CellVerdict ofNew(DiffColumn column, String edited) {
        return accepted(column, judge(column).judgeNew(edited));
    }

    /** What a key's cell holds that is not empty, INVALID perhaps; null where it is not UTF-8, and that was noted. */
    CellVerdict ofKey(DiffColumn column, CsvRecord record, long line, Problems problems) {
        String text;
        try {
            text = record.text(column.edited());
        } catch (CharacterCodingException e) {
            problems.add(line, column.label(), "is not UTF-8");
            return null;
        }
        CellVerdict verdict = ofNew(column, text);
        if (verdict.kind() == CellVerdict.Kind.INVALID && text != null) {
            // A long number behind a guard, before the evidence says that there are guards.
            CellVerdict behind = ofNew(column, SpreadsheetGuard.strip(text));
            return behind.kind() == CellVerdict.Kind.INVALID ? verdict : behind;
        }
        return verdict;
    }
}
