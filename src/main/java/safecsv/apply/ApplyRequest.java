package safecsv.apply;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a plan is to be applied.
 *
 * @param undo where the undo plan goes
 * @param mode whether it is committed, and in how many parts
 * @param maxChanges the most rows that the plan may change
 * @param lockWait how long to wait for rows that another session holds; at least a second
 * @param partialUndo what to do where an undo could not bring everything back
 * @param rest where a plan of the rows goes that are not as the plan saw them, and are left out; empty where one such row is
 *     the end of it
 */
public record ApplyRequest(
        Path undo, Mode mode, long maxChanges, Duration lockWait, PartialUndo partialUndo, Optional<Path> rest) {
    /** Refuses null. */
    public ApplyRequest {
        Objects.requireNonNull(undo);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(lockWait);
        Objects.requireNonNull(partialUndo);
        if (rest.isPresent() && mode.inBatches()) {
            throw new IllegalArgumentException("rows are left out of one transaction only");
        }
    }

    /** What to do about what an undo can't bring back: child rows reached by a foreign key, JSON that text can't express. */
    public enum PartialUndo {
        /** Such a change is refused. */
        REFUSE,
        /** The user knows of it and wants the change. */
        ALLOW
    }

    /**
     * How the work is committed.
     *
     * @param commit false for a dry run, which does everything else
     * @param rows the most changes in one transaction
     */
    public record Mode(boolean commit, long rows) {
        /** All or nothing. */
        public static final Mode WHOLE = new Mode(true, Long.MAX_VALUE);

        /** All, and then nothing of it. */
        public static final Mode DRY_RUN = new Mode(false, Long.MAX_VALUE);

        /** Refuses a transaction without changes. */
        public Mode {
            if (rows < 1) {
                throw new IllegalArgumentException("a transaction of " + rows + " rows");
            }
        }

        /** So many changes in each transaction, with a journal. */
        public static Mode batches(long rows) {
            return new Mode(true, rows);
        }

        boolean inBatches() {
            return rows != Long.MAX_VALUE;
        }
    }
}
