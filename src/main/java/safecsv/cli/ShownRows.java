package safecsv.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many rows of a plan a preview has (a picocli mixin). */
final class ShownRows {
    @Option(
            names = "--rows",
            paramLabel = "N|all",
            defaultValue = "100",
            description = "How many rows to show (default: ${DEFAULT-VALUE}). --json has all changes.")
    private String rows;

    /** @throws ParameterException where it is neither a number nor {@code all} */
    long most(CommandLine line) {
        if (rows.equalsIgnoreCase("all")) {
            return Long.MAX_VALUE;
        }
        try {
            long most = Long.parseLong(rows);
            if (most >= 0) {
                return most;
            }
        } catch (NumberFormatException e) {
            throw new ParameterException(line, "--rows is a number or all, not '%s'.".formatted(rows), e);
        }
        throw new ParameterException(line, "--rows can't be negative.");
    }
}
