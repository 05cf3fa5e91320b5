package safecsv.diff;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import safecsv.diff.plan.PlanReader;

/**
 * What a comparison found. Closed by whoever got it.
 *
 * @param edited the CSV
 * @param table schema and name
 * @param key the names of its columns
 * @param suspicious cells in doubt, at most 1,000
 * @param repaired cells that a spreadsheet damaged, by column and kind
 * @param notes what the reader ought to know before anything is written; one sentence each
 * @param conflictReasons of the plan's conflicts, in their order
 * @param plan all changes and conflicts; null where there are none and no plan was asked for
 */
public record DiffResult(
        Path edited,
        String table,
        List<String> key,
        DiffSummary summary,
        List<SuspiciousCell> suspicious,
        List<RepairedCells> repaired,
        List<String> notes,
        List<ConflictReason> conflictReasons,
        PlanReader plan)
        implements AutoCloseable {
    public DiffResult {
        Objects.requireNonNull(edited);
        Objects.requireNonNull(table);
        Objects.requireNonNull(summary);
        key = List.copyOf(key);
        suspicious = List.copyOf(suspicious);
        repaired = List.copyOf(repaired);
        notes = List.copyOf(notes);
        conflictReasons = List.copyOf(conflictReasons);
    }

    /** Why the plan's conflict with this number, from 0, is one. */
    public ConflictReason reason(int conflict) {
        return conflictReasons.get(conflict);
    }

    @Override
    public void close() {
        if (plan != null) {
            plan.close();
        }
    }
}
