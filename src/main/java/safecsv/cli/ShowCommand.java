package safecsv.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.DiffJson;
import safecsv.diff.plan.PlanReader;

/** {@code safecsv show}. */
@Command(
        name = "show",
        description = {
            "Shows what a plan or an undo plan would do: table, columns, rows, what it leaves out, what an undo brings"
                    + " back.",
            "Connects to nothing."
        },
        sortOptions = false)
final class ShowCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "A plan of safecsv diff, or the undo plan of an apply.")
    private String plan;

    @Mixin
    private ShownRows rows;

    @Option(names = "--json", description = "Print the plan as one JSON object instead, with all its rows.")
    private boolean json;

    ShowCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        long most = rows.most(spec.commandLine());
        try (PlanReader reader = PlanReader.open(CommandPaths.path(spec.commandLine(), plan))) {
            if (json) {
                DiffJson.write(reader, streams.data());
            } else {
                PrintStream out = new PrintStream(streams.data(), false, StandardCharsets.UTF_8);
                new PlanText(out::println, streams.colours()).print(reader, most);
                out.flush();
            }
            return ExitCode.DONE.code();
        } catch (IOException e) {
            throw new SafecsvException(ExitCode.FAILED, "Can't print the plan: %s.".formatted(e.getMessage()), e);
        }
    }
}
