package safecsv.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.diff.ConflictPolicy;
import safecsv.diff.DiffResult;
import safecsv.diff.DiffSummary;
import safecsv.diff.NotARow;
import safecsv.diff.RepairedCells;
import safecsv.diff.SuspiciousCell;
import safecsv.diff.plan.PlanChange;
import safecsv.spreadsheet.Acceptance;
import safecsv.spreadsheet.Alarm;

/** What a comparison found, for a person at a terminal: a summary, what to know, the changes side by side, what to do next. */
final class DiffPreview {
    /** Changes after which a summary by column comes first. */
    private static final long MANY = 100;

    private final PrintStream out;
    private final boolean coloured;
    private final ChangeText text;
    private final long most;

    /** @param most how many rows of each kind are shown */
    DiffPreview(PrintStream out, boolean coloured, long most) {
        this.out = out;
        this.coloured = coloured;
        this.most = most;
        this.text = new ChangeText(out::println, coloured);
    }

    void print(DiffResult result) {
        out.println(text.colour(ChangeText.BOLD, result.table()) + ": " + summary(result.summary()));
        for (String note : result.notes()) {
            out.println("Note: " + note);
        }
        for (Alarm alarm : result.alarms()) {
            out.println(text.colour(alarm.blocking() ? ChangeText.RED : ChangeText.YELLOW, "Alarm") + " ("
                    + alarm.kind() + "): " + alarm.message()
                    + (alarm.blocking() ? " Look into it; --accept " + accept(alarm) + " goes on all the same." : ""));
        }
        for (RepairedCells cells : result.repaired()) {
            out.println("Put back: %s of %s (%s)"
                    .formatted(Counted.of(cells.cells(), "cell"), cells.column(), cells.damage()));
        }
        suspicious(result);
        notRows(result);
        missing(result);
        for (String line : LeftOutText.of(result.leftOut())) {
            out.println(line);
        }
        changes(result);
        settled(result);
        next(result);
    }

    private static String accept(Alarm alarm) {
        return alarm.column() == null ? alarm.kind() : alarm.column() + ":" + alarm.kind();
    }

    private static String summary(DiffSummary summary) {
        StringBuilder line = new StringBuilder("%,d updated, %,d inserted, %,d deleted, %s, %,d missing, %,d unchanged"
                .formatted(
                        summary.updated(),
                        summary.inserted(),
                        summary.deleted(),
                        Counted.of(summary.conflicts(), "conflict"),
                        summary.missing(),
                        summary.unchanged()));
        append(line, summary.already(), "%,d already in the database".formatted(summary.already()));
        append(line, summary.settled(), Counted.of(summary.settled(), "conflict") + " settled");
        append(line, summary.suspicious(), "%,d suspicious".formatted(summary.suspicious()));
        append(line, summary.repaired(), Counted.of(summary.repaired(), "cell") + " repaired");
        append(line, summary.reformatted(), Counted.of(summary.reformatted(), "cell") + " only re-formatted");
        return line.toString();
    }

    private static void append(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append(", ").append(what);
        }
    }

    private void suspicious(DiffResult result) {
        result.suspicious().stream().limit(most).forEach(this::suspicious);
        more(result.leftOut().cells(), result.suspicious().size(), "suspicious cells");
    }

    private void suspicious(SuspiciousCell cell) {
        if (cell.damage().equals(Acceptance.ALREADY)) {
            out.println(text.colour(ChangeText.YELLOW, "already?") + " line " + cell.line() + ": the row "
                    + cell.column() + "=" + ShownText.of(cell.baseline())
                    + " is like this new row, which is left out; --accept already makes it all the same");
            return;
        }
        out.println(text.colour(ChangeText.YELLOW, "suspicious") + " " + ChangeText.key(cell.key()) + " (line "
                + cell.line() + "), " + cell.column() + ": " + ShownChange.side(cell.baseline(), cell.csv())
                + " became " + ShownChange.side(cell.csv(), cell.baseline()) + " (" + cell.damage() + ")"
                + (cell.reason() == null ? "" : ": it " + cell.reason()));
    }

    private void notRows(DiffResult result) {
        result.notRows().stream().limit(most).forEach(this::notARow);
        more(result.leftOut().notRows(), result.notRows().size(), "lines that seem to be no rows");
    }

    private void notARow(NotARow line) {
        out.println(text.colour(ChangeText.YELLOW, "not a row?") + " line " + line.line() + ": "
                + ShownText.of(line.text()));
    }

    /** Where missing rows are deleted, the changes show them. */
    private void missing(DiffResult result) {
        if (result.leftOut().missing() > 0) {
            result.missing().stream()
                    .limit(most)
                    .forEach(key -> out.println(text.colour(ChangeText.YELLOW, "missing") + " " + ChangeText.key(key)));
            more(result.leftOut().missing(), result.missing().size(), "missing rows");
        }
    }

    /** @param kept how many of all were kept to be shown, at most */
    private void more(long all, long kept, String what) {
        long shown = Math.min(most, kept);
        if (all > shown) {
            out.println("… and %,d more %s; --json has up to 1,000.".formatted(all - shown, what));
        }
    }

    private void changes(DiffResult result) {
        if (result.plan() == null) {
            return;
        }
        PlanChangesText changes = new PlanChangesText(out::println, coloured);
        DiffSummary summary = result.summary();
        if (summary.updated() + summary.inserted() + summary.deleted() + summary.conflicts() > MANY) {
            changes.columns(result.plan());
        }
        changes.rows(result.plan(), most, result::reason);
    }

    private void settled(DiffResult result) {
        result.settled().stream().limit(most).forEach(settled -> {
            PlanChange change = settled.conflict();
            out.println(text.colour(ChangeText.YELLOW, "settled") + " " + ChangeText.place(change) + ": "
                    + ChangeText.said(settled.reason(), change) + "; "
                    + (settled.by() == ConflictPolicy.TAKE_CSV ? "took the CSV's" : "kept the database's"));
            text.three(change, settled.reason());
        });
        more(result.summary().settled(), result.settled().size(), "settled conflicts");
    }

    /** What each kind of what is left wants: the options to add to this command. */
    private void next(DiffResult result) {
        List<String> steps = new ArrayList<>();
        if (result.leftOut().rows() > 0) {
            String kinds = result.leftOut().suspicious().stream()
                    .map(cells -> cells.column() + ":" + cells.kind())
                    .collect(Collectors.joining(","));
            steps.add("suspicious cells: --accept %s takes them for edits, --reject %s leaves what was there"
                    .formatted(kinds, kinds));
        }
        if (result.leftOut().notRows() > 0) {
            steps.add("lines that seem to be no rows: --accept not-a-row leaves them out for good, --reject not-a-row"
                    + " takes them for rows");
        }
        if (result.summary().conflicts() > 0) {
            steps.add("conflicts: --on-conflict keep-database, take-csv or ask; for one column --on-conflict"
                    + " COLUMN=take-csv, for one row --on-conflict "
                    + result.key().stream().map(name -> name + "=VALUE").collect(Collectors.joining(","))
                    + "=take-csv");
        }
        if (result.leftOut().missing() > 0) {
            steps.add("missing rows: --allow-deletes deletes them");
        }
        if (!steps.isEmpty() && !result.isBlocked()) {
            out.println("To go on, add to this command:");
            steps.forEach(step -> out.println("    " + step));
        }
    }
}
