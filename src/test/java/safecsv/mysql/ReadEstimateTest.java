package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import safecsv.mysql.ReadEstimate.Line;

class ReadEstimateTest {
    @Test
    void a_table_is_read_once() {
        assertEquals(986_385, ReadEstimate.rowsRead(List.of(new Line(1, 986_385, 10, "Using where"))));
    }

    @Test
    void a_joined_table_is_read_for_each_row_that_reaches_it() {
        assertEquals(
                1000 + 100 * 5, ReadEstimate.rowsRead(List.of(new Line(1, 1000, 10, ""), new Line(1, 5, 100, ""))));
    }

    @Test
    void a_join_buffer_is_filled_once() {
        assertEquals(
                1000 + 500,
                ReadEstimate.rowsRead(
                        List.of(new Line(1, 1000, 100, ""), new Line(1, 500, 10, "Using join buffer (hash join)"))));
    }

    @Test
    void the_parts_of_a_union_add_up() {
        assertEquals(30, ReadEstimate.rowsRead(List.of(new Line(1, 10, 100, ""), new Line(2, 20, 100, ""))));
    }

    @Test
    void absurd_numbers_stay_numbers() {
        Line many = new Line(1, 1e15, 100, "");
        assertEquals(Long.MAX_VALUE, ReadEstimate.rowsRead(List.of(many, many, many)));
    }

    @Test
    void an_outer_limit_ends_the_reading_unless_all_is_sorted_first() {
        List<Line> plain = List.of(new Line(1, 1e9, 100, ""));
        assertTrue(ReadEstimate.endsEarly("SELECT * FROM t LIMIT 10", plain));
        assertFalse(ReadEstimate.endsEarly("SELECT * FROM t", plain));
        assertFalse(ReadEstimate.endsEarly("SELECT * FROM (SELECT 1 LIMIT 1) d, t", plain));
        assertFalse(ReadEstimate.endsEarly("SELECT 'LIMIT 1' FROM t", plain));
        assertFalse(ReadEstimate.endsEarly(
                "SELECT * FROM t ORDER BY a LIMIT 10", List.of(new Line(1, 1e9, 100, "Using filesort"))));
    }
}
