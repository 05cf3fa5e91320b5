package safecsv.mysql.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class OptionFileParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user=b                          | x.cnf, line 1: an option before the first [group]. Nothing was connected to.
            \\uFEFF[client]                 | x.cnf, line 1: an option before the first [group] (the file starts with a byte order mark). Nothing was connected to.
            [client]\\n[safecsv\\nuser=b    | x.cnf, line 2: a group without its closing bracket. Nothing was connected to.
            [client]\\n\\n!include          | x.cnf, line 3: !include without a path. Nothing was connected to.
            !includedir  # nothing          | x.cnf, line 1: !includedir without a path. Nothing was connected to.
            !includedir /no/such/folder     | x.cnf, line 1: the directory /no/such/folder can't be read. Nothing was connected to.
            [client]\\nuser=\\0             | x.cnf, line 2: a NUL byte; an option file is plain text in UTF-8. Nothing was connected to.
            """)
    void what_is_no_option_file_is_refused_with_file_and_line(String content, String message) {
        String text = content.replace("\\n", "\n").replace("\\uFEFF", "\uFEFF").replace("\\0", "\0");

        SafecsvException error =
                assertThrows(SafecsvException.class, () -> parse(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(message, error.getMessage());
        assertEquals(ExitCode.USAGE, error.exitCode());
    }

    @Property
    void a_quoted_value_reads_back(@ForAll("names") String name, @ForAll("values") String value) {
        String content = "[client]\n" + name + " = " + quoted(value) + " # comment \"\n";

        List<OptionFileEntry> entries = parse(content.getBytes(StandardCharsets.UTF_8));

        assertEquals(1, entries.size());
        assertEquals(name, entries.get(0).name());
        assertEquals(Optional.of(value), entries.get(0).value());
    }

    @Property
    void any_bytes_are_read_or_refused_with_the_line(@ForAll byte[] bytes) {
        try {
            parse(bytes);
        } catch (SafecsvException e) {
            assertEquals(ExitCode.USAGE, e.exitCode());
            assertEquals("x.cnf, line ", e.getMessage().substring(0, 12));
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("abz-_09").ofMinLength(1).ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars(" \t\r\n\b\\\"'#;=![]~snaà日\u00a0".toCharArray())
                .ofMaxLength(20);
    }

    /** Quoted as the manual says: backslash, double quote and line ends escaped. */
    private static String quoted(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\b", "\\b")
                + '"';
    }

    private static List<OptionFileEntry> parse(byte[] content) {
        List<OptionFileEntry> entries = new ArrayList<>();
        ClientEnvironment environment =
                new ClientEnvironment(Map.of(), "tester", Path.of("/"), question -> Optional.empty(), warning -> {});
        new OptionFileParser(environment, entries::add).readLines("x.cnf", content);
        return entries;
    }
}
