package safecsv.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code safecsv} without a command. */
@Command(
        name = "safecsv",
        description = "Streams SELECT results from MySQL into CSV files that are complete or absent.",
        versionProvider = Version.class)
final class RootCommand implements Runnable {
    @SuppressWarnings("unused") // picocli acts on it by itself
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as export.");
    }
}
