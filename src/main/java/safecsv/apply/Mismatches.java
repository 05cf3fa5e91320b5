package safecsv.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanChange;

/** Rows that are not what the plan expects: the first hundred with their reasons. */
final class Mismatches {
    private static final int NAMED = 100;
    private static final int SHOWN_CHARACTERS = 60;

    private final List<String> named = new ArrayList<>();
    private final Consumer<PlanChange> skipped;
    private boolean afterwards;

    /** @param skipped gets the rows that are left out; null where one that is not as it should be ends it all */
    Mismatches(Consumer<PlanChange> skipped) {
        this.skipped = skipped;
    }

    /** Whether rows that are no longer as the plan saw them are left out. */
    boolean skipping() {
        return skipped != null;
    }

    boolean none() {
        return skipping() ? !afterwards : named.isEmpty();
    }

    /** Whether there are so many that looking on tells nothing new. */
    boolean full() {
        return !skipping() && named.size() >= NAMED;
    }

    /** A row that is no longer as the plan saw it. */
    void before(PlanChange change, String what) {
        if (skipping()) {
            skipped.accept(change);
        }
        add(change, what);
    }

    /** Rows that were left out, the first hundred, with their reasons. */
    List<String> named() {
        return List.copyOf(named);
    }

    /** A row that is not what it should be after it was written. */
    void after(PlanChange change, String what) {
        if (skipping() && !afterwards) {
            named.clear();
        }
        afterwards = true;
        add(change, what);
    }

    private void add(PlanChange change, String what) {
        if (named.size() < NAMED) {
            named.add(describe(change) + ": " + what);
        }
    }

    /** For messages: where the CSV has the row, and its key. */
    static String describe(PlanChange change) {
        String key = shown(change.key());
        return change.line() > 0 ? "line " + change.line() + " (" + key + ")" : "row " + key;
    }

    /** A key for a message. */
    static String shown(Map<String, String> key) {
        return key.entrySet().stream()
                .map(part -> part.getKey() + "=" + shown(part.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A value for a message: short, and NULL told from the text. */
    static String shown(String value) {
        if (value == null) {
            return "NULL";
        }
        int end = Math.min(value.length(), SHOWN_CHARACTERS);
        String text = value.substring(0, end)
                .replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return "'" + text + (end < value.length() ? "…" : "") + "'";
    }

    static String difference(String column, String expected, String found) {
        return "%s is %s, the plan expects %s".formatted(column, shown(found), shown(expected));
    }

    static String differences(Map<String, String> found) {
        return String.join("; ", found.values());
    }

    SafecsvException exception(String table) {
        String lines = named.stream().map(line -> "\n  " + line).collect(Collectors.joining());
        String more = named.size() >= NAMED ? "\n  and perhaps more: only the first " + NAMED + " are named" : "";
        if (afterwards) {
            return new SafecsvException(
                    ExitCode.FAILED,
                    "After writing, %s does not hold what the plan promises. All of it was rolled back: nothing was changed.%s%s\nA trigger may have changed the value, or the column stores it in another form; make the plan with the value that the table would hold."
                            .formatted(table, lines, more));
        }
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: rows of %s are not as the plan saw them; somebody changed them since. Nothing was changed.%s%s\nCompare again with safecsv diff, which shows what can still be applied."
                        .formatted(table, lines, more));
    }
}
