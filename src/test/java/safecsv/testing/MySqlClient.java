package safecsv.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * The real {@code mysql} client, to compare with: the one that came with the server, else the program that
 * SAFECSV_MYSQL_CLIENT names. In batch mode it prints the server's own text and writes newline, tab, NUL and backslash as
 * {@code \n \t \0 \\} (MySQL manual, "mysql Client Options", --raw), so every value can be had back exactly.
 */
public final class MySqlClient {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Path OPTION_FILES = ThrowawayFolder.create("safecsv-client-");

    private final Path program;
    private final Path optionFile;

    private MySqlClient(Path program, Path optionFile) {
        this.program = program;
        this.optionFile = optionFile;
    }

    /** The client, logged in with all privileges; skips the calling test, saying why, when this machine has none. */
    public static MySqlClient of(TestServer server) {
        String named = System.getenv().getOrDefault("SAFECSV_MYSQL_CLIENT", "");
        // The client of MySQL 9 has no mysql_native_password, and so can't log in to MariaDB: MariaDB's own goes first.
        Path program = server.bundledClient().orElse(named.isEmpty() ? null : Path.of(named));
        Assumptions.assumeTrue(
                program != null,
                "There is no mysql client to compare with: the server brought none, and SAFECSV_MYSQL_CLIENT names none");
        return new MySqlClient(program, optionFile(server));
    }

    private static Path optionFile(TestServer server) {
        String text = """
                [client]
                host="%s"
                port=%d
                protocol=TCP
                user="%s"
                password="%s"
                """.formatted(
                        server.host(),
                        server.port(),
                        server.admin().name(),
                        server.admin().password());
        try {
            Path file = Files.createTempFile(
                    OPTION_FILES,
                    "client",
                    ".cnf",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Asks for columns of a table in the order of its column {@code id}. Binary values are as the client's own
     * {@code --binary-as-hex} writes them.
     *
     * @param expressions each a column or something computed from columns
     * @return rows of texts; NULL is null
     */
    public List<List<String>> values(String database, String table, List<String> expressions) {
        List<String> selected = new ArrayList<>();
        for (String expression : expressions) {
            selected.add(expression);
            // The client prints NULL like the text 'NULL', so it is asked for apart.
            selected.add("(" + expression + ") IS NULL");
        }
        return withNulls(run(database, "SELECT " + String.join(", ", selected) + " FROM " + table + " ORDER BY id")
                .output());
    }

    /**
     * Asks for all rows of a query, in its order.
     *
     * @param query a SELECT
     * @param columns the names of all of its columns
     * @return rows of texts; NULL is null
     */
    public List<List<String>> rows(String database, String query, List<String> columns) {
        String selected = columns.stream()
                .map(column -> "`" + column + "`, `" + column + "` IS NULL")
                .collect(Collectors.joining(", "));
        // Without a limit the server would leave the order of an inner query away.
        String inner = query.contains("LIMIT") ? query : query + "\nLIMIT 1000000000";
        return withNulls(run(database, "SELECT " + selected + " FROM (" + inner + ") given")
                .output());
    }

    /** Every second field says whether the one before is NULL. */
    private static List<List<String>> withNulls(byte[] output) {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> printed : unescaped(output)) {
            List<String> row = new ArrayList<>();
            for (int column = 0; column < printed.size(); column += 2) {
                row.add(printed.get(column + 1).equals("1") ? null : printed.get(column));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Runs statements; the test fails with the client's message when one of them does. */
    public FinishedProcess run(String database, String sql) {
        List<String> command = List.of(
                program.toString(),
                "--defaults-file=" + optionFile,
                "--default-character-set=utf8mb4",
                "--batch",
                "--quick",
                "--skip-column-names",
                "--binary-as-hex",
                "--max-allowed-packet=512M",
                "--database=" + database,
                "--execute=" + sql);
        return FinishedProcess.run(new ProcessBuilder(command), new byte[0], LIMIT)
                .assertExit(0);
    }

    /** The lines and fields of batch output, each field with its four escapes undone. */
    static List<List<String>> unescaped(byte[] output) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (int i = 0; i < output.length; i++) {
            switch (output[i]) {
                case '\\' -> value.write(escaped(output[++i]));
                case '\t' -> row.add(text(value));
                case '\n' -> {
                    row.add(text(value));
                    rows.add(row);
                    row = new ArrayList<>();
                }
                default -> value.write(output[i]);
            }
        }
        return rows;
    }

    private static int escaped(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case '0' -> 0;
            case '\\' -> '\\';
            default -> throw new IllegalStateException("The client wrote an unknown escape: \\" + (char) letter);
        };
    }

    private static String text(ByteArrayOutputStream value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.toByteArray()))
                    .toString();
        } catch (CharacterCodingException failure) {
            throw new IllegalStateException("The client wrote bytes that are not UTF-8", failure);
        } finally {
            value.reset();
        }
    }
}
