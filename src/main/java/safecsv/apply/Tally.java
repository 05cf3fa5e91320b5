package safecsv.apply;

import java.util.Map;
import java.util.TreeMap;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanCounts;

/** Counts while a plan is applied. */
final class Tally {
    private long updates;
    private long inserts;
    private long deletes;
    private long already;
    private long skipped;
    private long numbered;
    private final Map<String, Long> byItself = new TreeMap<>();
    private final Map<String, Long> notBack = new TreeMap<>();
    private final Map<String, Long> movedOn = new TreeMap<>();

    void done(PlanChange.Kind kind) {
        switch (kind) {
            case UPDATE -> updates++;
            case INSERT -> inserts++;
            case DELETE -> deletes++;
            case CONFLICT -> throw new IllegalArgumentException("a conflict is never applied");
        }
    }

    void already(long rows) {
        already += rows;
    }

    /** A cell of this column that the table changed though the plan did not ask for it. */
    void byItself(String column) {
        byItself.merge(column, 1L, Long::sum);
    }

    /** A row that was left out because it is not as the plan saw it. */
    void skipped() {
        skipped++;
    }

    /** A cell of this column that was to be put back, and that the table has set to a value of its own again. */
    void notBack(String column) {
        notBack.merge(column, 1L, Long::sum);
    }

    /** A cell of this column that was to be put back, and was left alone because it has moved on since. */
    void movedOn(String column) {
        movedOn.merge(column, 1L, Long::sum);
    }

    PlanCounts counts() {
        return new PlanCounts(updates, inserts, deletes, 0);
    }

    long already() {
        return already;
    }

    /** A new row whose key the server gave. */
    void numbered() {
        numbered++;
    }

    long numberedRows() {
        return numbered;
    }

    long skippedRows() {
        return skipped;
    }

    /** Rows in which this column was not put back, though it was written. */
    Map<String, Long> notBack() {
        return notBack;
    }

    /** Rows in which this column was left alone. */
    Map<String, Long> movedOn() {
        return movedOn;
    }

    /** Rows in which the table changed this column. */
    Map<String, Long> byItself() {
        return byItself;
    }
}
