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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
    private static final Map<String, Masks> MASKS = new HashMap<>();
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
        "email, 'a@b@example.com', ***",
        "email, 'x@y.example; tel 090-9999-8888 SECRET', ***",
        "email, 'alice@example.com SECRET', ***",
        "email, 'alice@example.com~SECRET', ***",
        "email, 'alice@example.com~', ***",
        "email, 'SECRET, alice@example.com', ***",
        "email, 'Alice <alice@example.com>', ***",
        "email, 'alice@example.com,bob@example.com', ***",
        "email, alice@090-9999-8888, ***",
        "email, alice@example.09099998888, ***",
        "email, alice@localhost, ***",
        "email, alice@xn--wgv71a.example, a***@xn--wgv71a.example",
        "email, 山田太郎@例え.テスト, 山***@例え.テスト",
        "email, 😀bcd@example.com, 😀***@example.com",
        "date-year, 1987-05-12, 1987",
        "date-year, 1987-05-12 10:00:00, 1987",
        "date-year, 0000-00-00, 0000",
        "date-year, 1987-05-12 10:00:00.123456, 1987",
        "date-year, 1987-05-12T10:00:00+09:00, 1987",
        "date-year, 12.5.1987, ***",
        "date-year, 1987-05-12 SECRET, ***",
        "date-year, '1987-05-12~', ***",
        "date-year, 1234-56-78, ***",
        "date-year, 1987-05-123, ***",
        "date-year, 1987, ***",
        "redact, anything, ***",
    })
    void each_mask_shows_what_it_says(String kind, String value, String expected) {
        assertEquals(expected, masked(kind, value.replace('~', '\n')));
    }

    /** Half a byte would be a half of what one byte says. */
    @Test
    void of_bytes_a_quarter_of_the_digits_is_shown_at_most() {
        Masks masks = Masks.of(List.of("c=partial"), null);
        MaskedColumn column = new MaskedColumn(masks, MaskKind.PARTIAL, CellEncoding.HEX);
        for (int length = 0; length < 20; length++) {
            OutputBuffer target = new OutputBuffer(1, false);
            column.apply(new byte[length], 0, length, target);
            String shown = new String(target.bytes(), 0, target.size(), UTF_8);
            assertEquals("***" + "0".repeat(Math.min(4, length * 2 / 4)), shown);
        }
    }

    /** What a kind promises is written down here once more, as what may be in the output for a value. */
    @Property(tries = 3000)
    void nothing_comes_through_beyond_what_the_kind_promises(@ForAll("values") String value) {
        String text = new String(value.getBytes(UTF_8), UTF_8);
        assertEquals("***", masked("redact", text));
        assertEquals(null, masked("null", text));
        assertTrue(masked("hash", text).matches("[0-9a-f]{32}"));
        String partial = masked("partial", text).substring(3);
        assertTrue(text.endsWith(partial));
        assertTrue(partial.codePoints().count() <= Math.min(4, text.codePoints().count() / 4), partial + " of " + text);
        String year = masked("date-year", text);
        if (!year.equals("***")) {
            assertEquals(text.substring(0, 4), year);
            assertTrue(text.matches("\\A[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9:.+TZ -]*\\z"), text);
        }
        assertEmailPromise(text, masked("email", text));
    }

    private static void assertEmailPromise(String text, String email) {
        if (email.equals("***")) {
            return;
        }
        String name = text.substring(0, text.indexOf('@'));
        String domain = text.substring(text.indexOf('@') + 1);
        int first = name.offsetByCodePoints(0, 1);
        assertTrue(email.equals("***@" + domain) || email.equals(name.substring(0, first) + "***@" + domain), email);
        assertTrue(email.startsWith("***") || name.codePoints().count() > 2, email);
        for (String label : domain.split("\\.", -1)) {
            assertTrue(
                    label.codePoints()
                                    .allMatch(character -> Character.isLetterOrDigit(character)
                                            || Character.getType(character) == Character.NON_SPACING_MARK
                                            || Character.getType(character) == Character.COMBINING_SPACING_MARK
                                            || Character.getType(character) == Character.ENCLOSING_MARK
                                            || character == '-')
                            && !label.isEmpty(),
                    email);
        }
        assertTrue(domain.contains("."), email);
    }

    /** Anything; what the kinds know, and that with something around, in or behind it. */
    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(30);
        Arbitrary<String> known = Arbitraries.of(
                "alice@example.com",
                "x@y.example",
                "a.b-c@mail.example.co.jp",
                "山田@例え.テスト",
                "1987-05-12",
                "1987-05-12 10:00:00",
                "0000-00-00",
                "090-1234-5678");
        Arbitrary<String> marks = Arbitraries.strings()
                .withChars(" ;,:<>()@\"'\\.-\n\r\t\u3000\u00a0\u200b\u0000a9テ")
                .ofMaxLength(6);
        Arbitrary<String> around = Combinators.combine(marks, known, marks, Arbitraries.oneOf(anything, known))
                .as((before, value, between, after) -> before + value + between + after);
        Arbitrary<String> inside = Combinators.combine(
                        known, marks, Arbitraries.doubles().between(0, 1))
                .as((value, mark, place) -> new StringBuilder(value)
                        .insert((int) (place * value.length()), mark)
                        .toString());
        return Arbitraries.oneOf(anything, known, around, inside);
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
            strings = {
                "",
                "email",
                "email=",
                "=hash",
                "email=hush",
                "a=redact,,b=redact",
                "a=redact b=redact",
                "a=hash",
                "a=redact,"
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

    /** Each was taken for a mask by somebody, and the values went out in clear. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- Mask：email=redact\nSELECT email FROM t",
                "-- \u3000Mask: email=redact\nSELECT email FROM t",
                "--\t\u3000Mask: email=redact\nSELECT email FROM t",
                "-- Ｍａｓｋ: email=redact\nSELECT email FROM t",
                "-- M\u200bask: email=redact\nSELECT email FROM t",
                "\ufeff-- Report\n-- mask email\nSELECT email FROM t",
                "/* Report. Mask: email=redact */ SELECT email FROM t",
                "-- Report; Mask: email=redact\nSELECT email FROM t",
                "## Mask: email=redact\nSELECT email FROM t",
                "-- Mask email=redact\nSELECT email FROM t",
                "-- Mask = email\nSELECT x FROM t",
                "-- Masked: email\nSELECT x FROM t",
                "-- @Mask: email\nSELECT x FROM t",
                "-- @mask tel\nSELECT x FROM t",
                "-- MASKED tel\nSELECT tel FROM t",
                "-- mask(tel)\nSELECT x FROM t",
                "-- マスク: tel\nSELECT x FROM t",
                "-- ﾏｽｸ：tel\nSELECT x FROM t",
                "-- 電話番号をマスク\nSELECT `電話番号` FROM t",
                "SELECT /* mask: */ tel FROM t",
                "SELECT tel -- mask this\n FROM t",
                "SELECT tel, email FROM t # masked: email",
                "SELECT tel, email FROM t -- masked email",
                "SELECT /*+ Mask: email=redact */ email FROM t",
                "SELECT email FROM t\n-- Mask: email=redact\n",
                "-- Masks\n--   email = redact\nSELECT x FROM t",
                "-- Mask: email=redact,\n--       tel=partial\nSELECT email, tel FROM t",
                "-- Mask: email=redact\n--       tel=partial\nSELECT email, tel FROM t",
                "/* Mask: email=redact */ /* Mask: tel=redact */ SELECT email, tel FROM t",
                "-- Mask: email=redact */, tel=redact\nSELECT email, tel FROM t",
                "-- Mask: email=redact\u2028, tel=redact\nSELECT email, tel FROM t",
                "-- Mask: email=redact\n-- The tel is masked too\nSELECT email, tel FROM t",
                "-- bitmask: mask=redact\nSELECT x FROM t",
            })
    void a_comment_that_may_be_meant_as_a_mask_is_refused(String query) {
        SafecsvException refusal = refusal(() -> Masks.NONE.withHeaderOf(query));
        assertEquals(ExitCode.USAGE, refusal.exitCode());
        assertTrue(refusal.getMessage().contains("Mask: "), refusal.getMessage());
    }

    @Test
    void its_place_is_named_and_how_to_write_it() {
        String said = refusal(() -> Masks.NONE.withHeaderOf("-- Report\n--  Mask email=redact\nSELECT 1"))
                .getMessage();
        assertTrue(said.contains("line 2, column 5"), said);
        assertTrue(said.contains("-- Mask: COLUMN=KIND"), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT mask, email FROM t",
                "SELECT mask, `Mask:` FROM masks -- all of them\n",
                "SELECT 'x\n-- Mask email=redact\n' FROM t",
                "-- flags is a bitmask: 1 = active, 2 = admin\nSELECT flags, email FROM t",
                "-- by netmask\nSELECT netmask FROM t",
                "-- one row per subnet mask\nSELECT subnet FROM t",
                "-- ビットマスクで絞る\nSELECT flags FROM t WHERE flags & 4",
                "-- who wears a mask is left out\nSELECT id, name FROM visitors",
                "-- Mask: email=redact\n-- The email is masked.\nSELECT id, email FROM t",
                "/* Mask: email=redact\n * Mask: tel=null */ SELECT tel, email FROM t",
            })
    void a_remark_about_something_else_is_none(String query) {
        Masks.NONE.withHeaderOf(query);
    }

    @Test
    void a_column_of_the_result_near_the_word_is_one_too() {
        String query = "-- masked address\nSELECT * FROM t";
        Masks.NONE.withHeaderOf(query);
        Masks.NONE.requireHeeded(query, List.of("id", "tel"));
        refusal(() -> Masks.NONE.requireHeeded(query, List.of("id", "Address")));
        Masks.of(List.of("address=redact"), null).requireHeeded(query, List.of("id", "Address"));
    }

    @Test
    void a_condition_states_no_masks() {
        refusal(() -> Masks.NONE.requireNoneIn("-- Mask: email=redact\nid > 1"));
        refusal(() -> Masks.NONE.requireNoneIn("email IS NOT NULL /* mask email */"));
        Masks.NONE.requireNoneIn("mask = 1 -- active");
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
        Masks masks = MASKS.computeIfAbsent(kind, MasksTest::masks);
        MaskedColumn column = new MaskedColumn(masks, masks.of("c").orElseThrow(), CellEncoding.TEXT);
        byte[] bytes = value == null ? new byte[0] : value.getBytes(UTF_8);
        OutputBuffer target = new OutputBuffer(1, false);
        boolean present = column.apply(bytes, 0, value == null ? -1 : bytes.length, target);
        return present ? new String(target.bytes(), 0, target.size(), UTF_8) : null;
    }

    private static Masks masks(String kind) {
        try {
            Path file = Files.writeString(Files.createTempFile("mask", "key"), KEY + "\n");
            Masks masks = Masks.of(List.of("c=" + kind), file);
            Files.delete(file);
            return masks;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
