package safecsv.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code safecsv undo}: an undo plan is a plan. */
@Command(
        name = "undo",
        description = {
            "Takes an apply back: carries out the undo plan that it has left.",
            "Rows of which somebody changed what the apply has written are refused. What is undone can be undone in"
                    + " turn."
        },
        sortOptions = false)
final class UndoCommand implements Callable<Integer> {
    private final PlanRun run;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "UNDO-PLAN", description = "The undo plan of an apply.")
    private String plan;

    @Option(
            names = "--skip-changed",
            description = "Leave out the rows that somebody changed since, name them, and leave a plan of them"
                    + " (UNDO-PLAN.rest.jsonl beside the undo plan).")
    private boolean skipChanged;

    @Mixin
    private ApplyOptions options;

    @Mixin
    private ConnectionOptions connection;

    UndoCommand(Streams streams, ProcessEnd end) {
        this.run = new PlanRun(streams, end);
    }

    @Override
    public Integer call() {
        return run.run(
                spec.commandLine(),
                CommandPaths.path(spec.commandLine(), plan),
                skipChanged ? PlanRun.Use.UNDO_UNCHANGED : PlanRun.Use.UNDO,
                options,
                connection);
    }
}
