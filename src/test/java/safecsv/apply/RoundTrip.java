package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import safecsv.apply.CellChanges.Step;
import safecsv.apply.SharedTable.Cell;
import safecsv.apply.SharedTable.Row;

/** What was edited in one CSV, and what the program has said of it. */
final class RoundTrip {
    private final Map<Cell, Step> edits;
    private final List<Conflict> conflicts = new ArrayList<>();
    private final List<Conflict> conflictsLeft = new ArrayList<>();
    private final Set<Cell> open = new HashSet<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private Map<Cell, Step> planned = Map.of();
    private Path plan;
    private int plans;
    private int settledRows;
    private boolean applied;

    /** A cell that diff has named, and what the database had in it. */
    record Conflict(Cell cell, String database) {}

    /** A plan that was refused for these rows. */
    record Refusal(Map<Cell, Step> planned, Set<Row> rows) {}

    /** @param edits what the CSV had, and has now */
    RoundTrip(Map<Cell, Step> edits) {
        this.edits = edits;
    }

    Map<Cell, Step> edits() {
        return edits;
    }

    Path newPlan(Path csv) {
        plan = csv.resolveSibling("plan" + plans++ + ".jsonl");
        return plan;
    }

    Path plan() {
        return plan;
    }

    int attempts() {
        return refusals.size() + (applied ? 1 : 0);
    }

    boolean applied() {
        return applied;
    }

    /** Takes down the conflicts that diff has named: each is an edit, told as it is. */
    void conflicts(JsonNode found) {
        conflicts(found, conflicts);
    }

    private void conflicts(JsonNode found, List<Conflict> named) {
        for (JsonNode conflict : found.get("conflicts")) {
            assertEquals("changed", conflict.get("reason").asText(), conflict::toString);
            cells(conflict).forEach((cell, texts) -> {
                assertEquals(edits.get(cell), new Step(cell, text(texts, "baseline"), text(texts, "csv")));
                named.add(new Conflict(cell, text(texts, "database")));
            });
        }
    }

    /** Takes down what a last diff, at rest, says of the edits that are not in the table. */
    void left(JsonNode found) {
        conflicts(found, conflictsLeft);
        found.get("changes").forEach(change -> open.addAll(cells(change).keySet()));
    }

    /** Takes down what the plan is to change: edits, and nothing else. */
    void planned(JsonNode found) {
        planned = new HashMap<>();
        for (JsonNode change : found.get("changes")) {
            assertEquals("update", change.get("kind").asText(), change::toString);
            cells(change).forEach((cell, texts) -> {
                Step step = new Step(cell, text(texts, "old"), text(texts, "new"));
                assertEquals(edits.get(cell), step, change::toString);
                assertNull(planned.put(cell, step));
            });
        }
        settledRows = found.at("/summary/settled").asInt();
    }

    private static Map<Cell, JsonNode> cells(JsonNode change) {
        JsonNode key = change.get("key");
        Row row = new Row(key.get("region").asText(), key.get("number").asInt());
        return change.get("cells").properties().stream()
                .collect(Collectors.toMap(cell -> new Cell(row, cell.getKey()), Map.Entry::getValue));
    }

    private static String text(JsonNode texts, String name) {
        return texts.required(name).textValue();
    }

    /** The plan was refused, and these rows were named. */
    void refused(Set<Row> rows) {
        refusals.add(new Refusal(planned, rows));
    }

    /** The plan was applied. */
    void done(int updatedRows, int alreadyRows) {
        applied = true;
        assertEquals(rows(planned.keySet()).size(), updatedRows + alreadyRows, "rows of the plan");
    }

    static Set<Row> rows(Set<Cell> cells) {
        return cells.stream().map(Cell::row).collect(Collectors.toSet());
    }

    /** The edits that the last plan was to make. */
    Map<Cell, Step> planned() {
        return planned;
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    /** What the last diff has named. */
    List<Conflict> conflictsLeft() {
        return conflictsLeft;
    }

    /** Cells that, after all, hold what they were exported with. */
    Set<Cell> open() {
        return open;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    /** Rows with conflicts that the last diff has counted, as left to the database, and not named. */
    int settledRows() {
        return settledRows;
    }

    /** Adds up what became of this round. */
    void count(Map<String, Integer> fates, Map<String, Integer> counts) {
        fates.forEach((fate, cells) -> counts.merge(fate, cells, Integer::sum));
        counts.merge("edits", edits.size(), Integer::sum);
        counts.merge("plans refused", refusals.size(), Integer::sum);
        counts.merge("plans applied", applied ? 1 : 0, Integer::sum);
    }
}
