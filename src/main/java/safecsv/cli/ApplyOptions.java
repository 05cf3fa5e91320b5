package safecsv.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.apply.ApplyRequest;

/** The options of the two commands that apply a plan (a picocli mixin). */
final class ApplyOptions {
    @Option(names = "--yes", description = "Don't ask. Needed where there is no terminal to ask on.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Do everything but COMMIT; no undo plan is left.")
    private boolean dryRun;

    @Option(
            names = "--undo",
            paramLabel = "FILE",
            description = "Where the undo plan goes (default: PLAN.undo.jsonl beside the plan).")
    private String undo;

    @Option(names = "--max-changes", paramLabel = "N", description = "Refuse a plan that changes more rows than this.")
    private Long maxChanges;

    @Option(
            names = "--batch-rows",
            paramLabel = "N",
            description =
                    "Commit after every N rows, for plans too large for one transaction. A journal beside the plan"
                            + " lets the same command continue after a crash.")
    private Long batchRows;

    @Option(
            names = "--lock-wait",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description =
                    "How long to wait for rows that another session holds; whole seconds (default: ${DEFAULT-VALUE}).")
    private Duration lockWait;

    @Option(
            names = "--allow-partial-undo",
            description = "Go on where an undo can't bring everything back: rows of other tables that a foreign key"
                    + " deletes or changes, and JSON that holds more than its text says.")
    private boolean allowPartialUndo;

    @Option(
            names = "--leave-suspicious",
            description =
                    "Apply the plan though suspicious cells of its CSV are left out and nobody has answered for them"
                            + " (diff --accept or --reject would).")
    private boolean leaveSuspicious;

    @Option(names = "--json", description = "Print the summary as JSON to standard output.")
    private boolean json;

    @Option(names = "--quiet", description = "Print nothing but errors (and what --json asks for).")
    private boolean quiet;

    boolean yes() {
        return yes || dryRun;
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean leaveSuspicious() {
        return leaveSuspicious;
    }

    long maxChanges() {
        return maxChanges == null ? Long.MAX_VALUE : maxChanges;
    }

    /** @throws ParameterException where options are wrong or contradict each other */
    ApplyRequest request(CommandLine line, Path plan, boolean skipChanged) {
        if (maxChanges != null && maxChanges < 0) {
            throw new ParameterException(line, "--max-changes can't be negative.");
        }
        if (batchRows != null && batchRows < 1) {
            throw new ParameterException(line, "--batch-rows must be at least 1.");
        }
        if (batchRows != null && dryRun) {
            throw new ParameterException(
                    line, "--dry-run tries the whole plan in one transaction; leave --batch-rows out.");
        }
        if (batchRows != null && skipChanged) {
            throw new ParameterException(
                    line, "--skip-changed works on the whole plan in one transaction; leave --batch-rows out.");
        }
        if (lockWait.toMillis() < 1000 || lockWait.toMillis() % 1000 != 0) {
            throw new ParameterException(line, "--lock-wait is in whole seconds, at least 1s.");
        }
        return new ApplyRequest(
                undo == null ? undoBeside(plan) : CommandPaths.path(line, undo),
                dryRun
                        ? ApplyRequest.Mode.DRY_RUN
                        : batchRows == null ? ApplyRequest.Mode.WHOLE : ApplyRequest.Mode.batches(batchRows),
                maxChanges(),
                lockWait,
                allowPartialUndo ? ApplyRequest.PartialUndo.ALLOW : ApplyRequest.PartialUndo.REFUSE,
                skipChanged ? Optional.of(beside(plan, ".rest.jsonl")) : Optional.empty());
    }

    /** Where the undo plan of a plan goes if nothing else is said. */
    static Path undoBeside(Path plan) {
        return beside(plan, ".undo.jsonl");
    }

    private static Path beside(Path plan, String suffix) {
        String name = plan.getFileName().toString();
        String stem = name.endsWith(".jsonl") ? name.substring(0, name.length() - ".jsonl".length()) : name;
        return plan.resolveSibling(stem + suffix);
    }
}
