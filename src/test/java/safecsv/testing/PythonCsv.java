package safecsv.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Python's csv module as a second reader; it can't tell NULL from '' and gives '' for both. */
public final class PythonCsv {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    // Before 3.11 the module stops at a NUL character.
    private static final String SCRIPT = """
            import csv, sys
            if sys.version_info < (3, 11):
                sys.exit("too old: " + sys.version)
            csv.field_size_limit(1 << 30)
            with open(sys.argv[1], newline="", encoding="utf-8", errors="strict") as file:
                for row in csv.reader(file, delimiter=sys.argv[2], strict=True):
                    print("/".join(cell.encode("utf-8").hex() for cell in row))
            """;

    private PythonCsv() {}

    /** The rows of a UTF-8 file, the header first; skips the calling test when there is no Python 3.11 or later. */
    public static List<List<String>> read(Path file, char delimiter) {
        List<String> command = List.of(Tool.python(), "-c", SCRIPT, file.toString(), Character.toString(delimiter));
        FinishedProcess result = FinishedProcess.run(new ProcessBuilder(command), new byte[0], LIMIT);
        Assumptions.assumeFalse(result.error().startsWith("too old"), () -> "python3 is " + result.error());
        List<List<String>> rows = new ArrayList<>();
        result.assertExit(0).outputText().lines().forEach(line -> rows.add(cells(line)));
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("/", -1))
                .map(hex -> new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8))
                .toList();
    }
}
