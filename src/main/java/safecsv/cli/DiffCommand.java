package safecsv.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.BadCsvException;
import safecsv.diff.DiffJson;
import safecsv.diff.DiffRequest;
import safecsv.diff.DiffResult;
import safecsv.diff.Differ;
import safecsv.diff.GuardedSql;
import safecsv.mysql.ConnectionPool;

/** {@code safecsv diff}. */
@Command(
        name = "diff",
        description = {
            "Shows what an edited CSV would change.",
            "Compares it with the baseline of its export and with the database as it is now; writes nothing to the"
                    + " database, and needs SELECT alone."
        },
        sortOptions = false)
final class DiffCommand implements Callable<Integer> {
    private final Streams streams;
    private final ProcessEnd end;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "EDITED.csv", description = "The CSV that came back.")
    private String edited;

    @Mixin
    private DiffOptions options;

    @Option(names = "--json", description = "Print what was found as one JSON object instead.")
    private boolean json;

    @Mixin
    private ShownRows rows;

    @Option(names = "--quiet", description = "Print nothing but errors (and what --json asks for).")
    private boolean quiet;

    @Mixin
    private ConnectionOptions connection;

    DiffCommand(Streams streams, ProcessEnd end) {
        this.streams = streams;
        this.end = end;
    }

    @Override
    public Integer call() {
        Path file = CommandPaths.path(spec.commandLine(), edited);
        rows.most(spec.commandLine());
        DiffRequest request = options.request(spec.commandLine(), file, streams);
        if (!quiet) {
            options.foundBaseline()
                    .ifPresent(found -> streams.messages().println("Compares with %s.".formatted(found)));
        }
        try (ConnectionPool pool = ConnectionPool.open(connection.resolve(ClientEnvironments.of(streams)))) {
            Differ differ = new Differ(pool, request);
            end.onInterrupt(differ::interrupt);
            try (DiffResult result = differ.run()) {
                end.nothingToInterrupt();
                if (result.isBlocked()) {
                    print(result);
                    streams.messages()
                            .println("safecsv: Refused: the file as a whole can't be trusted. No plan was written.");
                    return ExitCode.REFUSED.code();
                }
                options.sql(spec.commandLine()).ifPresent(path -> GuardedSql.write(result, path, options.force()));
                print(result);
                return (result.summary().hasChanges() ? ExitCode.CHANGES : ExitCode.DONE).code();
            } catch (BadCsvException e) {
                print(file, e);
                return ExitCode.BAD_CSV.code();
            } finally {
                end.nothingToInterrupt();
            }
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.UNTOLD,
                    "Can't print the result: %s. A plan or SQL that was asked for is written."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private void print(DiffResult result) throws IOException {
        if (json) {
            DiffJson.write(result, streams.data());
        } else if (!quiet) {
            PrintStream out = new PrintStream(streams.data(), false, StandardCharsets.UTF_8);
            new DiffPreview(out, streams.colours(), rows.most(spec.commandLine())).print(result);
            out.flush();
        }
    }

    private void print(Path file, BadCsvException bad) throws IOException {
        if (json) {
            DiffJson.write(file.getFileName().toString(), bad, streams.data());
        }
        streams.messages().println("safecsv: " + bad.getMessage());
    }
}
