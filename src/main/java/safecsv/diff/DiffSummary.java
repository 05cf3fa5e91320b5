package safecsv.diff;

/**
 * Counts: rows, but for {@code repaired} and {@code reformatted}, which are cells.
 *
 * @param missing rows of the baseline that the CSV lacks, whether or not they are to be deleted
 * @param suspicious rows with cells that are in doubt
 * @param unchanged rows of the CSV with nothing to do
 * @param already rows whose edits the database has already
 * @param settled conflicts that the policy decided
 */
public record DiffSummary(
        long updated,
        long inserted,
        long deleted,
        long missing,
        long conflicts,
        long suspicious,
        long repaired,
        long reformatted,
        long unchanged,
        long already,
        long settled) {
    /** Whether there is anything that a person has to look at. */
    public boolean hasChanges() {
        return updated + inserted + deleted + conflicts + suspicious > 0;
    }
}
