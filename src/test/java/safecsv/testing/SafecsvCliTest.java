package safecsv.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class SafecsvCliTest {
    @TempDir
    private Path folder;

    private SafecsvCli program(String script, String... arguments) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return SafecsvCli.of(program, arguments);
    }

    @Test
    void both_streams_the_exit_code_and_the_arguments_come_through() throws IOException {
        FinishedProcess result = program("printf 'a\\000\\377'; echo \"got $1\" >&2; cat; exit 4", "a b")
                .input("日本\n")
                .run();
        byte[] text = "日本\n".getBytes(StandardCharsets.UTF_8);
        byte[] expected = new byte[3 + text.length];
        expected[0] = 'a';
        expected[2] = (byte) 0xff;
        System.arraycopy(text, 0, expected, 3, text.length);
        assertArrayEquals(expected, result.output());
        assertEquals("got a b\n", result.error());
        assertEquals(4, result.exitCode());
    }

    @Test
    void home_is_an_empty_folder_and_no_setting_of_the_developer_is_passed_on() throws IOException {
        FinishedProcess result = program("ls -A \"$HOME\"; env | grep -c -e ^MYSQL_ -e ^SAFECSV_; echo \"$NO_COLOR\"")
                .environment("NO_COLOR", "1")
                .run();
        assertEquals("0\n1\n", result.outputText());
    }

    @Test
    void a_wrong_exit_code_shows_both_streams() throws IOException {
        FinishedProcess result =
                program("echo on output; echo on error >&2; exit 5").run();
        AssertionFailedError failure = assertThrows(AssertionFailedError.class, () -> result.assertExit(0));
        assertTrue(failure.getMessage().contains("on output"), failure.getMessage());
        assertTrue(failure.getMessage().contains("on error"), failure.getMessage());
        assertTrue(failure.getMessage().contains("exit code 5"), failure.getMessage());
    }

    @Test
    void a_missing_distribution_is_named() {
        Path missing = folder.resolve("bin/safecsv");
        IllegalStateException failure = assertThrows(
                IllegalStateException.class, () -> SafecsvCli.of(missing).run());
        assertTrue(failure.getMessage().contains(missing.toString()), failure.getMessage());
    }
}
