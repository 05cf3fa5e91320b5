package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnWatchTest {
    private static final int ROWS = 40;

    private final Random random = new Random(7);
    private final List<String> before = new ArrayList<>();

    ColumnWatchTest() {
        for (int row = 0; row < ROWS; row++) {
            before.add(String.valueOf(random.nextInt(100_000)));
        }
    }

    @Test
    void a_column_sorted_alone_is_one_event() {
        List<String> after = new ArrayList<>(before);
        Collections.sort(after);
        assertEquals(Alarm.COLUMN_SORTED, alarm(after).kind());
    }

    @Test
    void a_column_sorted_alone_is_seen_though_its_zeros_are_lost() {
        before.replaceAll(value -> "0".repeat(6 - value.length()) + value);
        List<String> after = new ArrayList<>(before);
        Collections.sort(after);
        after.replaceAll(value -> value.replaceFirst("^0+", ""));
        assertEquals(Alarm.COLUMN_SORTED, alarm(after).kind());
    }

    @Test
    void cells_moved_down_by_an_inserted_cell_are_seen() {
        List<String> after = new ArrayList<>(before);
        after.add(10, "new");
        after.remove(ROWS);
        assertEquals(Alarm.CELLS_SHIFTED, alarm(after).kind());
    }

    @Test
    void cells_moved_up_by_a_deleted_cell_are_seen() {
        List<String> after = new ArrayList<>(before);
        after.remove(10);
        after.add("");
        Alarm alarm = alarm(after);
        assertEquals(Alarm.CELLS_SHIFTED, alarm.kind());
        assertTrue(alarm.blocking());
    }

    @Test
    void a_series_is_asked_and_one_value_in_many_cells_is_said() {
        List<String> after = new ArrayList<>(before);
        for (int row = 5; row < 15; row++) {
            after.set(row, String.valueOf(1_000_000 + row));
        }
        assertTrue(alarm(after).blocking());
        after.set(14, before.get(14));
        for (int row = 5; row < 14; row++) {
            after.set(row, "done");
        }
        assertEquals(Alarm.FILLED_DOWN, alarm(after).kind());
        assertFalse(alarm(after).blocking());
    }

    @Test
    void a_few_edits_raise_no_alarm() {
        List<String> after = new ArrayList<>(before);
        after.set(3, "1");
        after.set(4, "7");
        after.set(20, before.get(19));
        assertNull(alarm(after));
    }

    @Test
    void a_file_cut_at_a_limit_is_told_from_deletes() {
        assertNotNull(RowLimit.alarm(1_048_575, 5, true));
        assertNotNull(RowLimit.alarm(65_535, 5, true));
        assertNull(RowLimit.alarm(1_048_575, 5, false));
        assertNull(RowLimit.alarm(1_048_574, 5, true));
        assertNull(RowLimit.alarm(1_048_575, 0, true));
    }

    @Test
    void one_value_over_many_different_ones_is_asked() {
        List<String> after = new ArrayList<>(before);
        for (int row = 5; row < 20; row++) {
            before.set(row, "name " + row);
            after.set(row, before.get(4));
        }
        assertTrue(alarm(after).blocking());
        assertEquals(Alarm.FILLED_DOWN, alarm(after).kind());
        Collections.fill(after.subList(5, 20), "");
        assertFalse(alarm(after).blocking(), "a range that was cleared");
    }

    @Test
    void a_status_that_is_set_in_many_rows_is_no_alarm_that_blocks() {
        before.replaceAll(value -> Integer.parseInt(value) % 2 == 0 ? "open" : "new");
        List<String> after = new ArrayList<>(Collections.nCopies(ROWS, "done"));
        assertFalse(alarm(after).blocking());
        assertFalse(alarm(after, sortedRows()).blocking());
    }

    @Test
    void cells_shifted_in_a_sorted_file_are_seen() {
        List<Integer> order = sortedRows();
        List<String> after = new ArrayList<>(Collections.nCopies(ROWS, null));
        for (int place = 0; place < ROWS; place++) {
            // In the file's own order each row from the 11th on has what the row above had.
            after.set(order.get(place), before.get(order.get(place < 10 ? place : place - 1)));
        }
        assertEquals(Alarm.CELLS_SHIFTED, alarm(after, order).kind());
        assertTrue(alarm(after, order).message().contains("29 cells from row 12 on"), alarm(after, order)::message);
    }

    @Test
    void cells_shifted_before_the_file_was_sorted_are_seen() {
        List<String> after = new ArrayList<>(before);
        after.remove(10);
        after.add("");
        assertEquals(Alarm.CELLS_SHIFTED, alarm(after, sortedRows()).kind());
    }

    @Test
    void a_series_in_a_sorted_file_is_asked() {
        List<Integer> order = sortedRows();
        List<String> after = new ArrayList<>(before);
        for (int place = 5; place < 15; place++) {
            after.set(order.get(place), String.valueOf(1_000_000 + place));
        }
        assertTrue(alarm(after, order).blocking());
    }

    @Test
    void random_edits_of_a_sorted_file_raise_no_alarm() {
        List<String> after = new ArrayList<>(before);
        after.replaceAll(value -> random.nextInt(3) == 0 ? String.valueOf(random.nextInt(100_000)) : value);
        assertNull(alarm(after, sortedRows()));
    }

    /** However many cells change, whole blocks of neighbours are kept of them. */
    @Test
    void a_shift_of_many_cells_of_a_large_sorted_file_is_seen() {
        ColumnWatch watch = new ColumnWatch("c");
        int rows = 300_000;
        List<Integer> order = new ArrayList<>(
                java.util.stream.IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(order, random);
        for (int baseline = 0; baseline < rows; baseline++) {
            int place = order.get(baseline);
            if (place > 0) {
                watch.cell(place + 2, baseline + 2, "v" + place, "v" + (place - 1));
            }
        }
        assertEquals(Alarm.CELLS_SHIFTED, watch.alarm(rows, 0).kind());
    }

    /** The rows' numbers in the order of another column's values. */
    private static List<Integer> sortedRows() {
        List<Integer> order = new ArrayList<>(
                java.util.stream.IntStream.range(0, ROWS).boxed().toList());
        Collections.shuffle(order, new Random(3));
        return order;
    }

    private Alarm alarm(List<String> after) {
        return alarm(after, java.util.stream.IntStream.range(0, ROWS).boxed().toList());
    }

    /** @param order the rows in the order of the file; they are met in that of the baseline */
    private Alarm alarm(List<String> after, List<Integer> order) {
        ColumnWatch watch = new ColumnWatch("c");
        for (int row = 0; row < ROWS; row++) {
            if (!before.get(row).equals(after.get(row))) {
                watch.cell(order.indexOf(row) + 1, row + 1, before.get(row), after.get(row));
                watch.edit(before.get(row), after.get(row));
            }
        }
        return watch.alarm(ROWS, 0);
    }
}
