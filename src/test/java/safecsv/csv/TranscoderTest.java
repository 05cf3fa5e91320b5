package safecsv.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscoderTest {
    @Property(tries = 300)
    void what_is_written_reads_back_with_question_marks_for_the_rest(
            @ForAll @StringLength(max = 12) @CharRange(from = ' ', to = '\uD7FF') String text) throws IOException {
        for (String name : List.of("windows-31j", "Shift_JIS", "windows-1252", "ISO-2022-JP", "UTF-16BE", "IBM037")) {
            Charset charset = Charset.forName(name);
            String back = written(charset, Unmappable.REPLACE, text).toString(charset);
            assertEquals(text.length(), back.length());
            for (int at = 0; at < text.length(); at++) {
                char is = back.charAt(at);
                assertTrue(is == text.charAt(at) || is == '?', name + ": " + text.charAt(at) + " became " + is);
            }
        }
    }

    /** Java's tables write the first three as a backslash, a tilde and a look-alike. */
    @ParameterizedTest
    @CsvSource({"Shift_JIS, ¥", "Shift_JIS, ‾", "windows-31j, 〜", "windows-31j, −", "windows-1252, Ā", "US-ASCII, é"})
    void a_character_that_would_read_back_as_another_does_not_fit(String name, String character) {
        RefusedOutputException refusal = assertThrows(
                RefusedOutputException.class, () -> written(Charset.forName(name), Unmappable.FAIL, "ok", character));
        assertTrue(refusal.getMessage().startsWith("Row 2, column b, holds '" + character), refusal.getMessage());
    }

    @Test
    void a_masked_value_is_not_shown() {
        RefusedOutputException refusal = assertThrows(
                RefusedOutputException.class,
                () -> written(Charset.forName("US-ASCII"), Unmappable.FAIL, Set.of(1), "é"));
        assertEquals(
                "Row 1, column b, holds a character of a masked value, which US-ASCII can't hold.",
                refusal.getMessage());
    }

    @Test
    void a_mark_begins_the_file_before_the_header() throws IOException {
        assertEquals(
                "\uFEFFa,b\n1,x\n", written(true, Charset.forName("UTF-16LE")).toString(Charset.forName("UTF-16LE")));
        assertEquals("\uFEFFa,b\n1,x\n", written(true, UTF_8).toString(UTF_8));
    }

    private static ByteArrayOutputStream written(boolean mark, Charset charset) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        TextCharset text = new TextCharset(charset, Unmappable.FAIL, mark);
        FileForm form = new FileForm(text, Compression.NONE, SplitRule.NONE, Long.MAX_VALUE);
        try (PartedOutput output = PartedOutput.open(number -> new StreamSink(file), form)) {
            CsvEncoder encoder = new CsvEncoder(CsvDialect.STANDARD, List.of(CellEncoding.TEXT, CellEncoding.TEXT));
            OutputBuffer header = output.newBuffer(64);
            encoder.header(List.of("a", "b"), header);
            output.header(header);
            OutputBuffer row = output.newBuffer(64);
            encoder.row("1x".getBytes(UTF_8), new int[] {0, 1}, new int[] {1, 1}, row);
            output.write(row);
            output.finish();
        }
        return file;
    }

    private static ByteArrayOutputStream written(Charset charset, Unmappable unmappable, String... texts)
            throws IOException {
        return written(charset, unmappable, Set.of(), texts);
    }

    private static ByteArrayOutputStream written(
            Charset charset, Unmappable unmappable, Set<Integer> hidden, String... texts) throws IOException {
        Transcoder transcoder = new Transcoder(new TextCharset(charset, unmappable, false));
        CsvDialect dialect = new CsvDialect('|', "NULL", LineEnding.LF, Escaping.DOUBLED_QUOTES);
        transcoder.locator(new CellLocator(dialect, List.of("a", "b"), hidden));
        OutputBuffer rows = new OutputBuffer(16, true);
        for (String text : texts) {
            byte[] bytes = (unmappable == Unmappable.FAIL ? "\"|\"\"\"|" + text : text).getBytes(UTF_8);
            System.arraycopy(bytes, 0, rows.reserve(rows.size(), bytes.length), rows.size(), bytes.length);
            rows.endRow(rows.size() + bytes.length);
        }
        OutputBuffer encoded = transcoder.transcode(rows);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(encoded.bytes(), 0, encoded.size());
        return result;
    }
}
