package safecsv.apply;

import java.util.List;
import safecsv.diff.plan.PlanChange;

/** Applies the changes of one kind within a transaction. */
interface KindWriter {
    /** Locks, compares, writes and reads again. Once there is a mismatch, it only compares. */
    void take(List<PlanChange> changes);

    /**
     * Tries what waits for other rows once more, when rows of other kinds have been written.
     *
     * @return whether anything was written
     */
    boolean again();

    /** Does what had to wait for other rows. */
    void finish();
}
