package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerBodyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET NEW.version = OLD.version + 1 | version",
                "set new.a = 1, NEW . `b c` := 2 | a,b c",
                "BEGIN IF NEW.x = 1 THEN SET NEW.y = NOW(); END IF; END | y",
                "BEGIN SELECT n INTO NEW.m FROM u WHERE u.a = NEW.k LIMIT 1; CALL p(NEW.o); END | m,o",
                "SET NEW.\"odd\" = 1 | odd",
                "INSERT INTO log VALUES (OLD.a, '; SET NEW.z = 1') | ''",
                "BEGIN /* SET NEW.a = 1 */ SET @n = 1; END | ''",
                "SET 'never ends | ''"
            })
    void finds_the_columns_that_a_body_sets(String body, String columns) {
        assertEquals(columns.isEmpty() ? Set.of() : Set.of(columns.split(",")), TriggerBody.sets(body));
    }
}
