package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.Secret;

class PasswordOptionsTest extends ConnectionOptionsHarness {
    @Test
    void a_password_in_an_option_file_beats_the_environment() throws IOException {
        variables.put("MYSQL_PWD", "of-environment");
        assertEquals("of-environment", resolve().password().reveal());

        writeOptions("password=\"of#file\"");
        assertEquals("of#file", resolve().password().reveal());
        writeOptions("password=of-file,skip-password");
        assertEquals(Secret.NONE, resolve().password());
        writeOptions("password=");
        assertEquals(Secret.NONE, resolve().password());
    }

    @Test
    void a_password_file_beats_an_option_file_and_loses_only_its_line_end() throws IOException {
        writeOptions("password=of-option-file");
        Path file = Files.writeString(root.resolve("pw"), " pass word \r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertEquals(
                " pass word ",
                resolve("--password-file", file.toString()).password().reveal());
        assertEquals(List.of(), warnings);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        resolve("--password-file", file.toString());
        assertEquals(List.of("Others can read the password file " + file + ": chmod 600 keeps it to you."), warnings);
    }

    @Test
    void a_password_file_of_several_lines_is_refused_without_showing_it() throws IOException {
        Path file = Files.writeString(root.resolve("pw"), "first\nsecond\n");

        SafecsvException error =
                assertThrows(SafecsvException.class, () -> resolve("--password-file", file.toString()));
        assertEquals(
                "The password file " + file + " has more than one line; it must hold the password alone.",
                error.getMessage());
    }

    @Test
    void p_alone_asks_on_the_terminal_and_leaves_the_next_argument_alone() throws IOException {
        typed = Optional.of(Secret.of("typed"));
        writeOptions("password=of-option-file");

        WithFile command = new WithFile();
        new CommandLine(command).parseArgs("-u", "bob", "-h", "db", "-p", "edited.csv");
        assertEquals("edited.csv", command.file);
        assertEquals(
                "typed", command.connection.resolve(environment()).password().reveal());
        assertEquals(List.of("Password for bob at db:3306: "), questions);
    }

    @Test
    void an_option_file_can_ask_too() throws IOException {
        typed = Optional.of(Secret.of("typed"));
        writeOptions("password");

        assertEquals("typed", resolve().password().reveal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-phunter2",
                "-p=hunter2",
                "--password=hunter2",
                "--password hunter2",
                "-p hunter2",
                "-u bob -phunter2"
            })
    void a_password_on_the_command_line_is_refused_and_never_shown(String arguments) {
        ParameterException error = assertThrows(ParameterException.class, () -> resolve(words(arguments)));

        assertTrue(error.getMessage().startsWith("A password on the command line is refused"), error.getMessage());
        assertFalse(error.getMessage().contains("hunter2"), error.getMessage());
        assertEquals(
                ExitCode.USAGE.code(),
                new CommandLine(new WithoutFile())
                        .setErr(new java.io.PrintWriter(new java.io.StringWriter()))
                        .execute(words(arguments)));
    }

    @Test
    void no_text_of_the_settings_holds_the_password() throws IOException {
        writeOptions("password=hunter2");

        assertFalse(resolve().toString().contains("hunter2"));
    }
}
