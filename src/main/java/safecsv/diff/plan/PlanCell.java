package safecsv.diff.plan;

/**
 * One cell of a change; null is NULL, or that the kind of change does not have this value.
 *
 * @param before what the row must hold before the change; in a conflict, what the baseline has
 * @param after what the row shall hold after it; in a conflict, what the CSV has
 * @param database in a conflict, what the database has; else null
 * @param own in an undo plan, whether the table sets this cell by itself (ON UPDATE, a trigger): put back as far as the table
 *     lets it, and no reason to refuse the row where it has moved on
 */
public record PlanCell(String before, String after, String database, boolean own) {
    /** A cell of an update. */
    public static PlanCell changed(String before, String after) {
        return new PlanCell(before, after, null, false);
    }

    /** A cell of an insert. */
    public static PlanCell inserted(String after) {
        return new PlanCell(null, after, null, false);
    }

    /** A cell of a delete. */
    public static PlanCell deleted(String before) {
        return new PlanCell(before, null, null, false);
    }

    /** A cell of a conflict. */
    public static PlanCell conflict(String baseline, String csv, String database) {
        return new PlanCell(baseline, csv, database, false);
    }

    /** The same cell, which the table sets by itself if {@code itself}. */
    public PlanCell own(boolean itself) {
        return new PlanCell(before, after, database, itself);
    }
}
