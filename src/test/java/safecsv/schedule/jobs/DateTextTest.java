package safecsv.schedule.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders-{scheduled:yyyy-MM-dd}.csv | orders-2024-03-31.csv",
                "{scheduled - 1d:yyyy-MM-dd}       | 2024-03-30",
                "{scheduled-1mo:yyyyMMdd}          | 20240229",
                "{month - 1mo:yyyy-MM-dd}          | 2024-02-01",
                "{month:yyyy-MM-dd HH:mm}          | 2024-03-01 00:00",
                "{week:yyyy-MM-dd}                 | 2024-03-25",
                "{year - 1d:yyyy-MM-dd}            | 2023-12-31",
                "{month + 1mo - 1d:yyyy-MM-dd}     | 2024-03-31",
                "{scheduled + 90min:HHmm}          | 0500",
                "{scheduled:yyyyMMdd'T'HHmmXX}     | 20240331T0330+0200",
                "{{{scheduled:yyyy}}}              | {2024}",
                "plain                             | plain",
            })
    void dates_are_relative_to_the_scheduled_time(String text, String expected) {
        assertEquals(expected, DateText.of(text).at(ZonedDateTime.parse("2024-03-31T03:30:00+02:00[Europe/Berlin]")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "}", "{scheduled}", "{now:yyyy}", "{scheduled - 1x:yyyy}", "{scheduled:foo}", "{scheduled:}"
            })
    void what_is_no_date_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> DateText.of(text));
    }
}
