package safecsv.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.export.SeveralRequest.WholeDatabase;

/** Several exports at once. */
final class SeveralOptions {
    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description =
                    "For several --table or --query-file, or --all-tables: the directory (made where it is missing)"
                            + " that gets TABLE.csv or QUERYFILE.csv for each, all from one snapshot, and all of them or"
                            + " none.")
    private String directory;

    @Option(
            names = "--all-tables",
            description =
                    "With --output-dir: every table of the database (-D), views left out. With --editable each gets"
                            + " its baseline.")
    private boolean allTables;

    @Option(
            names = "--exclude-table",
            paramLabel = "TABLE",
            description = "With --all-tables: not this one. Repeatable, or with commas.")
    private List<String> excluded = new ArrayList<>();

    /** Whether several are asked for, be it wrongly. */
    boolean given() {
        return directory != null || allTables || !excluded.isEmpty();
    }

    Path directory(CommandLine line, String output) {
        if (!excluded.isEmpty() && !allTables) {
            throw new ParameterException(line, "--exclude-table goes with --all-tables.");
        }
        if (directory == null) {
            throw new ParameterException(line, "Several exports go into a directory: give --output-dir DIR.");
        }
        if (output != null) {
            throw new ParameterException(line, "Give only one of -o and --output-dir.");
        }
        return CommandPaths.directory(line, directory);
    }

    /** Null where single tables are named. */
    WholeDatabase database(CommandLine line, boolean editable) {
        List<String> names = NameList.split(line, "--exclude-table", excluded).stream()
                .map(NameList::plain)
                .toList();
        return allTables ? new WholeDatabase(names, editable) : null;
    }
}
