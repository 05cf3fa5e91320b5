package safecsv.diff;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import safecsv.spreadsheet.Acceptance;

/**
 * One comparison. Exactly one of {@code baseline} and {@code table} is there.
 *
 * @param edited the CSV that came back
 * @param baseline what the export kept: a comparison of three
 * @param table without a baseline: the CSV is compared with this table alone
 * @param allowDeletes whether rows that the CSV lacks become deletes
 * @param strict whether every difference is taken for an edit, whatever a spreadsheet may have done
 * @param accepted kinds of suspicious cells that are taken for edits, and alarms that were looked into
 * @param plan where to save the plan
 * @param replacePlan whether an existing file is replaced by it
 */
public record DiffRequest(
        Path edited,
        Optional<Path> baseline,
        Optional<String> table,
        ConflictRules conflicts,
        boolean allowDeletes,
        boolean strict,
        Acceptance accepted,
        Optional<Path> plan,
        boolean replacePlan) {
    public DiffRequest {
        Objects.requireNonNull(edited);
        Objects.requireNonNull(conflicts);
        Objects.requireNonNull(accepted);
        if (baseline.isPresent() == table.isPresent()) {
            throw new IllegalArgumentException("either a baseline or a table");
        }
        if (allowDeletes && baseline.isEmpty()) {
            throw new IllegalArgumentException("without a baseline no row is known to be missing");
        }
    }
}
