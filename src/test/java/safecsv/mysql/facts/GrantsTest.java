package safecsv.mysql.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            GRANT SELECT ON `shop`.* TO `u`@`%`                          | SELECT | shop    | t    | true
            GRANT SELECT ON `shop`.* TO `u`@`%`                          | SELECT | shop2   | t    | false
            GRANT SELECT ON `shop`.* TO `u`@`%`                          | INSERT | shop    | t    | false
            GRANT SELECT, INSERT ON `shop`.`t` TO `u`@`%`                | INSERT | shop    | t    | true
            GRANT SELECT, INSERT ON `shop`.`t` TO `u`@`%`                | INSERT | shop    | u    | false
            GRANT ALL PRIVILEGES ON *.* TO `u`@`%` WITH GRANT OPTION     | SELECT | any     | t    | true
            GRANT ALL PRIVILEGES ON `shop`.* TO `u`@`%`                  | DELETE | shop    | t    | true
            GRANT SELECT ON `sh\\_p`.* TO `u`@`%`                         | SELECT | sh_p    | t    | true
            GRANT SELECT ON `sh\\_p`.* TO `u`@`%`                         | SELECT | shop    | t    | false
            GRANT SELECT ON `sh_p`.* TO `u`@`%`                          | SELECT | shop    | t    | true
            GRANT SELECT ON `s%`.* TO `u`@`%`                            | SELECT | shop    | t    | true
            GRANT SELECT ON `%p`.* TO `u`@`%`                            | SELECT | shop    | t    | true
            GRANT SELECT (`id`, `on`), INSERT ON `shop`.`t` TO `u`@`%`   | SELECT | shop    | t    | false
            GRANT SELECT (`id`, `on`), INSERT ON `shop`.`t` TO `u`@`%`   | INSERT | shop    | t    | true
            GRANT SELECT ON `we``ird`.`a ON b` TO `u`@`%`                | SELECT | we`ird  | a ON b | true
            GRANT EXECUTE ON PROCEDURE `shop`.`t` TO `u`@`%`             | EXECUTE | shop   | t    | false
            GRANT `role`@`%` TO `u`@`%`                                  | SELECT | shop    | t    | false
            GRANT PROXY ON ``@`` TO `root`@`localhost` WITH GRANT OPTION | PROXY  | shop    | t    | false
            GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*94BD' | SELECT | shop    | t    | false
            """)
    void a_line_gives_what_it_says_and_no_more(
            String line, String privilege, String schema, String table, boolean given) {
        assertEquals(given, Grants.parse(List.of(line), false).onTable(privilege, schema, table));
    }

    @Test
    void what_was_taken_away_for_a_database_is_not_there() {
        Grants grants = Grants.parse(
                List.of("GRANT SELECT, INSERT ON *.* TO `u`@`%`", "REVOKE INSERT ON `shop`.* FROM `u`@`%`"), true);

        assertFalse(grants.onTable("INSERT", "shop", "t"));
        assertTrue(grants.onTable("SELECT", "shop", "t"));
        assertTrue(grants.onTable("INSERT", "other", "t"));
        assertFalse(grants.everywhere("INSERT"));
        assertTrue(grants.everywhere("SELECT"));
    }

    @Test
    void with_partial_revokes_a_name_is_a_name() {
        Grants grants = Grants.parse(List.of("GRANT SELECT ON `sh_p`.* TO `u`@`%`"), true);

        assertTrue(grants.onSchema("SELECT", "sh_p"));
        assertFalse(grants.onSchema("SELECT", "shop"));
        assertEquals("sh_p", grants.literally("sh_p"));
        assertEquals("sh\\_p\\%\\\\", Grants.parse(List.of(), false).literally("sh_p%\\"));
    }

    @Test
    void column_privileges_count_where_anything_at_all_is_asked_for() {
        Grants grants = Grants.parse(List.of("GRANT SELECT, UPDATE (`a`) ON `s`.`t` TO `u`@`%`"), false);

        assertEquals(Set.of("UPDATE"), grants.anywhere(Set.of("INSERT", "UPDATE")));
    }
}
