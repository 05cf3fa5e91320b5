package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The messages are MySQL 9.7's own, and MariaDB 11.4's where the text says so. */
class SyntaxErrorPlaceTest {
    private static final String MESSAGE =
            "You have an error in your SQL syntax; check the manual that corresponds to your"
                    + " MySQL server version for the right syntax to use near '%s' at line %d";

    @Test
    void the_place_is_given_in_the_query_as_the_user_wrote_it() {
        String source = "SELECT '日本' x\nFROM t WHERE a = :since FORM x";
        String sql = "SELECT '日本' x\nFROM t WHERE a = ?      FORM x";
        assertEquals(
                " at line 2, column 25, near: FORM x. Look at that place and just before it.",
                SyntaxErrorPlace.describe(MESSAGE.formatted("FORM x", 2), sql, source));
        assertEquals(
                " at line 2, column 18, near: :since FORM x. Look at that place and just before it.",
                SyntaxErrorPlace.describe(MESSAGE.formatted("?      FORM x", 2), sql, source));
    }

    @Test
    void a_text_cut_within_a_character_or_followed_by_dots_is_found_all_the_same() {
        String sql = "SELECT 1,\n, '" + "日本".repeat(60) + "'";
        String expected =
                " at line 2, column 1, near: , '" + "日本".repeat(18) + "日. Look at that place and just before it.";
        String cut = ", '" + "日本".repeat(12) + "日";
        assertEquals(expected, SyntaxErrorPlace.describe(MESSAGE.formatted(cut + "\u00e6\u009c", 2), sql, sql));
        assertEquals(expected, SyntaxErrorPlace.describe(MESSAGE.formatted(cut + "...", 2), sql, sql));
    }

    @Test
    void an_error_at_the_end_says_that_something_is_missing() {
        assertEquals(
                ": it ends too early, something is missing after its last word.",
                SyntaxErrorPlace.describe(MESSAGE.formatted("", 1), "SELECT 1 +", "SELECT 1 +"));
    }

    @Test
    void a_message_that_is_not_understood_is_passed_on() {
        assertEquals(": Something else.", SyntaxErrorPlace.describe("Something else", "SELECT 1", "SELECT 1"));
    }
}
