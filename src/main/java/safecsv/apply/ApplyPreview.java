package safecsv.apply;

import java.util.List;
import safecsv.diff.plan.PlanHeader;

/**
 * What is about to be done, after everything that needs no lock was checked.
 *
 * @param server its version
 * @param notes what the table does by itself when rows change, in sentences
 */
public record ApplyPreview(PlanHeader header, String server, List<String> notes) {
    /** Copies the list. */
    public ApplyPreview {
        notes = List.copyOf(notes);
    }
}
