package safecsv.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.apply.Applier;
import safecsv.apply.ApplyPreview;
import safecsv.apply.ApplyRequest;
import safecsv.apply.ApplySummary;
import safecsv.diff.plan.PlanReader;
import safecsv.mysql.ConnectionPool;

/** What {@code apply} and {@code undo} both do: show, ask, apply, print. */
final class PlanRun {
    private final Streams streams;
    private final ProcessEnd end;

    PlanRun(Streams streams, ProcessEnd end) {
        this.streams = streams;
        this.end = end;
    }

    /** What a plan is run for. */
    enum Use {
        /** Whatever the plan is for. */
        APPLY,
        /** It must be an undo plan. */
        UNDO,
        /** It must be an undo plan; rows that others have changed are left out. */
        UNDO_UNCHANGED
    }

    /** Runs it; gives the exit code. */
    int run(CommandLine line, Path path, Use use, ApplyOptions options, ConnectionOptions connection) {
        ApplyRequest request = options.request(line, path, use == Use.UNDO_UNCHANGED);
        try (PlanReader plan = PlanReader.open(path)) {
            if (use != Use.APPLY) {
                Applier.requireUndo(plan, ApplyOptions.undoBeside(path));
            }
            Applier.checkAlone(plan, request.maxChanges());
            requireConsentPossible(options);
            try (ConnectionPool pool = ConnectionPool.open(connection.resolve(ClientEnvironments.of(streams)));
                    Applier applier = new Applier(pool, plan, request)) {
                return run(applier, options);
            }
        }
    }

    private int run(Applier applier, ApplyOptions options) {
        try {
            end.onInterrupt(applier::interrupt);
            ApplyPreview preview = applier.preview();
            boolean ask = !options.yes() && preview.header().counts().changes() > 0;
            if (!options.quiet() || ask) {
                streams.messages().println(ApplyText.preview(preview));
            }
            if (ask && !agreed()) {
                streams.messages().println("Nothing was changed.");
                return ExitCode.REFUSED.code();
            }
            end.onInterrupt(applier::interrupt);
            print(applier.run(), options);
            return ExitCode.DONE.code();
        } finally {
            end.nothingToInterrupt();
        }
    }

    private boolean agreed() {
        end.onInterrupt(Thread.currentThread()::interrupt);
        return TerminalQuestion.yes(streams.messages(), "Apply? [y/N] ");
    }

    /** Before anything is connected to, because the answer is the same whatever the server says. */
    private void requireConsentPossible(ApplyOptions options) {
        if (!options.yes() && !streams.terminal()) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: there is no terminal to ask on whether the plan is to be applied. Nothing was changed."
                            + " Give --yes, or --dry-run to try it.");
        }
    }

    private void print(ApplySummary summary, ApplyOptions options) {
        if (options.json()) {
            PrintWriter data = new PrintWriter(streams.data(), true, StandardCharsets.UTF_8);
            data.println(ApplyText.json(summary));
        } else if (!options.quiet()) {
            streams.messages().println(ApplyText.summary(summary));
        }
    }
}
