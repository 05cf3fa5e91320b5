package safecsv.spreadsheet;

import java.util.Objects;

/**
 * What became of one cell between the baseline and the edited file.
 *
 * @param kind never null
 * @param damage stable name of what a spreadsheet does, e.g. {@code leading-zeros}; null for SAME and for INVALID, and
 *     for an EDIT about which there is nothing to say
 * @param value canonical text of the cell's value as it would be taken: the baseline's for SAME, REFORMATTED and DAMAGED,
 *     the proposed new one for EDIT and SUSPICIOUS; null is NULL. For INVALID the text as it came
 * @param reason for the reader, a phrase that can follow the column's name; null where there is nothing to say
 */
public record CellVerdict(Kind kind, String damage, String value, String reason) {
    /** An edit to the empty text. */
    public static final CellVerdict EMPTY_TEXT = edit("");

    /** From "nothing happened" to "can't be". */
    public enum Kind {
        /** The same text. */
        SAME,
        /** Another text of an equal value: no change. */
        REFORMATTED,
        /** What a spreadsheet makes of the baseline's text: put back, no change. */
        DAMAGED,
        /** Damage or an edit, which can't be told from the files: a person must say. */
        SUSPICIOUS,
        /** A person's edit. */
        EDIT,
        /** A value that the column can't hold. */
        INVALID
    }

    public CellVerdict {
        Objects.requireNonNull(kind);
    }

    static CellVerdict same(String value) {
        return new CellVerdict(Kind.SAME, null, value, null);
    }

    static CellVerdict reformatted(String baseline, Damage how) {
        return new CellVerdict(Kind.REFORMATTED, how.id(), baseline, null);
    }

    static CellVerdict damaged(String baseline, Damage how) {
        return new CellVerdict(Kind.DAMAGED, how.id(), baseline, null);
    }

    static CellVerdict suspicious(String proposed, Damage how, String reason) {
        return new CellVerdict(Kind.SUSPICIOUS, how.id(), proposed, reason);
    }

    static CellVerdict edit(String value) {
        return new CellVerdict(Kind.EDIT, null, value, null);
    }

    /** An edit that says more than the client may have typed. */
    static CellVerdict flaggedEdit(String value, Damage about, String reason) {
        return new CellVerdict(Kind.EDIT, about.id(), value, reason);
    }

    static CellVerdict invalid(String edited, String reason) {
        return new CellVerdict(Kind.INVALID, null, edited, Objects.requireNonNull(reason));
    }

    /** Whether the database keeps what it has: nothing for a person to decide. */
    public boolean isUnchanged() {
        return kind.compareTo(Kind.DAMAGED) <= 0;
    }
}
