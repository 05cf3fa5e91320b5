package safecsv.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvEncoderTest {
    @Test
    void quotes_only_what_needs_it_and_tells_null_from_empty() {
        assertEquals(
                "plain,,\"\",\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",\"cr\rhere\", blank ,tab\there,𠮷😀\n",
                text(
                        CsvDialect.STANDARD,
                        "plain",
                        null,
                        "",
                        "a,b",
                        "say \"yes\"",
                        "two\nlines",
                        "cr\rhere",
                        " blank ",
                        "tab\there",
                        "𠮷😀"));
    }

    @Test
    void tsv_quotes_the_tab_and_not_the_comma() {
        assertEquals("a,b\t\"c\td\"\t\"\"\t\n", text(CsvDialect.TSV, "a,b", "c\td", "", null));
    }

    /** The expected text follows the manual's LOAD DATA section; TortureExportIT has a server read it back. */
    @Test
    void mysql_escapes_what_load_data_would_take_for_something_else() {
        assertEquals(
                "\\N,,\"NULL\",\"\\\\N\",\"a\\\"b\",\"nul\\0\",\"c\\\\d\",null\n",
                text(CsvDialect.MYSQL, null, "", "NULL", "\\N", "a\"b", "nul\0", "c\\d", "null"));
    }

    @Test
    void a_text_that_reads_like_null_is_quoted() {
        CsvDialect dialect = new CsvDialect(';', "NULL", LineEnding.CRLF, Escaping.DOUBLED_QUOTES);
        assertEquals("NULL;\"NULL\";;a,b\r\n", text(dialect, null, "NULL", "", "a,b"));
    }

    @Property
    void commons_csv_reads_back_every_text(@ForAll("rows") List<String> row) throws IOException {
        assertEquals(row, parse(CsvDialect.STANDARD, text(CsvDialect.STANDARD, row.toArray(String[]::new))));
        assertEquals(row, parse(CsvDialect.TSV, text(CsvDialect.TSV, row.toArray(String[]::new))));
    }

    @Property
    void a_text_of_any_length_finds_room(@ForAll("lengths") int length, @ForAll("structural") char repeated)
            throws IOException {
        String value = String.valueOf(repeated).repeat(length) + "x";
        assertEquals(List.of(value, "y"), parse(CsvDialect.STANDARD, text(CsvDialect.STANDARD, value, "y")));
    }

    @Property
    void bytes_are_hexadecimal_or_base64(@ForAll byte[] bytes) {
        assertEquals("0x" + HexFormat.of().withUpperCase().formatHex(bytes) + "\n", cell(CellEncoding.HEX, bytes));
        String base64 = bytes.length == 0 ? "\"\"" : Base64.getEncoder().encodeToString(bytes);
        assertEquals(base64 + "\n", cell(CellEncoding.BASE64, bytes));
    }

    @Property
    void bits_are_unsigned_numbers(@ForAll long value) {
        byte[] bigEndian = ByteBuffer.allocate(8).putLong(value).array();
        assertEquals(Long.toUnsignedString(value) + "\n", cell(CellEncoding.BIT, bigEndian));
    }

    @ParameterizedTest
    @CsvSource({"a", "5", "' '", ".", "-", ":", "'\"'", "\\"})
    void refuses_a_delimiter_that_numbers_or_dates_contain(char delimiter) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new CsvDialect(delimiter, "", LineEnding.LF, Escaping.DOUBLED_QUOTES));
    }

    @Provide
    Arbitrary<List<String>> rows() {
        Arbitrary<String> nasty = Arbitraries.strings()
                .withChars(",;\t\"\r\n\\\0 -'ab0")
                .withChars("é髙〜𠮷😀")
                .ofMaxLength(40);
        return Arbitraries.oneOf(nasty, Arbitraries.strings().ofMaxLength(20))
                .filter(CsvEncoderTest::isWellFormed)
                .injectNull(0.2)
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(0, 300_000);
    }

    @Provide
    Arbitrary<Character> structural() {
        return Arbitraries.of('"', ',', '\n', 'a');
    }

    /** Half a surrogate pair is no text, and has no UTF-8 form. */
    private static boolean isWellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).equals(text);
    }

    private static List<String> parse(CsvDialect dialect, String text) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(dialect.delimiter())
                .setRecordSeparator('\n')
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setNullString("")
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            List<CSVRecord> records = parser.getRecords();
            assertEquals(1, records.size(), text);
            return Arrays.asList(records.get(0).values());
        }
    }

    private static String text(CsvDialect dialect, String... values) {
        byte[][] cells = new byte[values.length][];
        for (int index = 0; index < values.length; index++) {
            cells[index] = values[index] == null ? null : values[index].getBytes(UTF_8);
        }
        return encode(dialect, CellEncoding.TEXT, cells);
    }

    private static String cell(CellEncoding encoding, byte[] bytes) {
        return encode(CsvDialect.STANDARD, encoding, bytes);
    }

    private static String encode(CsvDialect dialect, CellEncoding encoding, byte[]... cells) {
        int[] starts = new int[cells.length];
        int[] lengths = new int[cells.length];
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        source.write('!');
        for (int index = 0; index < cells.length; index++) {
            starts[index] = source.size();
            lengths[index] = cells[index] == null ? -1 : cells[index].length;
            source.writeBytes(cells[index] == null ? new byte[0] : cells[index]);
        }
        OutputBuffer target = new OutputBuffer(16, false);
        new CsvEncoder(dialect, Collections.nCopies(cells.length, encoding))
                .row(source.toByteArray(), starts, lengths, target);
        return new String(target.bytes(), 0, target.size(), UTF_8);
    }
}
