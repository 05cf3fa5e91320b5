package safecsv.spreadsheet;

/** What the cells of one column, and where it says nothing the others, show of what this program loses. */
record ColumnLosses(Evidence evidence, int column) {
    private Tally tally() {
        return evidence.tally(column);
    }

    /** Whether texts of this shape lose more often than not what this one may have lost, or nothing else is known. */
    boolean areTheRule(Change change, String baseline, String edited) {
        Damage damage = change.damage();
        if (change.decimals() != null) {
            return tally().roundings().areTheRule(change.decimals());
        }
        if (damage == Damage.CUT || damage == Damage.HASH_MARKS) {
            return true;
        }
        if (damage == Damage.ENCODING) {
            // One letter without its accent may have been typed; where it is the rule, a program has put it there.
            return Exposure.encoding(baseline, edited).equals("signs") || tally().balance(damage, "letters") > 1;
        }
        if (damage == Damage.LONG_DIGITS && !tally().isWay(damage, Exposure.longDigits(baseline, edited))) {
            return false;
        }
        int balance = tally().balance(damage, Exposure.shape(damage, baseline, edited));
        if (balance != 0 || tally().kept(damage) > 0) {
            return balance > 0;
        }
        int others = evidence.balance(damage);
        return others > 0 || (others == 0 && evidence.isRewritten());
    }

    /** Whether a change that is not the rule can be a program's at all, rather than the edit that it looks like. */
    boolean isDoubtful(Change change) {
        return change.decimals() == null
                || evidence.isRewritten()
                || tally().roundings().areMany();
    }

    /** Whether texts that are taken for numbers came through, and none was lost. */
    boolean keepKeys() {
        return KeyForm.LOSSES.stream().anyMatch(damage -> tally().kept(damage) > 0)
                && KeyForm.LOSSES.stream().allMatch(damage -> tally().lost(damage) == 0);
    }
}
