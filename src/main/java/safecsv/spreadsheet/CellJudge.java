package safecsv.spreadsheet;

import java.util.Objects;
import safecsv.mysql.table.ColumnType;

/**
 * Tells what became of the cells of one column. Cells are canonical text in the baseline; null is NULL. Not thread-safe.
 */
public final class CellJudge {
    private final ColumnType type;
    private final boolean nullable;

    /**
     * A judge without evidence from a file.
     *
     * @param nullable whether the column takes NULL
     */
    public CellJudge(ColumnType type, boolean nullable) {
        this.type = Objects.requireNonNull(type);
        this.nullable = nullable;
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
        NewValue value = newValue(edited);
        if (value.isValid() && baseline != null && equal(baseline, value.text())) {
            return CellVerdict.reformatted(baseline, Damage.NUMBER_FORMAT);
        }
        return value.asEdit(edited);
    }

    /** What a cell of a new row holds: an EDIT, SUSPICIOUS or INVALID, whose value is the canonical text. */
    public CellVerdict judgeNew(String edited) {
        return edited == null || (edited.isEmpty() && !isText())
                ? emptied("new", edited)
                : newValue(edited).asEdit(edited);
    }

    private NewValue newValue(String edited) {
        return ColumnValues.of(type, edited);
    }

    private CellVerdict emptied(String baseline, String edited) {
        if (edited != null && isText()) {
            return newValue("").asEdit(edited);
        }
        if (baseline == null) {
            return CellVerdict.reformatted(null, Damage.EMPTY);
        }
        return nullable
                ? CellVerdict.edit(null)
                : CellVerdict.invalid(edited, "does not take NULL, and the cell is empty");
    }

    private boolean isText() {
        return switch (type.kind()) {
            case CHAR, VARCHAR, TEXT, OTHER, SET -> true;
            case ENUM -> type.members().contains("");
            default -> false;
        };
    }

    private boolean equal(String baseline, String value) {
        if (type.kind() == ColumnType.Kind.JSON) {
            return JsonValues.equal(baseline, value);
        }
        if (baseline.equals(value)) {
            return true;
        }
        NewValue old = newValue(baseline);
        return old.isValid() && old.text().equals(value);
    }
}
