package safecsv.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.diff.ConflictPolicy;
import safecsv.diff.ConflictReason;
import safecsv.diff.DiffResult;
import safecsv.diff.DiffSummary;
import safecsv.diff.RepairedCells;
import safecsv.diff.SuspiciousCell;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.spreadsheet.Alarm;

/** What a comparison found, for a person at a terminal: a summary, what to know, then the changes side by side. */
final class DiffPreview {
    private static final int SHOWN = 100;
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String BOLD = "1";

    private final PrintStream out;
    private final boolean coloured;

    DiffPreview(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    void print(DiffResult result) {
        out.println(colour(BOLD, result.table()) + ": " + summary(result.summary()));
        for (String note : result.notes()) {
            out.println("Note: " + note);
        }
        for (Alarm alarm : result.alarms()) {
            out.println(colour(alarm.blocking() ? RED : YELLOW, "Alarm") + " (" + alarm.kind() + "): " + alarm.message()
                    + (alarm.blocking() ? " Look into it; --accept " + accept(alarm) + " goes on all the same." : ""));
        }
        for (RepairedCells cells : result.repaired()) {
            out.println("Put back: %s of %s (%s)"
                    .formatted(Counted.of(cells.cells(), "cell"), cells.column(), cells.damage()));
        }
        for (SuspiciousCell cell : result.suspicious()
                .subList(0, Math.min(SHOWN, result.suspicious().size()))) {
            out.println(colour(YELLOW, "suspicious") + " " + key(cell.key()) + " (line " + cell.line() + "), "
                    + cell.column() + ": " + ShownText.of(cell.baseline()) + " became " + ShownText.of(cell.csv())
                    + " (" + cell.damage() + ")");
        }
        changes(result);
        settled(result);
    }

    private static String accept(Alarm alarm) {
        return alarm.column() == null ? alarm.kind() : alarm.column() + ":" + alarm.kind();
    }

    private static String summary(DiffSummary summary) {
        StringBuilder text = new StringBuilder("%,d updated, %,d inserted, %,d deleted, %s, %,d missing, %,d unchanged"
                .formatted(
                        summary.updated(),
                        summary.inserted(),
                        summary.deleted(),
                        Counted.of(summary.conflicts(), "conflict"),
                        summary.missing(),
                        summary.unchanged()));
        append(text, summary.already(), "%,d already in the database".formatted(summary.already()));
        append(text, summary.settled(), Counted.of(summary.settled(), "conflict") + " settled");
        append(text, summary.suspicious(), "%,d suspicious".formatted(summary.suspicious()));
        append(text, summary.repaired(), Counted.of(summary.repaired(), "cell") + " repaired");
        append(text, summary.reformatted(), Counted.of(summary.reformatted(), "cell") + " only re-formatted");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(what);
        }
    }

    private void changes(DiffResult result) {
        if (result.plan() == null) {
            return;
        }
        int conflicts = 0;
        long number = 0;
        try (PlanChanges changes = result.plan().changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                ConflictReason reason = change.kind() == PlanChange.Kind.CONFLICT ? result.reason(conflicts++) : null;
                if (++number <= SHOWN) {
                    change(change, reason);
                }
            }
        }
        if (number > SHOWN) {
            out.println("… and %,d more; --json or --plan FILE has them all.".formatted(number - SHOWN));
        }
    }

    private void settled(DiffResult result) {
        result.settled().stream().limit(SHOWN).forEach(settled -> {
            PlanChange change = settled.conflict();
            out.println(colour(YELLOW, "settled") + " " + place(change) + ": " + said(settled.reason(), change) + "; "
                    + (settled.by() == ConflictPolicy.TAKE_CSV ? "took the CSV's" : "kept the database's"));
            change.cells()
                    .forEach((name, cell) -> out.println("    " + name + ": " + three(cell, settled.reason(), change)));
        });
        long more =
                result.summary().settled() - Math.min(SHOWN, result.settled().size());
        if (more > 0) {
            out.println("… and %,d more settled; --json has up to 1,000.".formatted(more));
        }
    }

    private static String place(PlanChange change) {
        return key(change.key()) + (change.line() > 0 ? " (line " + change.line() + ")" : "");
    }

    private void change(PlanChange change, ConflictReason reason) {
        String place = place(change);
        switch (change.kind()) {
            case UPDATE -> {
                out.println(colour(YELLOW, "update") + " " + place);
                change.cells()
                        .forEach((name, cell) ->
                                out.println("    " + name + ": " + colour(RED, ShownText.of(cell.before())) + " → "
                                        + colour(GREEN, ShownText.of(cell.after()))));
            }
            case INSERT -> {
                out.println(colour(GREEN, "insert") + " " + place);
                change.cells()
                        .forEach((name, cell) ->
                                out.println("    " + name + ": " + colour(GREEN, ShownText.of(cell.after()))));
            }
            case DELETE -> {
                out.println(colour(RED, "delete") + " " + place);
                change.cells()
                        .forEach((name, cell) ->
                                out.println("    " + name + ": " + colour(RED, ShownText.of(cell.before()))));
            }
            case CONFLICT -> {
                out.println(colour(RED, "conflict") + " " + place + ": " + said(reason, change));
                change.cells().forEach((name, cell) -> out.println("    " + name + ": " + three(cell, reason, change)));
            }
        }
    }

    private static String said(ConflictReason reason, PlanChange change) {
        return switch (reason) {
            case CHANGED ->
                change.line() > 0
                        ? "the database has changed it too"
                        : "the CSV lacks it, and the database has changed it";
            case GONE -> "the row is gone from the database";
            case EXISTS -> "the row is new in the CSV, and the database has another one by now";
            case KEY_TAKEN -> "its key is taken: by its collation it is the same as another row's";
        };
    }

    private static String three(PlanCell cell, ConflictReason reason, PlanChange change) {
        StringBuilder text = new StringBuilder();
        if (reason == ConflictReason.CHANGED || reason == ConflictReason.GONE) {
            text.append("was ").append(ShownText.of(cell.before())).append(", ");
        }
        if (change.line() > 0) {
            text.append("CSV ").append(ShownText.of(cell.after()));
        }
        if (reason != ConflictReason.GONE) {
            text.append(change.line() > 0 ? ", " : "").append("database ").append(ShownText.of(cell.database()));
        }
        return text.toString();
    }

    private static String key(Map<String, String> key) {
        return key.entrySet().stream()
                .map(part -> part.getKey() + "=" + (part.getValue() == null ? "(new)" : ShownText.of(part.getValue())))
                .collect(Collectors.joining(", "));
    }

    private String colour(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
