package safecsv.spreadsheet;

/**
 * How a baseline text can have become an edited one without anybody's doing.
 *
 * @param lossless whether the edited text still says the same value
 */
record Change(boolean lossless, Damage damage) {
    static Change reformatted(Damage how) {
        return new Change(true, how);
    }

    static Change damaged(Damage how) {
        return new Change(false, how);
    }
}
