package safecsv.diff.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class PlanFileTest {
    @TempDir
    private Path folder;

    private static Path write(Path target, List<PlanChange> changes) {
        return write(target, SamplePlans.HEADER, changes);
    }

    private static Path write(Path target, PlanHeader header, List<PlanChange> changes) {
        try (PlanWriter writer = PlanWriter.create(target, header, false)) {
            changes.forEach(writer::write);
            writer.publish();
        }
        return target;
    }

    private static List<PlanChange> read(Path path) {
        try (PlanReader reader = PlanReader.open(path)) {
            return rest(reader.changes());
        }
    }

    private static List<PlanChange> rest(PlanChanges changes) {
        List<PlanChange> read = new ArrayList<>();
        for (PlanChange change = changes.next(); change != null; change = changes.next()) {
            read.add(change);
        }
        return read;
    }

    private static void assertRefused(Path path, ExitCode code) {
        SafecsvException error =
                assertThrows(SafecsvException.class, () -> PlanReader.open(path).close());
        assertEquals(code, error.exitCode(), error.getMessage());
    }

    @Test
    void has_this_form() throws IOException {
        String text = Files.readString(write(folder.resolve("p"), SamplePlans.CHANGES));
        String expected = """
            {"safecsv-plan":2,"purpose":"change","server":{"uuid":"8b1c2d3e-0000-11ef-9876-0242ac110002","version":"9.7.4"},"schema":"shop","table":"users","fingerprint":"0123456789abcdef","columns":[{"name":"id","type":"int unsigned","character_set":null,"collation":null,"role":"key"},{"name":"name","type":"varchar(50)","character_set":"utf8mb4","collation":"utf8mb4_0900_ai_ci","role":"data"}],"key":["id"],"session":{"time_zone":"+00:00","sql_mode":"STRICT_TRANS_TABLES"},"sources":[{"role":"edited","file":"users.csv","sha256":"abababababababababababababababababababababababababababababababab"}],"counts":{"update":2,"insert":1,"delete":1,"conflict":1},"left_out":{"suspicious":[{"column":"phone","kind":"leading-zeros","cells":3}],"rows":2,"new_rows":1,"rejected_new_rows":0,"missing":4,"not_a_row":0}}
            {"kind":"update","line":9,"key":{"id":"7"},"cells":{"name":{"old":"a \\"quoted\\"\\nname","new":"𠮷野家"}}}
            {"kind":"update","line":10,"key":{"id":"8"},"cells":{"name":{"old":null,"new":""}}}
            {"kind":"insert","line":11,"key":{"id":null},"cells":{"name":{"new":null}}}
            {"kind":"delete","line":0,"key":{"id":"9"},"cells":{"name":{"old":"b"}}}
            {"kind":"conflict","line":12,"key":{"id":"10"},"cells":{"name":{"baseline":"a","csv":"b","database":"c"}}}
            """;
        assertEquals(expected + "{\"sha256\":\"" + sha256(expected) + "\"}\n", text);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void reads_what_was_written_any_number_of_times() {
        Path path = write(folder.resolve("p"), SamplePlans.CHANGES);
        try (PlanReader reader = PlanReader.open(path)) {
            assertEquals(SamplePlans.HEADER.with(new PlanCounts(2, 1, 1, 1)), reader.header());
            assertEquals(SamplePlans.CHANGES, rest(reader.changes()));
            assertEquals(SamplePlans.CHANGES, rest(reader.changes()));
        }
    }

    @Test
    void cells_that_the_table_sets_by_itself_come_back() {
        PlanHeader header = SamplePlans.undo(SamplePlans.withColumns(List.of("at")));
        List<PlanChange> changes = List.of(new PlanChange(
                PlanChange.Kind.UPDATE,
                1,
                Map.of("id", "1"),
                Map.of(
                        "name",
                        PlanCell.changed("a", "b"),
                        "at",
                        PlanCell.changed("c", "d").own(true))));
        assertEquals(changes, read(write(folder.resolve("p"), header, changes)));
    }

    @Property(tries = 50)
    void any_text_comes_back(@ForAll @Size(max = 6) List<String> values) throws IOException {
        List<String> texts = values.stream()
                .map(value -> new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .distinct()
                .toList();
        List<PlanChange> changes = texts.stream()
                .map(text -> new PlanChange(
                        PlanChange.Kind.UPDATE,
                        1,
                        Map.of("id", text),
                        Map.of("name", PlanCell.changed(text, null), "n" + text, PlanCell.changed(null, text))))
                .toList();
        Path own = Files.createTempDirectory("plan");
        Path path = write(
                own.resolve("p"),
                SamplePlans.withColumns(texts.stream().map(text -> "n" + text).toList()),
                changes);
        assertEquals(changes, read(path));
        Files.delete(path);
        Files.delete(own);
    }

    @Test
    void refuses_a_plan_with_any_one_byte_altered() throws IOException {
        byte[] whole = Files.readAllBytes(write(folder.resolve("p"), SamplePlans.CHANGES));
        Path altered = folder.resolve("altered");
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << (at % 8));
            Files.write(altered, bytes);
            assertRefused(altered, ExitCode.REFUSED);
        }
    }

    @Test
    void refuses_a_plan_cut_anywhere() throws IOException {
        byte[] whole = Files.readAllBytes(write(folder.resolve("p"), SamplePlans.CHANGES));
        Path cut = folder.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertRefused(cut, ExitCode.REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "{}\n", "{\"kind\":\"update\"}\n"})
    void refuses_anything_after_the_last_line(String more) throws IOException {
        Path path = write(folder.resolve("p"), SamplePlans.CHANGES);
        Files.writeString(path, Files.readString(path) + more);
        assertRefused(path, ExitCode.REFUSED);
    }

    @Test
    void refuses_a_plan_of_another_version_though_it_is_whole() throws IOException {
        String body = "{\"safecsv-plan\":3,\"purpose\":\"other\"}\n";
        Path path = folder.resolve("p");
        Files.writeString(path, body + "{\"sha256\":\"" + sha256(body) + "\"}\n");
        SafecsvException error = assertThrows(SafecsvException.class, () -> PlanReader.open(path));
        assertEquals(ExitCode.REFUSED, error.exitCode());
        assertTrue(error.getMessage().contains("format version 3, and this safecsv knows versions up to 2"));
    }

    @Test
    void a_file_that_is_no_plan_is_wrong_usage() throws IOException {
        assertRefused(Files.writeString(folder.resolve("users.csv"), "id,name\n7,a\n"), ExitCode.USAGE);
        assertRefused(folder.resolve("missing"), ExitCode.USAGE);
    }

    @Test
    void notices_a_change_made_after_it_was_opened() throws IOException {
        Path path = write(folder.resolve("p"), SamplePlans.CHANGES);
        try (PlanReader reader = PlanReader.open(path)) {
            String text = Files.readString(path);
            Files.writeString(path, text.replace("\"id\":\"9\"", "\"id\":\"5\""));
            SafecsvException error = assertThrows(SafecsvException.class, () -> rest(reader.changes()));
            assertEquals(ExitCode.REFUSED, error.exitCode());
        }
    }

    @Test
    void only_the_owner_can_read_it_and_nothing_else_is_left() throws IOException {
        Path path = write(folder.resolve("p"), SamplePlans.CHANGES);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        try (PlanWriter unfinished = PlanWriter.create(folder.resolve("q"), SamplePlans.HEADER, false)) {
            unfinished.write(SamplePlans.CHANGES.get(0));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList());
        }
    }
}
