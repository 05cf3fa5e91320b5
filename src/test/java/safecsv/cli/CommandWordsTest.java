package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import safecsv.ExitCode;

/** What is typed by people who don't know the program, or whose fingers slipped. */
class CommandWordsTest {
    private static final OutputStream FULL = new OutputStream() {
        @Override
        public void write(int single) throws IOException {
            throw new IOException("No space left on device");
        }
    };

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "help, Usage: safecsv [",
        "help export, Usage: safecsv export",
        "help schedule run, Usage: safecsv schedule run",
        "version, safecsv",
        "--version, safecsv",
    })
    void help_and_version_are_words_too(String line, String said) {
        assertEquals(ExitCode.DONE, run(line.split(" ")), this::said);
        assertTrue(output.toString(StandardCharsets.UTF_8).startsWith(said), this::said);
    }

    @ParameterizedTest
    @CsvSource({
        "exprt --table t, Did you mean export?",
        "scedule list, Did you mean schedule?",
        "schedule instal, Did you mean install?",
        "help exprt, Did you mean export?",
        "export --tabel t, Did you mean --table?",
        "export --tabel=t, Did you mean --table?",
        "diff e.csv --basline b.zip, Did you mean --baseline?",
        "export --table t --dialect exel, did you mean excel?",
        "export --table t --compress gzp, did you mean gzip?",
        "export --quiet-please, There is no command",
    })
    void a_slip_is_answered_with_what_was_meant(String line, String said) {
        assertEquals(ExitCode.USAGE, run(line.split(" ")), this::said);
        assertTrue(said().contains(said), this::said);
    }

    @Test
    void no_word_at_all_lists_the_commands_and_what_to_do_first() {
        assertEquals(ExitCode.USAGE, run());
        for (String word : List.of("export", "diff", "apply", "undo", "doctor", "schedule", "safecsv doctor -h HOST")) {
            assertTrue(error.toString(StandardCharsets.UTF_8).contains(word), this::said);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nodir/, names a folder",
        "out.xlsx, safecsv writes CSV",
        "OUT.XLSX, safecsv writes CSV",
        "out.json, safecsv writes CSV",
        "out.parquet.zst, safecsv writes CSV",
        "out.ods.gz, safecsv writes CSV",
    })
    void a_file_name_that_says_something_else_is_refused(String name, String said) {
        assertEquals(
                ExitCode.USAGE, run("export", "-h", "127.0.0.1", "--table", "t", "-o", directory.resolve("x") + name));
        assertTrue(said().contains(said), this::said);
        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void a_folder_is_no_name_for_a_plan_manifest_or_undo_plan_either() {
        assertEquals(ExitCode.USAGE, run("diff", "e.csv", "--table", "t", "--plan", "no/"));
        assertEquals(ExitCode.USAGE, run("export", "--table", "t", "-o", "t.csv", "--manifest=no/"));
        assertEquals(ExitCode.USAGE, run("apply", "p.jsonl", "--undo", "no/"));
        assertEquals(3, said().split("names a folder", -1).length - 1, this::said);
    }

    @Test
    void a_baseline_beside_the_file_is_found_and_its_lack_is_said() throws IOException {
        assertEquals(ExitCode.USAGE, run("diff", directory.resolve("users.csv").toString()));
        assertTrue(said().contains("There is no users.csv.baseline.zip beside the CSV"), this::said);
        Files.writeString(directory.resolve("users.csv.baseline.zip"), "");
        run("diff", directory.resolve("users.csv").toString(), "--no-defaults", "-h", "127.0.0.1", "-P", "1");
        assertTrue(said().contains("Compares with " + directory.resolve("users.csv.baseline.zip")), this::said);
    }

    @Test
    void names_have_commas_between_and_backquotes_around_commas() {
        CommandLine line = null;
        assertEquals(
                List.of("a", "`b,c`", "`s,`.`d``e`", "f g"),
                NameList.split(line, "--table", List.of("a, `b,c`", "`s,`.`d``e`,f g")));
        assertEquals("b,`c", NameList.plain("`b,``c`"));
        assertEquals("`", NameList.plain("`"));
        for (String wrong : List.of("", "a,", ",a", "a,,b", "a,` b", "a, ,b")) {
            assertEquals(ExitCode.USAGE, run("export", "--table", wrong, "--output-dir", "x"), wrong);
        }
    }

    @Test
    void what_can_not_be_printed_has_a_code_of_its_own_and_the_other_stream_says_so() {
        assertEquals(ExitCode.UNTOLD, run(FULL, error, "version"));
        assertTrue(said().contains("No space left on device"), this::said);
        assertEquals(ExitCode.USAGE, run(output, FULL, "exprt"));
    }

    /** As {@code | head} does. */
    @Test
    void a_reader_that_has_seen_enough_is_no_failure() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertEquals(ExitCode.DONE, run(closed, error, "help"));
    }

    @Test
    void bytes_that_are_no_text_are_noticed_and_the_character_that_stands_for_them_is_not() {
        ByteBuffer program = ByteBuffer.wrap(new byte[] {'j'});
        ByteBuffer latin = ByteBuffer.wrap(new byte[] {'c', 'a', 'f', (byte) 0xe9});
        ByteBuffer real = ByteBuffer.wrap("caf\ufffd".getBytes(StandardCharsets.UTF_8));
        assertTrue(ArgumentBytes.lost(List.of(program, program, latin), "j", "caf\ufffd")
                .isPresent());
        assertTrue(ArgumentBytes.lost(List.of(), "caf\ufffd").isPresent());
        assertFalse(ArgumentBytes.lost(List.of(program, real), "caf\ufffd").isPresent());
        assertFalse(ArgumentBytes.lost(List.of(program, latin), "café").isPresent());
    }

    private ExitCode run(String... words) {
        return run(output, error, words);
    }

    private static ExitCode run(OutputStream output, OutputStream error, String... words) {
        int code = InProcess.run(Map.of(), InputStream.nullInputStream(), output, error, List.of(words));
        for (ExitCode one : ExitCode.values()) {
            if (one.code() == code) {
                return one;
            }
        }
        throw new AssertionError(code);
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8) + error.toString(StandardCharsets.UTF_8);
    }
}
