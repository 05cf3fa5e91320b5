package safecsv.diff.plan;

/** How many changes of each kind a plan has; rows. */
public record PlanCounts(long updates, long inserts, long deletes, long conflicts) {
    /** Before anything was counted. */
    public static final PlanCounts NONE = new PlanCounts(0, 0, 0, 0);

    /** One more of this kind. */
    PlanCounts plus(PlanChange.Kind kind) {
        return switch (kind) {
            case UPDATE -> new PlanCounts(updates + 1, inserts, deletes, conflicts);
            case INSERT -> new PlanCounts(updates, inserts + 1, deletes, conflicts);
            case DELETE -> new PlanCounts(updates, inserts, deletes + 1, conflicts);
            case CONFLICT -> new PlanCounts(updates, inserts, deletes, conflicts + 1);
        };
    }

    /** Rows that an apply would write. */
    public long changes() {
        return updates + inserts + deletes;
    }

    /** Rows of this kind. */
    public long of(PlanChange.Kind kind) {
        return switch (kind) {
            case UPDATE -> updates;
            case INSERT -> inserts;
            case DELETE -> deletes;
            case CONFLICT -> conflicts;
        };
    }
}
