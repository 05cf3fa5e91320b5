package safecsv.diff;

import safecsv.diff.plan.PlanChange;

/**
 * A conflict that was decided.
 *
 * @param by what decided it; never {@link ConflictPolicy#FAIL}
 * @param conflict as it would have been, with all three values
 */
public record SettledConflict(ConflictPolicy by, ConflictReason reason, PlanChange conflict) {
    /** Whose values stay, as the JSON has it. */
    public String kept() {
        return by == ConflictPolicy.TAKE_CSV ? "csv" : "database";
    }

    /** How much memory its values take, about. */
    long size() {
        return conflict.cells().values().stream()
                        .mapToLong(cell -> size(cell.before()) + size(cell.after()) + size(cell.database()))
                        .sum()
                + 200;
    }

    private static long size(String value) {
        return value == null ? 8 : 56 + 2L * value.length();
    }
}
