package safecsv.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.export.ExportRequest;
import safecsv.export.ExportSummary;
import safecsv.export.ExportTarget;
import safecsv.export.Exporter;
import safecsv.export.OutputClosedException;
import safecsv.mysql.ConnectionPool;

/** {@code safecsv export}. */
@Command(
        name = "export",
        description = {
            "Runs a SELECT and streams its result into CSV.",
            "The file appears complete or not at all. The session is read-only; what writes is refused."
        },
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private final Streams streams;
    private final ProcessEnd end;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExportSourceOptions source;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write; without it, or as -, standard output.")
    private String output;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Mixin
    private OutputFormOptions form;

    @Option(
            names = "--max-rows",
            paramLabel = "N",
            description = "Fail, and write no file, if the result has more rows.")
    private Long maxRows;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Fail, and write no file, if it takes longer: 30s, 5m, 2h.")
    private Duration timeout;

    @Mixin
    private GentleOptions gentle;

    @Option(names = "--json", description = "Print the summary as JSON (to standard output where that is free).")
    private boolean json;

    @Option(names = "--quiet", description = "Print nothing but errors (and what --json asks for).")
    private boolean quiet;

    @Mixin
    private ConnectionOptions connection;

    ExportCommand(Streams streams, ProcessEnd end) {
        this.streams = streams;
        this.end = end;
    }

    @Override
    public Integer call() {
        ExportRequest request = request();
        request.target().check(request.form().file().split());
        try (ConnectionPool pool =
                ConnectionPool.open(connection.resolve(ClientEnvironments.ofThisProcess(streams.messages())))) {
            return run(new Exporter(pool, request));
        }
    }

    private int run(Exporter exporter) {
        end.onInterrupt(exporter::interrupt);
        try {
            print(runWithProgress(exporter));
        } catch (OutputClosedException e) {
            // As cat and mysql do when head has seen enough: no message, and no error.
            return ExitCode.DONE.code();
        } finally {
            end.nothingToInterrupt();
        }
        return ExitCode.DONE.code();
    }

    private ExportSummary runWithProgress(Exporter exporter) throws OutputClosedException {
        ProgressLine line = new ProgressLine(exporter.progress(), streams.messages(), streams.terminal() && !quiet);
        try {
            return exporter.run();
        } finally {
            line.close();
        }
    }

    private ExportRequest request() {
        if (maxRows != null && maxRows < 0) {
            throw new ParameterException(spec.commandLine(), "--max-rows can't be negative.");
        }
        return new ExportRequest(
                source.source(spec.commandLine()),
                target(),
                form.form(spec.commandLine(), toStandardOutput() ? null : output),
                new ExportRequest.Limits(
                        maxRows == null ? Long.MAX_VALUE : maxRows, timeout == null ? Duration.ZERO : timeout),
                gentle.limits());
    }

    private ExportTarget target() {
        return toStandardOutput()
                ? new ExportTarget.Stream(streams.data())
                : new ExportTarget.File(CommandPaths.path(spec.commandLine(), output), force);
    }

    private boolean toStandardOutput() {
        return output == null || output.equals("-");
    }

    private void print(ExportSummary summary) {
        PrintWriter messages = streams.messages();
        if (!quiet) {
            summary.warnings().forEach(warning -> messages.println("Warning: " + warning));
        }
        if (json) {
            PrintWriter free =
                    toStandardOutput() ? messages : new PrintWriter(streams.data(), false, StandardCharsets.UTF_8);
            free.println(SummaryText.json(summary));
            if (free.checkError()) {
                throw new SafecsvException(
                        ExitCode.FAILED,
                        "%s is complete, but its summary could not be printed.".formatted(summary.target()));
            }
        } else if (!quiet) {
            messages.println(SummaryText.forPeople(summary));
        }
    }
}
