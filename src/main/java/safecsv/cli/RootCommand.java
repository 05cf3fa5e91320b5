package safecsv.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;

/** {@code safecsv} without a command. */
@Command(
        name = "safecsv",
        description = "Streams SELECT results from MySQL into CSV files that are complete or absent.",
        footerHeading = "%nFirst steps:%n",
        footer = {
            "  safecsv doctor -h HOST -u USER -p -D DATABASE",
            "  safecsv export -h HOST -u USER -p -D DATABASE --table TABLE -o TABLE.csv",
            "  safecsv help export"
        },
        versionProvider = Version.class)
final class RootCommand implements Callable<Integer> {
    @SuppressWarnings("unused") // picocli acts on it by itself
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.code();
    }
}
