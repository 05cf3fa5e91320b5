package safecsv.spreadsheet;

import java.math.BigDecimal;

/**
 * How a baseline text can have become an edited one without anybody's doing.
 *
 * @param lossless whether the edited text still says the same value
 * @param decimals to which a number format rounded it; null for all other changes
 * @param number what the edited text says; null where it is no number
 */
record Change(boolean lossless, Damage damage, Roundings.Decimals decimals, BigDecimal number) {
    static Change reformatted(Damage how) {
        return new Change(true, how, null, null);
    }

    static Change damaged(Damage how) {
        return new Change(false, how, null, null);
    }

    /** By a number format that shows so many decimals. */
    static Change rounded(Roundings.Decimals decimals) {
        return new Change(false, Damage.ROUNDING, decimals, null);
    }

    /** The same, of a text that says this number. */
    Change of(BigDecimal said) {
        return new Change(lossless, damage, decimals, said);
    }
}
