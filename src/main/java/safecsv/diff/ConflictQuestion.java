package safecsv.diff;

import safecsv.diff.plan.PlanChange;

/** Asks a person what becomes of a conflict. */
@FunctionalInterface
public interface ConflictQuestion {
    /**
     * Asks.
     *
     * @param conflict of one row; its cells are decided together
     * @throws safecsv.SafecsvException where nobody answers, or the answer is to end the comparison
     */
    Answer ask(ConflictReason reason, PlanChange conflict);

    /** What a person can say. */
    enum Answer {
        /** The database keeps what it has. */
        KEEP_DATABASE,
        /** The CSV's value replaces it. */
        TAKE_CSV,
        /** As {@link #KEEP_DATABASE}, for this and all that would be asked. */
        KEEP_DATABASE_FROM_NOW_ON,
        /** As {@link #TAKE_CSV}, for this and all that would be asked. */
        TAKE_CSV_FROM_NOW_ON,
        /** It stays a conflict. */
        SKIP
    }
}
