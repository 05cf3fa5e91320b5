package safecsv.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.WithNull;

class PartedOutputTest {
    private static final String HEADER = "name\n";

    private final List<ByteArrayOutputStream> files = new ArrayList<>();

    @Property(tries = 300)
    void parts_keep_their_limits_and_concatenate_to_the_whole(
            @ForAll @Size(max = 60) List<@WithNull(0.1) @StringLength(max = 40) String> values,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 200) int bytes,
            @ForAll Compression compression)
            throws IOException, InterruptedException {
        List<WrittenPart> whole = write(values, FileForm.PLAIN);
        String expected = text(0, Compression.NONE).substring(HEADER.length());
        assertEquals(values.size(), whole.get(0).rows());

        SplitRule rule = new SplitRule(rows, bytes);
        List<WrittenPart> parts = write(values, FileForm.of(compression, rule));
        StringBuilder rest = new StringBuilder();
        for (int index = 0; index < parts.size(); index++) {
            String text = text(index, compression);
            assertTrue(text.startsWith(HEADER));
            rest.append(text.substring(HEADER.length()));
            WrittenPart part = parts.get(index);
            assertTrue(part.rows() <= rows && (part.rows() == 1 || part.rows() == 0 || part.textBytes() <= bytes));
            assertTrue(index == 0 || part.rows() > 0, "no part is empty but an empty result's");
            assertEquals(text.getBytes(UTF_8).length, part.textBytes());
            assertEquals(files.get(index).size(), part.bytes());
        }
        assertEquals(expected, rest.toString());
        assertEquals(values.size(), parts.stream().mapToLong(WrittenPart::rows).sum());
    }

    @Example
    void a_size_meant_in_megabytes_makes_no_hundred_thousand_files() throws IOException {
        FileForm one = FileForm.of(Compression.NONE, new SplitRule(1, Long.MAX_VALUE));
        byte[] value = bytes("a");
        CsvEncoder encoder = new CsvEncoder(CsvDialect.STANDARD, List.of(CellEncoding.TEXT));
        try (PartedOutput output = PartedOutput.open(number -> newFile(), one)) {
            OutputBuffer rows = output.newBuffer(1 << 15);
            for (int row = 0; row < PartedOutput.MOST_PARTS; row++) {
                encoder.row(value, new int[1], new int[] {1}, rows);
            }
            output.write(rows);
            assertEquals(PartedOutput.MOST_PARTS, files.size());
            rows.clear();
            encoder.row(value, new int[1], new int[] {1}, rows);
            RefusedOutputException refused = assertThrows(RefusedOutputException.class, () -> output.write(rows));
            assertTrue(refused.getMessage().contains("more than 10,000 files"), refused.getMessage());
        }
        assertEquals(PartedOutput.MOST_PARTS, files.size());
    }

    /** Blocks of several rows each, and single rows, mixed as several encoding threads would give them. */
    private List<WrittenPart> write(List<String> values, FileForm form) throws IOException, InterruptedException {
        files.clear();
        CsvEncoder encoder = new CsvEncoder(CsvDialect.STANDARD, List.of(CellEncoding.TEXT));
        try (PartedOutput output = PartedOutput.open(number -> newFile(), form);
                CsvWriter writer = new CsvWriter(output, encoder, failure -> {
                    throw new UncheckedIOException(failure);
                })) {
            writer.header(Collections.singletonList(HEADER.strip()));
            OutputBuffer block = output.newBuffer(16);
            for (int index = 0; index < values.size(); index++) {
                byte[] bytes = bytes(values.get(index));
                int[] lengths = {values.get(index) == null ? -1 : bytes.length};
                if (index % 7 == 3) {
                    block = writer.exchange(block);
                    writer.row(bytes, new int[1], lengths);
                } else if (index % 7 < 3) {
                    encoder.row(bytes, new int[1], lengths, block);
                } else {
                    writer.row(bytes, new int[1], lengths);
                }
                if (index % 7 == 2) {
                    block = writer.exchange(block);
                }
            }
            writer.exchange(block);
            return writer.finish();
        }
    }

    private static byte[] bytes(String value) {
        return value == null ? new byte[0] : value.getBytes(UTF_8);
    }

    private ByteSink newFile() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        files.add(file);
        return new StreamSink(file);
    }

    private String text(int file, Compression compression) throws IOException {
        InputStream bytes = new ByteArrayInputStream(files.get(file).toByteArray());
        try (InputStream text = switch (compression) {
            case NONE -> bytes;
            case GZIP -> new GZIPInputStream(bytes);
            case ZSTD -> new ZstdInputStream(bytes);
        }) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }
}
