package safecsv.export.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CellEncoding;
import safecsv.csv.OutputBuffer;

class MasksTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "partial, 090-1234-5678, ***678",
        "partial, 0123456789abcdef, ***cdef",
        "partial, abc, ***",
        "partial, 東京都千代田区一番町, ***番町",
        "email, alice@example.com, a***@example.com",
        "email, al@example.com, ***@example.com",
        "email, a@example.com, ***@example.com",
        "email, @example.com, ***",
        "email, no address, ***",
        "email, 'a@b@example.com', a***@example.com",
        "date-year, 1987-05-12, 1987",
        "date-year, 1987-05-12 10:00:00, 1987",
        "date-year, 0000-00-00, 0000",
        "date-year, 12.5.1987, ***",
        "redact, anything, ***",
    })
    void each_mask_shows_what_it_says(String kind, String value, String expected) {
        assertEquals(expected, masked(kind, value));
    }

    @Test
    void null_stays_null_but_where_it_is_redacted() {
        for (String kind : List.of("partial", "email", "date-year", "hash", "null")) {
            assertEquals(null, masked(kind, null), kind);
        }
        assertEquals("***", masked("redact", null));
        assertEquals(null, masked("null", "x"));
    }

    /** The expected value is computed here from RFC 2104's function, not by the code under test. */
    @Test
    void a_hash_is_the_first_half_of_the_keyed_digest_of_the_text() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal("alice@example.com".getBytes(UTF_8)), 0, 16);
        assertEquals(expected, masked("hash", "alice@example.com"));
        assertNotEquals(expected, masked("hash", "Alice@example.com"));
    }

    @Property(tries = 500)
    void nothing_of_three_characters_or_more_comes_through_whole(
            @ForAll @StringLength(min = 3, max = 40) String value) {
        String text = new String(value.getBytes(UTF_8), UTF_8);
        for (String kind : List.of("partial", "email", "hash", "date-year", "redact")) {
            assertFalse(masked(kind, text).contains(text) && !"***".contains(text), kind + " of " + text);
        }
    }

    @Test
    void several_are_read_and_names_may_be_quoted() {
        Masks masks = Masks.of(List.of("email=redact, Tel = partial", "`a,b=``c`=null"), null);
        assertEquals(MaskKind.PARTIAL, masks.of("TEL").orElseThrow());
        assertEquals(MaskKind.NULL, masks.of("a,b=`c").orElseThrow());
        assertTrue(masks.of("other").isEmpty());
        assertEquals(List.of("Tel", "a,b=`c"), List.copyOf(masks.missing(List.of("EMAIL", "x"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "email", "email=", "=hash", "email=hush", "a=redact,,b=redact", "a=redact b=redact", "a=hash"
            })
    void what_can_not_be_read_is_refused(String text) {
        assertEquals(
                ExitCode.USAGE, refusal(() -> Masks.of(List.of(text), null)).exitCode());
    }

    @Test
    void a_query_states_masks_in_its_first_comments_and_nowhere_else() {
        Masks none = Masks.NONE;
        assertEquals(
                List.of(new Mask("email", MaskKind.REDACT), new Mask("tel", MaskKind.NULL)),
                none.withHeaderOf("-- Customers\n--  Mask: email=redact, tel=null\nSELECT 1")
                        .ofQuery());
        assertEquals(
                1,
                none.withHeaderOf("/* x\n * Mask: a=redact */ SELECT 1")
                        .ofQuery()
                        .size());
        assertEquals(
                1, none.withHeaderOf("# mask: a=redact\nSELECT 1").ofQuery().size());
        assertTrue(none.withHeaderOf("SELECT 'x\n-- Mask: a=redact\n'").isEmpty());
        refusal(() -> none.withHeaderOf("SELECT 1\n-- Mask: a=redact\n"));
        refusal(() -> none.withHeaderOf("-- Mask: hide everything\nSELECT 1"));
        refusal(() -> Masks.of(List.of("a=redact"), null).withHeaderOf("-- Mask: A=null\nSELECT 1"));
    }

    @Test
    void a_key_that_others_can_read_is_refused_and_left_as_it_is() throws IOException {
        Path file = key("rw-r--r--");
        SafecsvException refusal = refusal(() -> MaskKey.read(file));
        assertEquals(ExitCode.REFUSED, refusal.exitCode());
        assertTrue(refusal.getMessage().contains("chmod 600"), refusal.getMessage());
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("****", MaskKey.read(key("rw-r-----")).toString());
        Path weak = Files.writeString(key("rw-------"), "short\n");
        assertEquals(ExitCode.USAGE, refusal(() -> MaskKey.read(weak)).exitCode());
        refusal(() -> MaskKey.read(directory.resolve("none")));
    }

    private Path key(String permissions) throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory, "key", ""), KEY + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static SafecsvException refusal(Runnable work) {
        return assertThrows(SafecsvException.class, work::run);
    }

    private static String masked(String kind, String value) {
        try {
            Path file = Files.writeString(Files.createTempFile("mask", "key"), KEY + "\n");
            Masks masks = Masks.of(List.of("c=" + kind), file);
            Files.delete(file);
            MaskedColumn column = new MaskedColumn(masks, masks.of("c").orElseThrow(), CellEncoding.TEXT);
            byte[] bytes = value == null ? new byte[0] : value.getBytes(UTF_8);
            OutputBuffer target = new OutputBuffer(1, false);
            boolean present = column.apply(bytes, 0, value == null ? -1 : bytes.length, target);
            return present ? new String(target.bytes(), 0, target.size(), UTF_8) : null;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
