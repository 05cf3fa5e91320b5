package safecsv.cli;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import safecsv.diff.ConflictReason;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;

/** A change of a row for a person at a terminal: its kind and key, then each cell in a line of its own. */
final class ChangeText {
    static final String RED = "31";
    static final String GREEN = "32";
    static final String YELLOW = "33";
    static final String BOLD = "1";

    private final Consumer<String> lines;
    private final boolean coloured;

    /** @param lines is given each line, without its end */
    ChangeText(Consumer<String> lines, boolean coloured) {
        this.lines = lines;
        this.coloured = coloured;
    }

    /** @param reason of a conflict, where it is known; else null */
    void print(PlanChange change, ConflictReason reason) {
        String place = place(change);
        switch (change.kind()) {
            case UPDATE -> {
                lines.accept(colour(YELLOW, "update") + " " + place);
                change.cells().forEach((name, cell) -> lines.accept("    " + name + ": " + update(cell)));
            }
            case INSERT -> {
                lines.accept(colour(GREEN, "insert") + " " + place);
                change.cells()
                        .forEach((name, cell) ->
                                lines.accept("    " + name + ": " + colour(GREEN, ShownText.of(cell.after()))));
            }
            case DELETE -> {
                lines.accept(colour(RED, "delete") + " " + place);
                change.cells()
                        .forEach((name, cell) ->
                                lines.accept("    " + name + ": " + colour(RED, ShownText.of(cell.before()))));
            }
            case CONFLICT -> {
                lines.accept(
                        colour(RED, "conflict") + " " + place + (reason == null ? "" : ": " + said(reason, change)));
                three(change, reason);
            }
        }
    }

    private String update(PlanCell cell) {
        return ShownChange.isMarked(cell.before(), cell.after())
                ? ShownChange.marked(
                        cell.before(),
                        cell.after(),
                        old -> colour(RED, "[-" + old + "-]"),
                        now -> colour(GREEN, "{+" + now + "+}"))
                : colour(RED, ShownChange.side(cell.before(), cell.after())) + " → "
                        + colour(GREEN, ShownChange.side(cell.after(), cell.before()));
    }

    /** What a conflict is about, cell by cell, with all the values that there are. */
    void three(PlanChange change, ConflictReason reason) {
        change.cells().forEach((name, cell) -> lines.accept("    " + name + ": " + three(cell, reason, change)));
    }

    private static String three(PlanCell cell, ConflictReason reason, PlanChange change) {
        StringBuilder text = new StringBuilder();
        if (reason != ConflictReason.EXISTS && reason != ConflictReason.KEY_TAKEN) {
            text.append("was ").append(ShownText.of(cell.before())).append(", ");
        }
        if (change.line() > 0) {
            text.append("CSV ").append(ShownChange.side(cell.after(), cell.database()));
        }
        if (reason != ConflictReason.GONE) {
            text.append(change.line() > 0 ? ", " : "")
                    .append("database ")
                    .append(ShownChange.side(cell.database(), cell.after()));
        }
        return text.toString();
    }

    static String said(ConflictReason reason, PlanChange change) {
        return switch (reason) {
            case CHANGED ->
                change.line() > 0
                        ? "the database has changed it too"
                        : "the CSV lacks it, and the database has changed it";
            case GONE -> "the row is gone from the database";
            case EXISTS -> "the row is new in the CSV, and the database has another one by now";
            case VALUE_TAKEN -> "another row has a value of a unique key that it is to have";
            case EXCHANGE -> "it exchanges values of a unique key with other rows, in a way that takes two plans";
            case KEY_TAKEN -> "its key is taken: by its collation it is the same as another row's";
        };
    }

    static String place(PlanChange change) {
        return key(change.key()) + (change.line() > 0 ? " (line " + change.line() + ")" : "");
    }

    static String key(Map<String, String> key) {
        return key.entrySet().stream()
                .map(part -> part.getKey() + "=" + (part.getValue() == null ? "(new)" : ShownText.of(part.getValue())))
                .collect(Collectors.joining(", "));
    }

    String colour(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
