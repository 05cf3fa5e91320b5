package safecsv.apply;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import safecsv.diff.plan.PlanCounts;

/**
 * What an apply did.
 *
 * @param table {@code schema.table}
 * @param done rows that were written; in a dry run those that would have been
 * @param already rows that were as the plan wants them before anything was done
 * @param undo the undo plan; empty where nothing was written
 * @param committed false after a dry run
 * @param skipped rows that were left out because they are not as the plan saw them
 * @param skippedRows the first hundred of them with their reasons, in sentences
 * @param rest the plan of the rows that were left out; empty where there are none, and after a dry run
 * @param notes what the table did by itself, in sentences
 */
public record ApplySummary(
        String table,
        PlanCounts done,
        long already,
        Optional<Path> undo,
        long skipped,
        List<String> skippedRows,
        Optional<Path> rest,
        boolean committed,
        List<String> notes,
        Duration duration) {
    /** Copies the list. */
    public ApplySummary {
        skippedRows = List.copyOf(skippedRows);
        notes = List.copyOf(notes);
    }
}
