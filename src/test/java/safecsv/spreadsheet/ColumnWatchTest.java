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
        for (int row = 5; row < 15; row++) {
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

    private Alarm alarm(List<String> after) {
        ColumnWatch watch = new ColumnWatch("c");
        for (int row = 0; row < ROWS; row++) {
            watch.cell(
                    row + 1, before.get(row), after.get(row), !before.get(row).equals(after.get(row)));
        }
        return watch.alarm(ROWS);
    }
}
