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
    private final Map<String, Long> byItself = new TreeMap<>();

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

    PlanCounts counts() {
        return new PlanCounts(updates, inserts, deletes, 0);
    }

    long already() {
        return already;
    }

    /** Rows in which the table changed this column. */
    Map<String, Long> byItself() {
        return byItself;
    }
}
