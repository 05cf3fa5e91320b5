package safecsv.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetGuardTest {
    @Property(tries = 5000)
    void stripping_gives_back_every_text(@ForAll("texts") String text, @ForAll SpreadsheetGuard guard) {
        if (guard != SpreadsheetGuard.NONE) {
            assertEquals(text, SpreadsheetGuard.strip(guard.written(text)));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> tricky = Arbitraries.strings()
                .withChars("=\"'+-@0123456789./:eE ,\t\r\n#A月年😀ｱ１")
                .ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(20);
        Arbitrary<String> already = tricky.map(text -> "=\"" + text + "\"");
        Arbitrary<String> longOnes = Arbitraries.of("=", "\"", "1", "a", "😀")
                .tuple2()
                .flatMap(pair -> Arbitraries.integers()
                        .between(120, 260)
                        .map(count -> pair.get1() + pair.get2().repeat(count)));
        return Arbitraries.oneOf(tricky, any, already, longOnes)
                // Half of a surrogate pair is no text.
                .map(text -> new String(text.getBytes(UTF_8), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0012",
                "090-1234-5678",
                "1234567890123456",
                "1-2",
                "3/4",
                "1.2.3",
                "Okt 50",
                "3 Apr",
                "3-apr-2020",
                "=1+1",
                "+1",
                "-x",
                "@sum",
                "'quoted",
                " edge",
                "edge ",
                "\u00A0x",
                "x\u3000",
                "TRUE",
                "wahr",
                "#N/A",
                "#DIV/0!",
                "12:34",
                "1:00 PM",
                "1 a",
                "1E5",
                "0503E000",
                "2310009E13",
                "5%",
                "$5",
                "1,234",
                "１２３",
                "2024-01-05",
                "2024-01-05T10:00:00Z",
                "5月3日",
                "令和5年1月2日",
                "R5.1.2",
                "1 1/2",
                "(5)",
                "=\"0012\"",
                "\tx",
                "x\n",
                "＝1",
                "\\100",
                "Err:502"
            })
    void what_a_spreadsheet_would_convert_is_guarded(String text) {
        assertEquals("'" + text, SpreadsheetGuard.APOSTROPHE.written(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "12 Main St",
                "a,b",
                "say \"yes\"",
                "A-12",
                "x=1",
                "日本語",
                "3 apples",
                "alice@example.com",
                "e5x",
                "550e8400-e29b-41d4-a716-446655440000",
                "two\nlines",
                "March",
                "# comment",
                "C3PO",
                "it's",
                "１番"
            })
    void other_texts_stay_as_they_are(String text) {
        assertEquals(text, SpreadsheetGuard.APOSTROPHE.written(text));
        assertEquals(text, SpreadsheetGuard.FORMULA.written(text));
    }

    @Test
    void a_formula_holds_one_line_of_255_characters_and_doubles_quotes() {
        assertEquals("=\"0012\"", SpreadsheetGuard.FORMULA.written("0012"));
        assertEquals("=\"=\"\"x\"\"\"", SpreadsheetGuard.FORMULA.written("=\"x\""));
        assertEquals("=\"'0012\"", SpreadsheetGuard.FORMULA.written("'0012"));
        assertEquals("'=1\n", SpreadsheetGuard.FORMULA.written("=1\n"));
        assertEquals("=\"" + "1".repeat(255) + "\"", SpreadsheetGuard.FORMULA.written("1".repeat(255)));
        assertEquals("'" + "1".repeat(256), SpreadsheetGuard.FORMULA.written("1".repeat(256)));
        assertEquals("'=" + "😀".repeat(128), SpreadsheetGuard.FORMULA.written("=" + "😀".repeat(128)));
    }

    @ParameterizedTest
    @CsvSource({
        "12345678901, 12345678901",
        "-12345678901, -12345678901",
        "123456789012, '=\"123456789012\"'",
        "-123456789012, '=\"-123456789012\"'",
        "1234567890123.50, 1234567890123.50",
        "1.5e300, 1.5e300",
        "2024-01-05 10:00:00.000000, 2024-01-05 10:00:00.000000"
    })
    void only_integers_of_more_than_eleven_digits_are_guarded(String number, String expected) {
        OutputBuffer target = new OutputBuffer(8, false);
        SpreadsheetGuard.FORMULA.number(number.getBytes(UTF_8), 0, number.length(), target);
        assertEquals(expected, new String(target.bytes(), 0, target.size(), UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "ID, '\"ID\",b'",
        "IDENT, '\"IDENT\",b'",
        "id, 'id,b'",
        "'ID,x', '\"ID,x\",b'",
        "=1+1, '\"=\"\"=1+1\"\"\",b'"
    })
    void the_file_never_begins_with_a_bare_id(String first, String expected) {
        OutputBuffer target = new OutputBuffer(4, false);
        CsvEncoder encoder = new CsvEncoder(CsvDialect.EXCEL, List.of(CellEncoding.TEXT, CellEncoding.TEXT));
        new SpreadsheetHeader(encoder, SpreadsheetGuard.FORMULA).header(List.of(first, "b"), target);
        String header = new String(target.bytes(), 0, target.size(), UTF_8);
        assertEquals(expected + "\r\n", header);
    }
}
