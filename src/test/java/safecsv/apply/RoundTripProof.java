package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import safecsv.apply.CellChanges.Step;
import safecsv.apply.SharedTable.Cell;
import safecsv.apply.SharedTable.Row;

/**
 * Follows every cell from what it was before a round to what it is after it. Each change of others has written down what it
 * found: where that is not what the change before it has left, safecsv has written in between, and has written from the one
 * to the other.
 */
final class RoundTripProof {
    /** A diff that leaves conflicts to the database counts them; the next one names them. */
    private static final String LATER = "edits counted as settled";

    private final RoundTrip trip;
    private final CellChanges others;
    private final Map<Cell, String> before;
    private final Map<Cell, String> after;
    private final Map<Cell, Step> written = new HashMap<>();

    RoundTripProof(RoundTrip trip, CellChanges others, Map<Cell, String> before, Map<Cell, String> after) {
        this.trip = trip;
        this.others = others;
        this.before = before;
        this.after = after;
    }

    /** Fails unless all holds; otherwise returns how many edits came to which end. */
    Map<String, Integer> prove() {
        assertEquals(before.keySet(), after.keySet());
        before.keySet().forEach(this::follow);
        requireEditsAlone();
        requireReportsTrue();
        Map<String, Integer> fates = new HashMap<>();
        Set<Row> onlyCounted = new HashSet<>();
        for (Step edit : trip.edits().values()) {
            String fate = fate(edit);
            fates.merge(fate, 1, Integer::sum);
            if (fate.startsWith(LATER)) {
                onlyCounted.add(edit.cell().row());
            }
        }
        assertTrue(
                onlyCounted.size() <= trip.settledRows(),
                () -> "neither in the table nor reported: " + onlyCounted + ", settled: " + trip.settledRows());
        return fates;
    }

    /** Finds what was written to a cell and not by the threads. */
    private void follow(Cell cell) {
        String value = before.get(cell);
        for (Step step : others.of(cell)) {
            gap(new Step(cell, value, step.was()));
            value = step.becomes();
        }
        gap(new Step(cell, value, after.get(cell)));
    }

    private void gap(Step gap) {
        if (!Objects.equals(gap.was(), gap.becomes())) {
            Step earlier = written.put(gap.cell(), gap);
            assertEquals(null, earlier, () -> "written twice: " + gap);
        }
    }

    /**
     * Whatever was written is an edit of the plan that was applied, and it replaced just what the CSV was exported with:
     * nothing of others is lost, and no other cell was touched.
     */
    private void requireEditsAlone() {
        Map<Cell, Step> allowed = trip.applied() ? trip.planned() : Map.of();
        written.forEach((cell, gap) -> assertEquals(allowed.get(cell), gap, "overwritten"));
    }

    /** What was named as a conflict or as another row was one. */
    private void requireReportsTrue() {
        for (RoundTrip.Conflict conflict : trip.conflicts()) {
            assertTrue(
                    Objects.equals(conflict.database(), before.get(conflict.cell()))
                            || left(conflict.cell(), conflict.database()),
                    () -> "the database never had " + conflict);
        }
        for (RoundTrip.Conflict conflict : trip.conflictsLeft()) {
            assertEquals(after.get(conflict.cell()), conflict.database(), "at rest");
        }
        for (RoundTrip.Refusal refusal : trip.refusals()) {
            for (Row row : refusal.rows()) {
                assertTrue(
                        refusal.planned().values().stream()
                                .filter(edit -> edit.cell().row().equals(row))
                                .anyMatch(edit -> others.of(edit.cell()).stream()
                                        .anyMatch(step -> !Objects.equals(step.becomes(), edit.was()))),
                        () -> "refused, though nobody has changed it: " + row);
            }
        }
    }

    /** Whether others have once left this value in the cell. */
    private boolean left(Cell cell, String value) {
        return others.of(cell).stream().anyMatch(step -> Objects.equals(step.becomes(), value));
    }

    private String fate(Step edit) {
        if (written.containsKey(edit.cell())) {
            return "edits applied";
        }
        if (trip.planned().containsKey(edit.cell())) {
            boolean there = left(edit.cell(), edit.becomes());
            assertTrue(there || !trip.applied(), () -> "not in the table, though its plan was applied: " + edit);
            return there ? "edits that others made too" : "edits in plans refused";
        }
        if (isIn(trip.conflicts(), edit.cell())) {
            return "edits named as conflicts";
        }
        if (left(edit.cell(), edit.becomes())) {
            return "edits that others made too";
        }
        boolean named = isIn(trip.conflictsLeft(), edit.cell());
        assertTrue(named || trip.open().contains(edit.cell()), () -> "neither in the table nor named: " + edit);
        return LATER + (named ? " and named by the next diff" : ", and possible again by then");
    }

    private static boolean isIn(List<RoundTrip.Conflict> conflicts, Cell cell) {
        return conflicts.stream().anyMatch(conflict -> conflict.cell().equals(cell));
    }
}
