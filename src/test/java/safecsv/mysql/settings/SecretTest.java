package safecsv.mysql.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void its_text_is_only_revealed_on_purpose() {
        Secret secret = Secret.of("hunter2");

        assertEquals("hunter2", secret.reveal());
        assertFalse(secret.toString().contains("hunter2"));
        assertEquals(secret.hashCode(), Secret.of("another").hashCode());
    }

    @Test
    void secrets_of_the_same_text_are_equal_and_an_empty_one_is_none() {
        assertEquals(Secret.of("a"), Secret.of("a"));
        assertNotEquals(Secret.of("a"), Secret.of("b"));
        assertSame(Secret.NONE, Secret.of(""));
    }

    @Test
    void an_option_file_entry_never_shows_its_value() {
        OptionFileEntry entry = new OptionFileEntry("my.cnf, line 2", "client", "password", Optional.of("hunter2"));

        assertEquals("my.cnf, line 2: [client] password", entry.toString());
        assertFalse(OptionFileLine.parse("password=hunter2").toString().contains("hunter2"));
    }
}
