package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.cli.InProcess;
import safecsv.testing.TestServer;

/**
 * Every source, editable or not, masked or not, in every mode: each has one answer, and what is masked is in nothing that
 * was written or printed, an editable file has its baseline, and what is refused leaves nothing.
 */
@Tag("any-server")
class ExportCombinationsIT {
    private static final String SECRET = "seKret@mail.example";
    private static final String QUERY = "SELECT id, email FROM people";
    private static TestServer server;
    private static String database;

    @TempDir
    private static Path directory;

    private enum Source {
        TABLE("--table people"),
        EXECUTE(""),
        QUERY_FILE(""),
        ALL_TABLES("--all-tables");

        private final String options;

        Source(String options) {
            this.options = options;
        }

        boolean isQuery() {
            return this == EXECUTE || this == QUERY_FILE;
        }
    }

    private enum Origin {
        NONE,
        OPTION,
        HEADER
    }

    private enum Mode {
        FILE(""),
        STANDARD_OUTPUT(""),
        SEVERAL(""),
        SEVERAL_PARALLEL("--parallel 2 --no-consistency"),
        PARALLEL("--parallel 2 --no-consistency"),
        RESUMABLE("--resumable"),
        SPLIT("--split-rows 1"),
        SEVERAL_SPLIT("--split-rows 1");

        private final String options;

        Mode(String options) {
            this.options = options;
        }

        boolean several() {
            return this == SEVERAL || this == SEVERAL_PARALLEL || this == SEVERAL_SPLIT;
        }
    }

    private record Combination(Source source, boolean editable, Origin origin, Mode mode) {
        private ExitCode expected() {
            boolean oneName =
                    source == Source.EXECUTE ? mode.several() : source == Source.ALL_TABLES && !mode.several();
            boolean undivided = mode == Mode.SEVERAL_PARALLEL
                    || ((mode == Mode.PARALLEL || mode == Mode.RESUMABLE) && (source.isQuery() || editable))
                    || (mode == Mode.RESUMABLE && masked());
            boolean unlikeSent = mode == Mode.STANDARD_OUTPUT || mode == Mode.SPLIT || mode == Mode.SEVERAL_SPLIT;
            boolean refused = oneName || undivided || (editable && (masked() || unlikeSent));
            return refused ? ExitCode.USAGE : ExitCode.DONE;
        }

        private boolean masked() {
            return origin != Origin.NONE;
        }
    }

    @BeforeAll
    static void make_a_table() {
        server = TestServer.get();
        database = server.createDatabase("combinations");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE people (id INT PRIMARY KEY, email VARCHAR(60))",
                "INSERT INTO people VALUES (1, '" + SECRET + "'), (2, NULL)",
                "CREATE TABLE more (id INT PRIMARY KEY, email VARCHAR(60))",
                "INSERT INTO more VALUES (1, '" + SECRET + "')");
    }

    @TestFactory
    Stream<DynamicTest> each_combination_has_its_answer() {
        List<Combination> all = new ArrayList<>();
        for (Source source : Source.values()) {
            for (boolean editable : List.of(false, true)) {
                for (Origin origin : Origin.values()) {
                    for (Mode mode : Mode.values()) {
                        if (origin != Origin.HEADER || source.isQuery()) {
                            all.add(new Combination(source, editable, origin, mode));
                        }
                    }
                }
            }
        }
        return all.stream().map(one -> DynamicTest.dynamicTest(one.toString(), () -> judge(one)));
    }

    private static void judge(Combination one) throws IOException {
        Path out = Files.createTempDirectory(directory, "out");
        InProcess run = InProcess.run(server, words(one, out)).assertExit(one.expected());
        StringBuilder all = new StringBuilder(run.output() + run.error());
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.sorted().toList()) {
                names.add(file.getFileName().toString());
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        boolean done = one.expected() == ExitCode.DONE;
        assertEquals(
                done && !one.masked(), all.toString().contains(SECRET), () -> "the value in clear: " + names + run);
        if (!done) {
            assertEquals(List.of(), names, run::toString);
        }
        List<String> sheets =
                names.stream().filter(name -> name.endsWith(".csv")).toList();
        List<String> baselines =
                names.stream().filter(name -> name.endsWith(".baseline.zip")).toList();
        assertEquals(
                done && one.editable()
                        ? sheets.stream().map(name -> name + ".baseline.zip").toList()
                        : List.of(),
                baselines);
        assertEquals(done && one.mode() != Mode.STANDARD_OUTPUT, !sheets.isEmpty(), names::toString);
    }

    private static List<String> words(Combination one, Path out) throws IOException {
        List<String> words = new ArrayList<>(List.of("export", "-D", database));
        String header = one.origin() == Origin.HEADER ? "-- Mask: email=redact\n" : "";
        if (one.source() == Source.EXECUTE) {
            words.addAll(List.of("-e", header + QUERY));
        } else if (one.source() == Source.QUERY_FILE) {
            Path file = Files.createTempDirectory(directory, "query").resolve("q.sql");
            words.addAll(List.of(
                    "--query-file", Files.writeString(file, header + QUERY).toString()));
        } else {
            words.addAll(split(one.source().options));
        }
        if (one.origin() == Origin.OPTION) {
            words.addAll(List.of("--mask", "email=redact"));
        }
        if (one.editable()) {
            words.add("--editable");
        }
        if (one.mode().several()) {
            words.addAll(List.of("--output-dir", out.toString()));
        } else if (one.mode() != Mode.STANDARD_OUTPUT) {
            words.addAll(List.of("-o", out.resolve("out.csv").toString()));
        }
        words.addAll(split(one.mode().options));
        return words;
    }

    private static List<String> split(String options) {
        return options.isEmpty() ? List.of() : List.of(options.split(" "));
    }
}
