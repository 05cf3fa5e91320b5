package safecsv.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code safecsv apply}. */
@Command(
        name = "apply",
        description = {
            "Carries out a plan that safecsv diff has saved, exactly as previewed, in one transaction.",
            "Rows that somebody changed since are refused. The undo plan is on the disk before COMMIT."
        },
        sortOptions = false)
final class ApplyCommand implements Callable<Integer> {
    private final PlanRun run;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "The plan, as safecsv diff --plan has written it.")
    private String plan;

    @Mixin
    private ApplyOptions options;

    @Mixin
    private ConnectionOptions connection;

    ApplyCommand(Streams streams, ProcessEnd end) {
        this.run = new PlanRun(streams, end);
    }

    @Override
    public Integer call() {
        return run.run(
                spec.commandLine(),
                CommandPaths.path(spec.commandLine(), plan),
                PlanRun.Use.APPLY,
                options,
                connection);
    }
}
