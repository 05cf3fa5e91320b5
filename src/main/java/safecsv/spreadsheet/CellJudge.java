package safecsv.spreadsheet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import safecsv.csv.SpreadsheetGuard;
import safecsv.mysql.table.ColumnType;

/**
 * Tells what became of the cells of one column. Cells are canonical text in the baseline; null is NULL. Not thread-safe.
 */
public final class CellJudge {
    private static final FileTraits UNTOUCHED =
            new FileTraits(java.nio.charset.StandardCharsets.UTF_8, false, false, "");

    private static final int LONGEST_REMEMBERED = 12;
    private static final int MOST_REMEMBERED = 500;

    private final Map<Pair, CellVerdict> remembered = new HashMap<>();
    private final ColumnType type;
    private final boolean nullable;
    private final Evidence evidence;
    private final ColumnLosses losses;
    private final boolean keepsKeys;
    private final CellRules rules;
    private final CharacterLoss characters;
    private final EditedValues edits;

    /**
     * A judge without evidence from a file.
     *
     * @param nullable whether the column takes NULL
     */
    public CellJudge(ColumnType type, boolean nullable) {
        this(type, nullable, settled(type), 0);
    }

    CellJudge(ColumnType type, boolean nullable, Evidence evidence, int column) {
        this.type = Objects.requireNonNull(type);
        this.nullable = nullable;
        this.evidence = evidence;
        this.characters = new CharacterLoss(evidence.charset());
        this.losses = new ColumnLosses(evidence, column);
        this.keepsKeys = isText() && losses.keepKeys();
        this.rules = new CellRules(type, evidence.notation(), characters);
        this.edits = new EditedValues(type, evidence, column, rules, characters);
    }

    private static Evidence settled(ColumnType type) {
        Evidence none = new Evidence(List.of(type), UNTOUCHED);
        none.settle();
        return none;
    }

    /** The verdict by the column's type alone, without evidence from the file, of a column that takes NULL. */
    public static CellVerdict judge(ColumnType type, String baseline, String edited) {
        return new CellJudge(type, true).judge(baseline, edited);
    }

    /**
     * The verdict on one cell.
     *
     * @param baseline canonical text, or null for NULL
     * @param edited as it stands in the edited file, unquoted; null where the file says NULL
     */
    public CellVerdict judge(String baseline, String edited) {
        if (Objects.equals(baseline, edited)) {
            return CellVerdict.same(baseline);
        }
        if (edited == null || edited.isEmpty()) {
            return emptied(baseline, edited);
        }
        if (baseline == null) {
            return isNullText(edited) ? CellVerdict.reformatted(null, Damage.EMPTY) : edits.judge(null, edited);
        }
        if (baseline.length() > LONGEST_REMEMBERED || edited.length() > LONGEST_REMEMBERED) {
            return judgeText(baseline, edited);
        }
        // The few values of a status or a flag come again and again.
        Pair pair = new Pair(baseline, edited);
        CellVerdict known = remembered.get(pair);
        if (known == null) {
            known = judgeText(baseline, edited);
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(pair, known);
            }
        }
        return known;
    }

    /** Two texts that were judged. */
    private record Pair(String baseline, String edited) {}

    private CellVerdict judgeText(String baseline, String edited) {
        Change change = rules.change(baseline, edited);
        if (change == null) {
            String plain = evidence.isGuarded() ? SpreadsheetGuard.strip(edited) : edited;
            return plain.equals(edited) ? edits.judge(baseline, edited) : judge(baseline, plain);
        }
        if (change.lossless()) {
            return CellVerdict.reformatted(baseline, change.damage());
        }
        if (losses.areTheRule(change, baseline, edited) && !isAnotherMember(edited)) {
            return CellVerdict.damaged(baseline, change.damage());
        }
        return losses.isDoubtful(change) ? asked(baseline, edited, change.damage()) : edits.judge(baseline, edited);
    }

    /** What a suspicious cell becomes when somebody has accepted it: an EDIT, or INVALID. */
    public CellVerdict accepted(CellVerdict suspicious) {
        return suspicious.value() == null
                ? nulled(null)
                : ColumnValues.of(type, suspicious.value()).asEdit(suspicious.value());
    }

    /** What a suspicious cell becomes when somebody has said that a spreadsheet made it: damage, which is put back. */
    public CellVerdict rejected(String baseline, CellVerdict suspicious) {
        return CellVerdict.damaged(baseline, Damage.named(suspicious.damage()));
    }

    /**
     * By the column's type alone, whatever the file shows: SAME, REFORMATTED where the value is equal, EDIT or INVALID.
     */
    public CellVerdict judgeStrictly(String baseline, String edited) {
        if (Objects.equals(baseline, edited)) {
            return CellVerdict.same(baseline);
        }
        if (edited == null || edited.isEmpty()) {
            return emptied(baseline, edited);
        }
        Change change = baseline == null || isText() ? null : rules.change(baseline, edited);
        if (change != null && change.lossless()) {
            return CellVerdict.reformatted(baseline, change.damage());
        }
        NewValue value = edits.value(edited);
        return value.isValid() && value.text().equals(baseline)
                ? CellVerdict.reformatted(baseline, Damage.EDGE_BLANKS)
                : value.asEdit(edited);
    }

    /**
     * The verdict on a cell of a row that the baseline does not have: an EDIT, SUSPICIOUS or INVALID, whose value is the
     * canonical text.
     */
    public CellVerdict judgeNew(String edited) {
        if (edited == null && isEmptyText()) {
            return edits.value("").asEdit("");
        }
        if (edited == null || isNullText(edited) || (edited.isEmpty() && !isText())) {
            return nullable
                    ? CellVerdict.edit(null)
                    : CellVerdict.invalid(edited, "does not take NULL, and the cell is empty");
        }
        return edits.judge(null, evidence.isGuarded() ? SpreadsheetGuard.strip(edited) : edited);
    }

    /**
     * The verdict on a cell that the edited row is too short to have, or that is empty behind a cell that was cut.
     *
     * @param cut whether another cell of the row was cut at the longest text, so that the rest went into the next row
     */
    public CellVerdict judgeAbsent(String baseline, boolean cut) {
        if (baseline == null || baseline.isEmpty()) {
            return CellVerdict.reformatted(baseline, Damage.EMPTY);
        }
        if (cut) {
            return CellVerdict.damaged(baseline, Damage.SPILLED);
        }
        CellVerdict emptied = emptied(baseline, null);
        return emptied.kind() == CellVerdict.Kind.EDIT
                ? CellVerdict.suspicious(
                        emptied.value(),
                        Damage.EMPTY,
                        "is not there: the row ends before it, and programs leave out empty cells there")
                : emptied;
    }

    /** Whether both texts can be the same key: equal in the type, or the second what the first becomes. */
    public boolean matches(String baseline, String edited) {
        if (baseline.equals(edited)) {
            return true;
        }
        Change change = rules.change(baseline, edited);
        if (change == null || (change.decimals() != null && !losses.areTheRule(change, baseline, edited))) {
            return false;
        }
        return !(KeyForm.LOSSES.contains(change.damage()) && keepsKeys);
    }

    /**
     * Whether the texts of this column came through that spreadsheets take for numbers: then {@code 0012} and {@code 12}
     * are two keys.
     */
    public boolean keepsKeys() {
        return keepsKeys;
    }

    /** A member of an ENUM that another member becomes, or that somebody chose. */
    private boolean isAnotherMember(String edited) {
        return type.kind() == ColumnType.Kind.ENUM && type.members().contains(edited);
    }

    private CellVerdict asked(String baseline, String edited, Damage damage) {
        NewValue value = edits.value(edited);
        return CellVerdict.suspicious(
                value.isValid() ? value.text() : edited,
                damage,
                "came back as " + Shown.text(edited)
                        + ", which may be an edit or a spreadsheet's doing: other cells like " + Shown.text(baseline)
                        + " came through");
    }

    private boolean isNullText(String edited) {
        String nullText = evidence.traits().nullText();
        return !nullText.isEmpty() && isUnquoted() && edited.equals(nullText);
    }

    /** Whether the quotes are gone that told a text from NULL. */
    private boolean isUnquoted() {
        return evidence.areQuotesUntold();
    }

    private CellVerdict emptied(String baseline, String edited) {
        boolean untold = evidence.isEmptyUntold() || !isText();
        if (baseline == null || baseline.isEmpty()) {
            if (untold) {
                return CellVerdict.reformatted(baseline, Damage.EMPTY);
            }
            return edited == null ? nulled(edited) : edits.value("").asEdit(edited);
        }
        if (edited == null && evidence.traits().nullText().equals(baseline) && isUnquoted()) {
            return CellVerdict.reformatted(baseline, Damage.EMPTY);
        }
        Change change = isText() ? characters.of(baseline, "") : null;
        if (change == null && isText() && baseline.isBlank()) {
            change = Change.damaged(Damage.EDGE_BLANKS);
        }
        if (change != null) {
            return losses.areTheRule(change, baseline, "")
                    ? CellVerdict.damaged(baseline, change.damage())
                    : asked(baseline, "", change.damage());
        }
        // Where the program's empty cells are all alike, the one that takes no NULL can only mean the empty text.
        boolean emptyText = nullable ? edited != null && !untold : edited != null || untold;
        return isText() && emptyText ? edits.value("").asEdit(edited) : nulled(edited);
    }

    /** Whether an empty cell is the empty text: the column takes no NULL, and the program writes both alike. */
    public boolean isEmptyText() {
        return !nullable && isText() && evidence.isEmptyUntold();
    }

    private CellVerdict nulled(String edited) {
        return nullable
                ? CellVerdict.edit(null)
                : CellVerdict.invalid(
                        edited,
                        isText()
                                ? "does not take NULL, and the cell is empty; \"\" would be the empty text"
                                : "does not take NULL, and the cell is empty");
    }

    private boolean isText() {
        return switch (type.kind()) {
            case CHAR, VARCHAR, TEXT, OTHER, SET -> true;
            case ENUM -> type.members().contains("");
            default -> false;
        };
    }
}
