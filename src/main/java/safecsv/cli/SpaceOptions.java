package safecsv.cli;

import picocli.CommandLine.Option;
import safecsv.csv.SpaceCheck;

/** Free space on the output's disk. */
final class SpaceOptions {
    @Option(
            names = "--no-space-check",
            description =
                    "Don't compare the free space of the output's disk with what will be written, and write until it"
                            + " is full. Without it the export ends with code 4 before that.")
    private boolean off;

    SpaceCheck check() {
        return off ? SpaceCheck.OFF : SpaceCheck.ON;
    }
}
