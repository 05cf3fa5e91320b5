package safecsv.diff;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import safecsv.diff.plan.PlanLeftOut;
import safecsv.diff.plan.PlanReader;
import safecsv.spreadsheet.Alarm;

/**
 * What a comparison found. Closed by whoever got it.
 *
 * @param edited the CSV
 * @param table schema and name
 * @param key the names of its columns
 * @param suspicious cells in doubt, at most 1,000
 * @param notRows lines that seem to be no records and that nobody has said to be none, at most 1,000
 * @param repaired cells that a spreadsheet damaged, by column and kind
 * @param alarms about the file as a whole; where one blocks, there is no plan and nothing may be taken from the file
 * @param notes what the reader ought to know before anything is written; one sentence each
 * @param conflictReasons of the plan's conflicts, in their order
 * @param settled conflicts that {@code --on-conflict} decided, the first of them: at most 1,000
 * @param leftOut what the plan does not carry out
 * @param missing keys of rows that the CSV lacks, at most 1,000, whether or not they are to be deleted
 * @param plan all changes and conflicts; null where there are none and no plan was asked for
 */
public record DiffResult(
        Path edited,
        String table,
        List<String> key,
        DiffSummary summary,
        List<SuspiciousCell> suspicious,
        List<NotARow> notRows,
        List<RepairedCells> repaired,
        List<Alarm> alarms,
        List<String> notes,
        List<ConflictReason> conflictReasons,
        List<SettledConflict> settled,
        PlanLeftOut leftOut,
        List<Map<String, String>> missing,
        PlanReader plan)
        implements AutoCloseable {
    public DiffResult {
        Objects.requireNonNull(edited);
        Objects.requireNonNull(table);
        Objects.requireNonNull(summary);
        key = List.copyOf(key);
        suspicious = List.copyOf(suspicious);
        notRows = List.copyOf(notRows);
        repaired = List.copyOf(repaired);
        alarms = List.copyOf(alarms);
        notes = List.copyOf(notes);
        conflictReasons = List.copyOf(conflictReasons);
        settled = List.copyOf(settled);
        missing = List.copyOf(missing);
    }

    /** Whether an alarm must be settled first. */
    public boolean isBlocked() {
        return alarms.stream().anyMatch(Alarm::blocking);
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
