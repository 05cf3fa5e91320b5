package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CommonDirectionTest {
    private static final int ROWS = 40;

    private final Random random = new Random(5);

    @Test
    void what_happens_to_nearly_every_cell_is_asked() {
        assertNotNull(alarm(this::number, value -> value.replace(".50", "50")), "a hundredfold");
        assertNotNull(alarm(this::number, value -> value.replace(".50", "")), "cut");
        assertNotNull(
                alarm(
                        () -> LocalDate.of(2024, 1, 1)
                                .plusDays(random.nextInt(900))
                                .toString(),
                        value -> LocalDate.parse(value).plusDays(1).toString()),
                "a day later");
        assertNotNull(alarm(this::word, value -> value.toUpperCase(Locale.ROOT)), "capital letters");
        assertNotNull(alarm(() -> " " + word() + "  ", String::strip), "without blanks");
        assertNotNull(alarm(this::word, value -> "'" + value), "with an apostrophe");
        assertNotNull(alarm(this::word, value -> null), "cleared");
        assertNotNull(alarm(this::word, value -> random.nextInt(10) == 0 ? value : value + "!"), "nearly all cells");
    }

    @Test
    void what_people_do_is_no_alarm() {
        assertNull(alarm(this::word, value -> word().repeat(1 + random.nextInt(2))), "other texts");
        assertNull(alarm(this::number, value -> number()), "other numbers");
        assertNull(alarm(this::word, value -> random.nextBoolean() ? value : value + "!"), "half of the cells");
        assertNull(alarm(this::word, value -> "done"), "one value is told by those below each other");
        assertNull(alarm(() -> null, value -> word()), "an empty column that was filled in");
    }

    @Test
    void a_few_rows_may_all_be_meant() {
        CommonDirection direction = new CommonDirection("price");
        for (int row = 1; row <= 3; row++) {
            direction.edit(row + ".00", (row + 1) + ".00");
        }
        assertNull(direction.alarm(3));
    }

    @Test
    void cells_that_have_nothing_do_not_count() {
        CommonDirection direction = new CommonDirection("price");
        for (int row = 1; row <= 30; row++) {
            direction.edit(row + ".00", row + "00.00");
        }
        assertNull(direction.alarm(200));
        assertEquals(Alarm.WHOLE_COLUMN, direction.alarm(31).kind());
        assertEquals("price", direction.alarm(31).column());
    }

    private String number() {
        return random.nextInt(100_000) + ".50";
    }

    private String word() {
        return "word" + Integer.toString(random.nextInt(1_000_000), 36);
    }

    private Alarm alarm(Supplier<String> values, UnaryOperator<String> change) {
        List<String> before = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            before.add(values.get());
        }
        CommonDirection direction = new CommonDirection("c");
        for (String value : before) {
            String changed = change.apply(value);
            if (value == null ? changed != null : !value.equals(changed)) {
                direction.edit(value, changed);
            }
        }
        return direction.alarm(ROWS);
    }
}
