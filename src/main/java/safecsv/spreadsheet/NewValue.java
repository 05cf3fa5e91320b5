package safecsv.spreadsheet;

/**
 * What a column would hold after an edited text was written to it.
 *
 * @param text canonical, as an export would write it; null where the column can't hold it
 * @param reason why the column can't hold it, a phrase after the column's name; null where it can
 */
record NewValue(String text, String reason) {
    static NewValue of(String text) {
        return new NewValue(text, null);
    }

    static NewValue invalid(String reason) {
        return new NewValue(null, reason);
    }

    boolean isValid() {
        return reason == null;
    }

    /** The verdict of an edit to this value. */
    CellVerdict asEdit(String edited) {
        return isValid() ? CellVerdict.edit(text) : CellVerdict.invalid(edited, reason);
    }
}
