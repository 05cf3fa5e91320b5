package safecsv.mysql.settings;

import java.nio.file.Path;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Which option files and groups the command line asks for; everything empty means the usual ones.
 *
 * @param defaultsFile read this file (and the login file) only
 * @param defaultsExtraFile read this file too, before {@code ~/.my.cnf}
 * @param groupSuffix read {@code [clientSUFFIX]} and {@code [safecsvSUFFIX]} too
 * @param noDefaults read no option file but the login file
 * @param loginPath read this group of the login file too
 */
public record OptionFileSelection(
        Optional<Path> defaultsFile,
        Optional<Path> defaultsExtraFile,
        Optional<String> groupSuffix,
        boolean noDefaults,
        Optional<String> loginPath) {

    public OptionFileSelection {
        if (noDefaults && (defaultsFile.isPresent() || defaultsExtraFile.isPresent())) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--no-defaults and " + (defaultsFile.isPresent() ? "--defaults-file" : "--defaults-extra-file")
                            + " contradict each other; give one of them.");
        }
    }

    /** What is read when the command line says nothing about option files. */
    public static OptionFileSelection usual() {
        return new OptionFileSelection(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    }
}
