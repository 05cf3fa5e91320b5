package safecsv.diff;

import java.util.Map;

/**
 * A cell of which nobody can say whether a person or a spreadsheet changed it; it keeps the baseline's value until
 * somebody does.
 *
 * @param line where the CSV has it
 * @param key of its row
 * @param damage what a spreadsheet may have done, by its name
 */
public record SuspiciousCell(
        long line, Map<String, String> key, String column, String damage, String baseline, String csv) {}
