package safecsv.diff.plan;

/**
 * One cell of a change; null is NULL, or that the kind of change does not have this value.
 *
 * @param before what the row must hold before the change; in a conflict, what the baseline has
 * @param after what the row shall hold after it; in a conflict, what the CSV has
 * @param database in a conflict, what the database has; else null
 */
public record PlanCell(String before, String after, String database) {
    /** A cell of an update. */
    public static PlanCell changed(String before, String after) {
        return new PlanCell(before, after, null);
    }

    /** A cell of an insert. */
    public static PlanCell inserted(String after) {
        return new PlanCell(null, after, null);
    }

    /** A cell of a delete. */
    public static PlanCell deleted(String before) {
        return new PlanCell(before, null, null);
    }

    /** A cell of a conflict. */
    public static PlanCell conflict(String baseline, String csv, String database) {
        return new PlanCell(baseline, csv, database);
    }
}
