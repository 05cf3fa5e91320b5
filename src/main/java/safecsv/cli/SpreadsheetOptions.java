package safecsv.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.spreadsheet.Acceptance;

/** How far a spreadsheet is suspected of what became of a CSV. */
final class SpreadsheetOptions {
    @Option(
            names = "--accept",
            paramLabel = "KIND|COLUMN:KIND",
            split = ",",
            description =
                    "Take suspicious cells of this kind for edits (leading-zeros, date-conversion …), everywhere or in"
                            + " one column; or go on in spite of an alarm (rows-cut, column-sorted …); or say that lines"
                            + " which seem to be no records are none (not-a-row). May be given several times.")
    private List<String> accepted = new ArrayList<>();

    @Option(
            names = "--reject",
            paramLabel = "KIND|COLUMN:KIND",
            split = ",",
            description = "Leave suspicious cells of this kind as they were, and new rows with such a cell out: a"
                    + " spreadsheet has made them. Or (not-a-row) take lines for rows that seem to be none. Like --accept"
                    + " it answers for them, so that the plan can be applied. May be given several times.")
    private List<String> rejected = new ArrayList<>();

    @Option(
            names = "--strict",
            description =
                    "Take every difference for an edit: no spreadsheet has touched the file. Nothing is put back.")
    private boolean strict;

    /** @throws ParameterException where a kind is not known */
    Acceptance accepted(CommandLine line) {
        for (String name : accepted) {
            if (!Acceptance.isKnown(name)) {
                throw new ParameterException(
                        line,
                        "'%s' is no kind that --accept knows; the preview names the kinds that it found."
                                .formatted(name));
            }
        }
        for (String name : rejected) {
            if (!Acceptance.isDamage(name)) {
                throw new ParameterException(
                        line,
                        "'%s' is no kind of suspicious cells; the preview names the kinds that it found."
                                .formatted(name));
            }
            if (accepted.stream().anyMatch(name::equalsIgnoreCase)) {
                throw new ParameterException(line, "'%s' is both accepted and rejected.".formatted(name));
            }
        }
        return new Acceptance(Set.copyOf(accepted), Set.copyOf(rejected));
    }

    boolean strict() {
        return strict;
    }
}
