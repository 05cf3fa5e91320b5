package safecsv.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.NewFolder;
import safecsv.csv.OtherFormat;
import safecsv.export.ExportListener;
import safecsv.export.ExportRequest;
import safecsv.export.ExportSummary;
import safecsv.export.ExportTarget;
import safecsv.export.Exporter;
import safecsv.export.OutputClosedException;
import safecsv.export.ParallelExporter;
import safecsv.export.ParallelRequest;
import safecsv.export.RunningExport;
import safecsv.export.SeveralExporter;
import safecsv.export.SeveralRequest;
import safecsv.export.SeveralRequest.WholeDatabase;
import safecsv.export.SeveralSummary;
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

    @Mixin
    private SeveralOptions several;

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
    private SpaceOptions space;

    @Mixin
    private ParallelOptions parallel;

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
        if (several.given() || source.several(spec.commandLine())) {
            parallel.refuse(spec.commandLine());
            SeveralRequest request = severalRequest();
            NewFolder folder = NewFolder.at(request.directory());
            try {
                return run((pool, listener) -> new SeveralExporter(pool, request, listener), this::print);
            } finally {
                folder.removeEmpty();
            }
        }
        ExportRequest request = request();
        request.target().check(request.form().file().split());
        if (parallel.given()) {
            ParallelRequest divided = parallel.request(spec.commandLine(), request);
            return run((pool, listener) -> new ParallelExporter(pool, divided, listener), this::print);
        }
        return run((pool, listener) -> new Exporter(pool, request, listener), this::print);
    }

    private <S> int run(BiFunction<ConnectionPool, ExportListener, RunningExport<S>> start, Consumer<S> print) {
        try (ConnectionPool pool = ConnectionPool.open(connection.resolve(ClientEnvironments.of(streams)))) {
            print.accept(runWithProgress(listener -> start.apply(pool, listener)));
        } catch (OutputClosedException e) {
            // As cat and mysql do when head has seen enough: no message, and no error.
            return ExitCode.DONE.code();
        } finally {
            end.nothingToInterrupt();
        }
        return ExitCode.DONE.code();
    }

    private <S> S runWithProgress(Function<ExportListener, RunningExport<S>> start) throws OutputClosedException {
        boolean terminal = streams.terminal() && !quiet;
        // Where data goes into the terminal or to a program that may draw on it, a line in between would be in the way.
        boolean drawn = terminal && (several.given() || !toStandardOutput() || streams.outputFile());
        try (ProgressLine line = new ProgressLine(streams.messages(), drawn)) {
            RunningExport<S> export = start.apply(new ExportConversation(line, terminal, drawn, quiet, !gentle.yes()));
            end.onInterrupt(export::interrupt);
            line.start(export.progress());
            return export.run();
        }
    }

    private ExportRequest request() {
        return new ExportRequest(
                source.source(spec.commandLine(), streams.input()),
                target(),
                form.form(spec.commandLine(), toStandardOutput() ? null : output),
                limits(),
                gentle.limits(spec.commandLine()));
    }

    private SeveralRequest severalRequest() {
        CommandLine line = spec.commandLine();
        WholeDatabase database = several.database(line, source.editable());
        return new SeveralRequest(
                source.sources(line, streams.input(), database != null),
                database,
                several.directory(line, output),
                force,
                // Each file's name is made for its form, and says nothing of it.
                form.form(line, "several.csv"),
                limits(),
                gentle.limits(spec.commandLine()));
    }

    private ExportRequest.Limits limits() {
        if (maxRows != null && maxRows < 0) {
            throw new ParameterException(spec.commandLine(), "--max-rows can't be negative.");
        }
        return new ExportRequest.Limits(
                maxRows == null ? Long.MAX_VALUE : maxRows, timeout == null ? Duration.ZERO : timeout, space.check());
    }

    private ExportTarget target() {
        Optional.ofNullable(output).flatMap(OtherFormat::problem).ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), problem + ". Nothing was written.");
        });
        return toStandardOutput()
                ? new ExportTarget.Stream(streams.data())
                : new ExportTarget.File(CommandPaths.path(spec.commandLine(), output), force);
    }

    private boolean toStandardOutput() {
        return output == null || output.equals("-");
    }

    private void print(ExportSummary summary) {
        warn(summary.warnings());
        if (json) {
            printJson(SummaryText.json(summary), summary.target());
        } else if (!quiet) {
            streams.messages().println(SummaryText.forPeople(summary));
        }
    }

    private void print(SeveralSummary summary) {
        warn(summary.warnings());
        summary.exports().forEach(export -> warn(export.warnings()));
        if (json) {
            printJson(SummaryText.json(summary), summary.directory());
        } else if (!quiet) {
            streams.messages().println(SummaryText.forPeople(summary));
        }
    }

    private void warn(List<String> warnings) {
        if (!quiet) {
            warnings.forEach(warning -> streams.messages().println("Warning: " + warning));
        }
    }

    private void printJson(String text, String target) {
        boolean free = several.given() || !toStandardOutput();
        PrintWriter out = free ? new PrintWriter(streams.data(), false, StandardCharsets.UTF_8) : streams.messages();
        out.println(text);
        if (out.checkError()) {
            throw new SafecsvException(
                    ExitCode.UNTOLD, "%s is complete, but its summary could not be printed.".formatted(target));
        }
    }
}
