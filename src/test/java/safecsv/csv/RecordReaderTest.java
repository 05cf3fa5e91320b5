package safecsv.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;

/** The byte-level reader against commons-csv, and against itself when the bytes come in pieces. */
class RecordReaderTest {
    private static RecordReader reader(String text) throws IOException {
        return new RecordReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), (byte) ',');
    }

    private static List<List<String>> read(RecordReader reader) throws IOException, MalformedCsvException {
        List<List<String>> records = new ArrayList<>();
        while (reader.next()) {
            List<String> record = new ArrayList<>();
            for (int cell = 0; cell < reader.record().cells(); cell++) {
                record.add(reader.record().text(cell));
            }
            records.add(record);
        }
        return records;
    }

    private static List<List<String>> oracle(String text) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setNullString("")
                .setIgnoreEmptyLines(false)
                .get();
        List<List<String>> records = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord record : parser) {
                records.add(Arrays.asList(record.values()));
            }
        }
        return records;
    }

    /** Cells quoted or not, with whatever is special in them. */
    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> plain = Arbitraries.strings().withChars("ab0 é日'\\;").ofMaxLength(5);
        Arbitrary<String> quoted = Arbitraries.strings()
                .withChars("a\",\n\r 日")
                .ofMaxLength(8)
                .map(text -> '"' + text.replace("\"", "\"\"") + '"');
        Arbitrary<String> record = Arbitraries.oneOf(plain, quoted)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(cells -> String.join(",", cells));
        return record.list()
                .ofMaxSize(8)
                .flatMap(records -> Arbitraries.of("\n", "\r\n")
                        .flatMap(end -> Arbitraries.of(true, false).map(last -> {
                            String all = String.join(end, records);
                            return last && !all.isEmpty() ? all + end : all;
                        })));
    }

    @Property(tries = 3000)
    void reads_what_commons_csv_reads(@ForAll("files") String text) throws Exception {
        // Leading blanks before a quote are where commons-csv has an opinion of its own.
        List<List<String>> expected = oracle(text);
        List<List<String>> read = read(reader(text));
        assertEquals(
                expected.stream().map(RecordReaderTest::emptied).toList(),
                read.stream().map(RecordReaderTest::emptied).toList());
    }

    /** commons-csv can't tell nothing from "" in the last cell; that is tested on its own. */
    private static List<String> emptied(List<String> record) {
        return record.stream().map(cell -> cell == null ? "" : cell).toList();
    }

    @Property(tries = 1000)
    void pieces_make_no_difference(@ForAll("files") String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int start, int length) {
                return super.read(target, start, Math.min(length, 1));
            }
        };
        assertEquals(read(reader(text)), read(new RecordReader(slow, (byte) ',')));
    }

    @Property(tries = 2000)
    void common_records_are_passed_over_and_the_rest_is_read(
            @ForAll("files") String common, @ForAll("files") String one, @ForAll("files") String other)
            throws Exception {
        String start = common.isEmpty() || common.endsWith("\n") ? common : common + "\n";
        try (RecordReader first = reader(start + one);
                RecordReader second = reader(start + other)) {
            long skipped = CommonRecords.skip(first, second);
            List<List<String>> all = read(reader(start + one));
            assertTrue(skipped >= read(reader(start)).size(), skipped + " skipped");
            assertEquals(all.subList((int) skipped, all.size()), read(first));
            List<List<String>> allOther = read(reader(start + other));
            assertEquals(allOther.subList((int) skipped, allOther.size()), read(second));
        }
    }

    @Property
    void records_lines_and_ends_are_counted_as_byte_by_byte(
            @ForAll @CharRange(from = 'a', to = 'b') @Chars({'"', '\n'}) @StringLength(max = 400) String text)
            throws Exception {
        boolean quoted = false;
        long records = 0;
        long lines = 1;
        long linesAtEnd = 1;
        int end = 0;
        for (int at = 0; at < text.length(); at++) {
            quoted ^= text.charAt(at) == '"';
            lines += text.charAt(at) == '\n' ? 1 : 0;
            if (text.charAt(at) == '\n' && !quoted) {
                records++;
                end = at + 1;
                linesAtEnd = lines;
            }
        }
        try (RecordReader one = reader(text + "\0");
                RecordReader other = reader(text + "\1")) {
            assertEquals(records, CommonRecords.skip(one, other));
            assertEquals(end, other.position());
            assertEquals(linesAtEnd, other.nextLine());
        }
    }

    @Test
    void nothing_is_null_and_quotes_around_nothing_are_the_empty_text() throws Exception {
        assertEquals(
                List.of(Arrays.asList(null, "", null), Arrays.asList((String) null)), read(reader(",\"\",\r\n\n")));
    }

    @Test
    void a_byte_order_mark_is_passed_over() throws Exception {
        assertEquals(List.of(List.of("id", "n")), read(reader("\uFEFFid,n\n")));
    }

    @Test
    void lines_are_counted_through_cells_of_several() throws Exception {
        RecordReader reader = reader("a\n\"x\ny\",1\nb\n");
        List<Long> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(reader.line());
        }
        assertEquals(List.of(1L, 2L, 4L), lines);
    }

    @Test
    void lines_are_counted_through_common_records() throws Exception {
        RecordReader one = reader("a\n\"x\ny\",1\nb\n");
        RecordReader other = reader("a\n\"x\ny\",1\nc\n");
        assertEquals(2, CommonRecords.skip(one, other));
        assertTrue(other.next());
        assertEquals(4, other.line());
    }

    @Test
    void an_unclosed_quote_is_where_it_was_opened() throws Exception {
        RecordReader reader = reader("a,b\n1,\"x\ny\n");
        assertTrue(reader.next());
        MalformedCsvException error = assertThrows(MalformedCsvException.class, reader::next);
        assertEquals(2, error.line());
        assertEquals(1, error.cell());
    }

    @Test
    void text_after_a_closing_quote_is_an_error() throws Exception {
        MalformedCsvException error = assertThrows(
                MalformedCsvException.class, () -> reader("\"a\"b\n").next());
        assertEquals(1, error.line());
    }

    @Test
    void a_record_longer_than_the_buffer_is_read_whole() throws Exception {
        String cell = "x".repeat(5 << 20);
        assertEquals(List.of(List.of(cell, "1"), List.of("2")), read(reader("\"" + cell + "\",1\n2")));
        assertEquals(1, CommonRecords.skip(reader("\"" + cell + "\",1\n2"), reader("\"" + cell + "\",1\n3")));
    }
}
