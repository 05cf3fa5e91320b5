package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;

/** What is refused before anything is connected to. */
class RefusedOptionsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "export -e SELECT~1 --heartbeat-query SELECT~1, --heartbeat-query goes with --max-lag",
        "export --table t --exclude-table u, --exclude-table goes with --all-tables",
        "export --table t --warn-rows -5, --warn-rows is a number of rows",
    })
    void options_that_would_have_no_effect(String line, String said) {
        assertRefused(said, line.replace("~", "!").split(" "));
    }

    /** With --force the client's own file would be gone, and nothing has another copy of it. */
    @Test
    void a_diff_that_would_write_over_what_it_compares() throws IOException {
        String csv = directory.resolve("e.csv").toString();
        String baseline = directory.resolve("b.zip").toString();
        String again =
                directory.resolve("../" + directory.getFileName() + "/e.csv").toString();
        Files.writeString(Path.of(csv), "the client's");
        String[] diff = {"diff", csv, "--baseline", baseline, "--force"};
        assertRefused("is the CSV that came back", with(diff, "--plan", again));
        assertRefused("is the CSV that came back", with(diff, "--sql", csv));
        assertRefused("is the baseline", with(diff, "--plan", baseline));
        assertRefused("is the plan", with(diff, "--plan", csv + ".jsonl", "--sql", csv + ".jsonl"));
        assertEquals("the client's", Files.readString(Path.of(csv)));
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private static void assertRefused(String said, String... arguments) {
        StringWriter error = new StringWriter();
        Streams streams = InProcess.streams(error);
        int code = CommandLines.create(streams, new ProcessEnd())
                .execute(Arrays.stream(with(arguments, "--no-defaults", "-h", "127.0.0.1", "-P", "1"))
                        .map(word -> word.replace("!", " "))
                        .toArray(String[]::new));
        assertEquals(ExitCode.USAGE.code(), code, error.toString());
        assertTrue(error.toString().contains(said), error.toString());
    }
}
