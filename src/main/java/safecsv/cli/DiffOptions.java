package safecsv.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.FileNames;
import safecsv.diff.ConflictPolicy;
import safecsv.diff.ConflictRules;
import safecsv.diff.DiffRequest;

/** What a CSV is compared with, and what is made of it. */
final class DiffOptions {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "The FILE.baseline.zip that export --editable wrote beside the CSV. Not needed where it is beside"
                            + " EDITED.csv under that name.")
    private String baseline;

    private boolean besideBaseline;

    @Option(
            names = "--table",
            paramLabel = "[SCHEMA.]TABLE",
            description = "Without a baseline: the table to compare with. No conflict can be known then.")
    private String table;

    @Option(
            names = "--on-conflict",
            paramLabel = "[WHERE=]fail|keep-database|take-csv|ask",
            description =
                    "What becomes of a cell that both the CSV and the database changed (default: fail, which leaves it"
                            + " a conflict; a plan that has one is not applied). May be given several times:"
                            + " status=take-csv for one column, id=10=keep-database for one row, id=10:status=take-csv for"
                            + " one cell; the most specific one decides. ask asks on the terminal, conflict by conflict.")
    private List<String> onConflict = new ArrayList<>();

    @Option(names = "--allow-deletes", description = "Delete rows that the baseline has and the CSV lacks.")
    private boolean allowDeletes;

    @Mixin
    private SpreadsheetOptions spreadsheet;

    @Option(names = "--plan", paramLabel = "FILE", description = "Save the changes as a plan for safecsv apply.")
    private String plan;

    @Option(names = "--sql", paramLabel = "FILE", description = "Write the changes as guarded SQL for a DBA.")
    private String sql;

    @Option(names = "--force", description = "Replace the plan's and the SQL's file if they exist.")
    private boolean force;

    /** @throws ParameterException where the options don't fit together */
    DiffRequest request(CommandLine line, Path edited, Streams streams) {
        if (baseline == null && table == null) {
            Path beside = edited.resolveSibling(edited.getFileName() + ".baseline.zip");
            baseline = Files.isRegularFile(beside) ? beside.toString() : null;
            besideBaseline = baseline != null;
        }
        if ((baseline == null) == (table == null)) {
            throw new ParameterException(
                    line,
                    baseline == null
                            ? "Say what to compare with: --baseline FILE, or --table TABLE. (There is no %s.baseline.zip beside the CSV.)"
                                    .formatted(edited.getFileName())
                            : "Give only one of --baseline and --table.");
        }
        if (allowDeletes && baseline == null) {
            throw new ParameterException(
                    line, "--allow-deletes goes with --baseline: without one, no row is known to be missing.");
        }
        requireNamesOfTheirOwn(line, edited);
        return new DiffRequest(
                edited,
                Optional.ofNullable(baseline).map(text -> CommandPaths.path(line, text)),
                Optional.ofNullable(table),
                conflicts(line, streams),
                allowDeletes,
                spreadsheet.strict(),
                spreadsheet.accepted(line),
                Optional.ofNullable(plan).map(text -> CommandPaths.path(line, text)),
                force);
    }

    /** With {@code --force}, what the client sent or what it is compared with would be gone for good. */
    private void requireNamesOfTheirOwn(CommandLine line, Path edited) {
        Map<Path, String> taken = new LinkedHashMap<>(Map.of(edited, "the CSV that came back"));
        if (baseline != null) {
            taken.put(CommandPaths.path(line, baseline), "the baseline");
        }
        if (plan != null) {
            requireFree(line, "--plan", CommandPaths.path(line, plan), taken);
            taken.put(CommandPaths.path(line, plan), "the plan");
        }
        if (sql != null) {
            requireFree(line, "--sql", CommandPaths.path(line, sql), taken);
        }
    }

    private static void requireFree(CommandLine line, String option, Path name, Map<Path, String> taken) {
        taken.forEach((path, what) -> {
            if (FileNames.same(name, path)) {
                throw new ParameterException(
                        line, "%s is %s. Give %s another name. Nothing was written.".formatted(name, what, option));
            }
        });
    }

    Optional<Path> sql(CommandLine line) {
        return Optional.ofNullable(sql).map(text -> CommandPaths.path(line, text));
    }

    /** What it is compared with, where nobody named it and it was found beside the CSV. */
    Optional<String> foundBaseline() {
        return besideBaseline ? Optional.of(baseline) : Optional.empty();
    }

    boolean force() {
        return force;
    }

    private ConflictRules conflicts(CommandLine line, Streams streams) {
        ConflictPolicy otherwise = ConflictPolicy.FAIL;
        List<ConflictRules.Rule> rules = new ArrayList<>();
        boolean asks = false;
        for (String text : onConflict) {
            int equals = text.lastIndexOf('=');
            ConflictPolicy policy = policy(line, text.substring(equals + 1));
            asks |= policy == ConflictPolicy.ASK;
            if (equals < 0) {
                otherwise = policy;
            } else {
                rules.add(new ConflictRules.Rule(text.substring(0, equals), policy));
            }
        }
        if (asks && !streams.terminal()) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: --on-conflict ask needs a terminal to ask on, and there is none. Nothing was written."
                            + " Say what becomes of conflicts by column or row, such as --on-conflict status=take-csv.");
        }
        return new ConflictRules(otherwise, rules, asks ? new ConflictDialogue(streams.messages()) : null);
    }

    private static ConflictPolicy policy(CommandLine line, String name) {
        for (ConflictPolicy policy : ConflictPolicy.values()) {
            if (policy.name().replace('_', '-').equalsIgnoreCase(name)) {
                return policy;
            }
        }
        throw new ParameterException(
                line, "--on-conflict ends with fail, keep-database, take-csv or ask, not with '%s'.".formatted(name));
    }
}
