package safecsv.diff;

import java.util.Map;
import java.util.Objects;
import safecsv.spreadsheet.CellVerdict;

/**
 * A cell of which nobody can say whether a person or a spreadsheet changed it; it keeps the baseline's value until
 * somebody does.
 *
 * @param line where the CSV has it
 * @param key of its row
 * @param damage what a spreadsheet may have done, by its name
 * @param reason why it is asked, a phrase, where it would become another text than the CSV's; else null
 */
public record SuspiciousCell(
        long line, Map<String, String> key, String column, String damage, String baseline, String csv, String reason) {
    /** A cell of a verdict. */
    static SuspiciousCell of(
            long line, Map<String, String> key, DiffColumn column, CellVerdict verdict, String baseline, String csv) {
        String reason = Objects.equals(verdict.value(), csv) ? null : verdict.reason();
        return new SuspiciousCell(line, key, column.label(), verdict.damage(), baseline, csv, reason);
    }
}
