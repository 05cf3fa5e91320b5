package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** What each case expects was read off a MySQL 9.7 server's answers (its 1064 messages quote the token it stops at). */
class SqlScannerTest {
    @Test
    void words_names_strings_numbers_and_operators_are_told_apart() {
        assertEquals(
                List.of(
                        "WORD SELECT",
                        "WORD a",
                        "OPERATOR .",
                        "QUOTED_NAME `b``c`",
                        "OPERATOR ,",
                        "STRING 'it''s'",
                        "OPERATOR ,",
                        "STRING \"a\\\"b\"",
                        "OPERATOR ,",
                        "NUMBER 0x1F",
                        "OPERATOR ,",
                        "NUMBER 1.5e-3",
                        "OPERATOR ,",
                        "VARIABLE @a.b",
                        "OPERATOR ,",
                        "VARIABLE @@global.x",
                        "OPERATOR ,",
                        "WORD _utf8mb4",
                        "STRING 'é'",
                        "OPERATOR ,",
                        "PARAMETER :p_1",
                        "OPERATOR ,",
                        "QUESTION_MARK ?"),
                kinds("SELECT a.`b``c`, 'it''s', \"a\\\"b\", 0x1F, 1.5e-3, @a.b, @@global.x, _utf8mb4'é', :p_1, ?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1.5INTO     | NUMBER 1.5, WORD INTO",
                "1e5INTO     | NUMBER 1e5, WORD INTO",
                "1INTO       | WORD 1INTO",
                "0x1INTO     | WORD 0x1INTO",
                "1.INTO      | NUMBER 1., WORD INTO",
                "t.into      | WORD t, OPERATOR ., WORD into",
                "t.1into     | WORD t, OPERATOR ., WORD 1into",
                "t .5        | WORD t, NUMBER .5",
                "$a          | WORD $a",
                "1--1        | NUMBER 1, OPERATOR -, OPERATOR -, NUMBER 1",
                "日本　x     | WORD 日本　x",
                "a:=:b       | WORD a, OPERATOR :=, PARAMETER :b",
                "::b         | OPERATOR :, OPERATOR :, WORD b",
                "a->>'$.x'   | WORD a, OPERATOR -, OPERATOR >, OPERATOR >, STRING '$.x'",
            })
    void numbers_and_names_end_where_the_server_ends_them(String sql, String expected) {
        assertEquals(expected, String.join(", ", kinds(sql)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 -- x'\n+ 2",
                "1 --\t'\n+ 2",
                "1 #'\n+ 2",
                "1 /*'*/ + 2",
                "1 /*/ ' */ + 2",
                "1 + 2 --",
                "1 + 2 -- */",
                "1 + 2 --\u0001'",
            })
    void comments_are_gaps(String sql) {
        assertEquals(List.of("NUMBER 1", "OPERATOR +", "NUMBER 2"), kinds(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 /*! + */ 2",
                "1/*!50000+*/2",
                "1 /*!080000 + */ 2",
                "1 /*!99999 + */ 2",
                "1 /*!999999 + */ 2",
                "1 /*!1 + */ 2",
                "1 /*M! + */ 2",
                "1 /*M!100000 + */ 2",
                "1 /*M!999999 ' */ + 1 -- ' */",
                "'a' /*! , '*/' */",
                "SELECT 1 /*! a",
                "SLEEP/*!99999 x*/(1)",
            })
    void executable_comments_are_refused_whatever_their_version(String sql) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> SqlScanner.scan(sql));
        assertEquals(ExitCode.REFUSED, error.exitCode(), error.getMessage());
        assertTrue(error.getMessage().contains("is executable"), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT 'a            | string that begins at line 1, column 8",
                "SELECT 'a\\'         | string that begins at line 1, column 8",
                "SELECT \"a''         | string that begins at line 1, column 8",
                "SELECT 𠮷, `a\\      | name in backquotes that begins at line 1, column 11",
                "SELECT 1 /* a        | comment that begins at line 1, column 10",
            })
    void what_does_not_end_is_named_with_its_place(String sql, String expected) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> SqlScanner.scan(sql));
        assertEquals(ExitCode.USAGE, error.exitCode());
        assertTrue(error.getMessage().contains(expected), error.getMessage());
    }

    @Test
    void a_nul_character_is_an_error_even_in_a_comment() {
        SafecsvException error =
                assertThrows(SafecsvException.class, () -> SqlScanner.scan("SELECT 1\n-- \0 sleep(1)"));
        assertTrue(error.getMessage().contains("line 2, column 4"), error.getMessage());
    }

    @Test
    void half_of_a_surrogate_pair_is_an_error() {
        SafecsvException error = assertThrows(SafecsvException.class, () -> SqlScanner.scan("SELECT '\uD842'"));
        assertEquals(ExitCode.USAGE, error.exitCode());
    }

    @Property
    void tokens_and_the_gaps_between_them_are_the_text(@ForAll("texts") String sql) {
        List<SqlToken> tokens;
        try {
            tokens = SqlScanner.scan(sql);
        } catch (SafecsvException e) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (SqlToken token : tokens) {
            assertTrue(token.start() >= text.length() && token.end() > token.start(), sql);
            assertEquals(token.text(), sql.substring(token.start(), token.end()));
            text.append(sql, text.length(), token.start()).append(token.text());
        }
        assertEquals(sql, text + sql.substring(text.length()));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "'", "\"", "`", "\\", "/*", "*/", "/*!", "/*M!", "--", " ", "\n", "#", "a", "1", ".", "e", "0x",
                        ":", "=", "@", "?", ";", "(", ")", "é", "𠮷", "$", "50000", "/*+")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    private static List<String> kinds(String sql) {
        return SqlScanner.scan(sql).stream()
                .map(token -> token.kind() + " " + token.text())
                .toList();
    }
}
