package safecsv.diff.plan;

import java.util.List;
import java.util.Objects;

/**
 * What the CSV has, or lacks, and the plan does not carry out. Conflicts are not counted here: the plan has them as lines.
 *
 * @param suspicious cells that nobody has answered for, by column and kind
 * @param rows rows with such cells, new ones among them; the other edits of a row that is not new are in the plan
 * @param newRows new rows with such cells: no part of them is in the plan
 * @param rejectedNewRows new rows that {@code --reject} has left out
 * @param missing rows of the export that the CSV lacks and that are not deleted
 * @param notRows lines that seem to be no rows, such as totals and remarks, and of which nobody has said so
 */
public record PlanLeftOut(
        List<SuspiciousCells> suspicious, long rows, long newRows, long rejectedNewRows, long missing, long notRows) {
    /** Nothing is left out, or the plan's format does not tell (format 1). */
    public static final PlanLeftOut NOTHING = new PlanLeftOut(List.of(), 0, 0, 0, 0, 0);

    /** Copies the list. */
    public PlanLeftOut {
        suspicious = List.copyOf(suspicious);
    }

    /** Suspicious cells of which nobody has said what they are. */
    public long cells() {
        return suspicious.stream().mapToLong(SuspiciousCells::cells).sum();
    }

    /** Whether anything is left out. */
    public boolean any() {
        return !equals(NOTHING);
    }

    /**
     * Cells of one column with one damage.
     *
     * @param column its name in the CSV
     * @param kind what a spreadsheet may have done, by the name that {@code --accept} takes
     * @param cells how many
     */
    public record SuspiciousCells(String column, String kind, long cells) {
        /** Refuses null. */
        public SuspiciousCells {
            Objects.requireNonNull(column);
            Objects.requireNonNull(kind);
        }
    }
}
