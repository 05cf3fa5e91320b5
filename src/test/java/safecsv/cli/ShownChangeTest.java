package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownChangeTest {
    private static String marked(String before, String after) {
        assertTrue(ShownChange.isMarked(before, after));
        return ShownChange.marked(before, after, old -> "[-" + old + "-]", now -> "{+" + now + "+}");
    }

    @Test
    void of_long_texts_only_what_changed_is_shown_with_what_stands_around_it() {
        String around = "word ".repeat(1000);
        assertEquals(
                "…ord word word word word [-old-]{+new+} word word word word wor… (10,004 → 10,004 characters)",
                marked(around + "old " + around, around + "new " + around));
        assertEquals("…ord word word word word {+more+} (5,000 → 5,004 characters)", marked(around, around + "more"));
        assertEquals(
                "[-o-]{+O+}ne word word word word w… (5,004 → 5,004 characters)",
                marked("one " + around, "One " + around));
    }

    @Test
    void a_character_of_two_units_is_never_cut() {
        String many = "𠮷".repeat(60);
        assertEquals(
                "…" + "𠮷".repeat(12) + "[-𠮷-]{+𠮸+}" + " (122 → 122 characters)", marked(many + "𠮷", many + "𠮸"));
    }

    @Test
    void short_texts_and_texts_with_nothing_in_common_are_shown_as_they_are() {
        assertFalse(ShownChange.isMarked("a", "b"));
        assertFalse(ShownChange.isMarked(null, "b".repeat(500)));
        assertFalse(ShownChange.isMarked("a".repeat(500), "b".repeat(500)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a b|a\u00a0b|\"a b\"|\"a\\u{A0}b\"",
                "a b|a\u3000b|\"a b\"|\"a\\u{3000}b\"",
                "a b|a\tb|\"a b\"|\"a\\tb\"",
                "a|a |\"a\"|\"a \"",
                "a b|a  b|\"a b\"|\"a  b\"",
                "ab|a\u200bb|\"ab\"|\"a\\u{200B}b\"",
                "é|e\u0301|\"\\u{E9}\"|\"e\\u{301}\"",
                "が|か\u3099|\"\\u{304C}\"|\"か\\u{3099}\"",
                "山田　太郎|山田　花子|山田　太郎|山田　花子",
                "a|b|a|b",
            })
    void what_looks_alike_is_told_apart(String before, String after, String shownBefore, String shownAfter) {
        assertEquals(shownBefore, ShownChange.side(before, after));
        assertEquals(shownAfter, ShownChange.side(after, before));
        assertNotEquals(shownBefore, shownAfter);
    }
}
