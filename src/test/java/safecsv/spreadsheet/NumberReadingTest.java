package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReadingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CHF 66'241.39    | . | 66241.39
        CHF 66’241.39    | . | 66241.39
        66'241.39 CHF    | . | 66241.39
        -CHF 12.50       | . | -12.50
        CHF -12.50       | . | -12.50
        CHF12.50         | . | 12.50
        EUR 1.234,50     | , | 1234.50
        1 234,50         | , | 1234.50
        1 234 567,5      | , | 1234567.5
        1 234            | . | 1234
        -1 234,50        | , | -1234.50
        1 234,50 €       | , | 1234.50
        12.75-           | . | -12.75
        12.75 -          | . | -12.75
        1'234.50-        | . | -1234.50
        CHF 12.75-       | . | -12.75
        (12.75)          | . | -12.75
        (CHF 12.75)      | . |
        （１２．７５）   | . | -12.75
        １２，３４５．６ | . | 12345.6
        ￥１，２００     | . | 1200
        −12.5            | . | -12.5
        12.5％           | . | 0.125
        12 34            | . |
        1 2345           | . |
        1,234'567        | . |
        12.75--          | . |
        -12.75-          | . |
        (12.75)-         | . |
        XYZ 5            | . |
        CHF              | . |
        12²              | . |
        ①                | . |
        1-2              | . |
        """)
    void numbers_as_people_write_them(String typed, char mark, BigDecimal value) {
        assertEquals(value, NumberReading.readFormatted(typed, mark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u202f", "\u2009", "\u3000", "\u2007", " "})
    void any_kind_of_blank_divides_groups_and_stands_around(String blank) {
        BigDecimal number = new BigDecimal("1234.50");
        assertEquals(number, NumberReading.readFormatted("1" + blank + "234,50", ','));
        assertEquals(number, NumberReading.readFormatted(blank + "1234,50" + blank, ','));
        assertEquals(number, NumberReading.readFormatted("1" + blank + "234,50" + blank + "€", ','));
        assertNull(NumberReading.readFormatted("12" + blank + "34,50", ','));
    }
}
