package safecsv.cli;

import picocli.CommandLine.Option;

/** {@code --help}, without the usual {@code -h}, which is the host here as in the mysql client. */
final class HelpOption {
    @SuppressWarnings("unused") // picocli acts on it by itself
    @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
    private boolean help;
}
