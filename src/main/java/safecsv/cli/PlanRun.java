package safecsv.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.apply.Applier;
import safecsv.apply.ApplyPreview;
import safecsv.apply.ApplyRequest;
import safecsv.apply.ApplySummary;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanReader;
import safecsv.mysql.ConnectionPool;

/** What {@code apply} and {@code undo} both do: show, ask, apply, print. */
final class PlanRun {
    /** Rows that the prompt shows; safecsv show has them all. */
    private static final long SHOWN = 100;

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
            Applier.checkAlone(plan, request.maxChanges(), options.leaveSuspicious());
            requireConsentPossible(options);
            try (ConnectionPool pool = ConnectionPool.open(connection.resolve(ClientEnvironments.of(streams)));
                    Applier applier = new Applier(pool, plan, request)) {
                return run(applier, plan, options);
            }
        }
    }

    private int run(Applier applier, PlanReader plan, ApplyOptions options) {
        try {
            end.onInterrupt(applier::interrupt);
            ApplyPreview preview = applier.preview();
            boolean ask = !options.yes() && preview.header().counts().changes() > 0;
            if (!options.quiet() || ask) {
                streams.messages().println(ApplyText.preview(preview));
            }
            if (ask && !agreed(plan)) {
                streams.messages().println("Nothing was changed.");
                return ExitCode.REFUSED.code();
            }
            end.onInterrupt(applier::interrupt);
            print(applier.run(), preview.header(), options);
            return ExitCode.DONE.code();
        } finally {
            end.nothingToInterrupt();
        }
    }

    private boolean agreed(PlanReader plan) {
        end.onInterrupt(Thread.currentThread()::interrupt);
        while (true) {
            String answer = TerminalQuestion.line(streams.messages(), "Apply? [y/N, s shows it] ")
                    .toLowerCase(Locale.ROOT);
            if (!answer.equals("s")) {
                return answer.equals("y") || answer.equals("yes");
            }
            new PlanText(streams.messages()::println, false).print(plan, SHOWN);
        }
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

    private void print(ApplySummary summary, PlanHeader plan, ApplyOptions options) {
        if (options.json()) {
            PrintWriter data = new PrintWriter(streams.data(), true, StandardCharsets.UTF_8);
            data.println(ApplyText.json(summary, plan));
        } else if (!options.quiet()) {
            streams.messages().println(ApplyText.summary(summary, plan));
        }
    }
}
