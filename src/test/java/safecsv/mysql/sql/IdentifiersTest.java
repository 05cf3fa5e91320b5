package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.SafecsvException;

class IdentifiersTest {
    @ParameterizedTest
    @CsvSource({
        "users, `users`",
        "shop.users, `shop`.`users`",
        "`shop`.`users`, `shop`.`users`",
        "shop.`a.b`, `shop`.`a.b`",
        "`a``b`, `a``b`",
        "表, `表`",
        "a b-c, `a b-c`"
    })
    void quotes_each_part_once(String name, String quoted) {
        assertEquals(quoted, Identifiers.quotedName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a.b.c", "`a", "a`b", "``"})
    void refuses_what_is_no_name(String name) {
        assertThrows(SafecsvException.class, () -> Identifiers.quotedName(name));
    }
}
