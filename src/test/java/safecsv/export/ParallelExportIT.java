package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** An export in pieces is the export in one piece, whatever the key. */
class ParallelExportIT {
    private static final BigInteger LARGEST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private static TestServer server;
    private static String database;
    private static TortureTables torture;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make_tables() {
        server = TestServer.get();
        database = server.createDatabase("pieces");
        torture = TortureTables.create(server);
        server.adminSql(
                "USE " + database,
                "CREATE TABLE digits (n INT PRIMARY KEY)",
                "INSERT INTO digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 499)"
                        + " SELECT n FROM r",
                table("nothing", "id INT", "id"),
                table("one", "id INT", "id"),
                "INSERT INTO one VALUES (-5, '')",
                table("negative", "id BIGINT", "id"),
                fill("negative", "a.n * 500 + b.n - 20000"),
                table("huge", "id BIGINT UNSIGNED", "id"),
                fill("huge", "IF(a.n < 30, a.n * 500 + b.n, " + LARGEST + " - a.n * 500 - b.n)"),
                table("gaps", "id BIGINT", "id"),
                "INSERT INTO gaps VALUES (-9223372036854775808, 'first'), (0, 'middle'), (9223372036854775807, 'last')",
                fill("gaps", "4000000000000000000 + (a.n * 500 + b.n) * 3"),
                table("composite", "a INT, b DATE, c VARCHAR(20)", "a, b, c"),
                fill("composite", "IF(a.n < 45, 7, a.n), DATE'2020-01-01' + INTERVAL b.n DAY, a.n"),
                table("words", "w VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", "w"),
                fill("words", "CONCAT(ELT(1 + b.n % 5, 'Ä', 'a', 'ß', '日本', 'Z'), '-', a.n, '-', b.n, ' ''\\\\\"')"),
                table("latin", "w VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci", "w"),
                fill("latin", "CONCAT(ELT(1 + b.n % 3, 'é', 'Ö', 'o'), a.n, '/', b.n)"),
                table("bytes", "w VARBINARY(40)", "w"),
                fill("bytes", "UNHEX(SHA2(CONCAT(a.n, '-', b.n), 256))"),
                table("decimals", "d DECIMAL(30,10)", "d"),
                fill("decimals", "(a.n * 500 + b.n - 15000) / 7"),
                table("moments", "m DATETIME(6)", "m"),
                fill("moments", "TIMESTAMP'1000-01-01 00:00:00' + INTERVAL (a.n * 500 + b.n) * 3600.25 SECOND"),
                table("stamps", "m TIMESTAMP(6)", "m"),
                fill("stamps", "TIMESTAMP'2000-01-01 00:00:00' + INTERVAL a.n * 500 + b.n HOUR"),
                table("choices", "e ENUM('z','a'), id INT", "e, id"),
                fill("choices", "1 + b.n % 2, a.n * 500 + b.n"),
                "ANALYZE TABLE negative, huge, gaps, composite, words, latin, bytes, decimals, moments, stamps, choices");
    }

    private static String table(String name, String columns, String key) {
        return "CREATE TABLE " + name + " (" + columns + ", filler VARCHAR(1500) CHARACTER SET latin1, PRIMARY KEY ("
                + key + ")) ENGINE=InnoDB";
    }

    /** 30,000 rows and a dozen megabytes: several pieces. */
    private static String fill(String table, String keys) {
        return "INSERT INTO " + table + " SELECT " + keys
                + ", IF(b.n % 3 = 0, NULL, REPEAT('filler, ', b.n % 90)) FROM digits a, digits b WHERE a.n < 60";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "one",
                "negative",
                "huge",
                "gaps",
                "composite",
                "words",
                "latin",
                "bytes",
                "decimals",
                "moments",
                "stamps",
                "choices"
            })
    void the_bytes_are_those_of_one_query_in_the_order_of_the_key(String name) throws IOException {
        String key = keyOf(name);
        Path whole = exported("whole.csv", "-e", "SELECT * FROM " + name + " ORDER BY " + key);
        Path pieces = exported("pieces.csv", "--table", name, "--parallel", "3");
        assertEquals(-1, Files.mismatch(whole, pieces), name);
    }

    private static String keyOf(String name) {
        return switch (name) {
            case "composite" -> "a, b, c";
            case "words", "latin", "bytes" -> "w";
            case "decimals" -> "d";
            case "moments", "stamps" -> "m";
            case "choices" -> "e, id";
            default -> "id";
        };
    }

    static Stream<String> tortureTables() {
        return Stream.concat(TortureTables.COMMON.stream(), Stream.of(TortureTables.MYSQL, TortureTables.VECTORS));
    }

    @ParameterizedTest
    @MethodSource("tortureTables")
    void every_type_is_written_as_on_one_connection(String table) throws IOException {
        torture.require(table);
        String name = torture.database() + "." + table;
        Path whole = exported("whole.csv", "--table", name);
        assertEquals(-1, Files.mismatch(whole, exported("pieces.csv", "--table", name, "--parallel", "2")), table);
    }

    @Test
    void one_connection_alone_may_read_the_pieces() throws IOException {
        Path whole = exported("whole.csv", "-e", "SELECT * FROM composite ORDER BY a, b, c");
        assertEquals(-1, Files.mismatch(whole, exported("one.csv", "--table", "composite", "--parallel", "1")));
    }

    @Test
    void a_condition_and_columns_hold_in_every_piece() throws IOException {
        String where = "id % 7 = 3 OR filler LIKE '%?;' -- of all";
        Path whole = exported("whole.csv", "-e", "SELECT filler, id FROM negative WHERE (" + where + "\n) ORDER BY id");
        Path pieces = exported(
                "pieces.csv", "--table", "negative", "--where", where, "--columns", "filler,id", "--parallel", "2");
        assertEquals(-1, Files.mismatch(whole, pieces));
    }

    @Test
    void parts_of_a_divided_export_are_those_of_one_connection() throws IOException {
        exported("whole.csv", "--table", "negative", "--split-rows", "9999");
        exported("pieces.csv", "--table", "negative", "--split-rows", "9999", "--parallel", "2");
        for (int part = 1; part <= 4; part++) {
            Path whole = directory.resolve("whole.000" + part + ".csv");
            assertEquals(-1, Files.mismatch(whole, directory.resolve("pieces.000" + part + ".csv")), "part " + part);
        }
    }

    @Test
    void a_table_that_has_no_primary_key_is_refused() {
        server.adminSql("CREATE TABLE " + database + ".keyless (id INT)");
        command("out.csv", "--table", "keyless", "--parallel", "2")
                .run()
                .assertExit(ExitCode.USAGE)
                .assertErrorContains("no primary key");
    }

    @Test
    void a_table_whose_engine_has_no_snapshots_is_refused() {
        server.adminSql("CREATE TABLE " + database + ".old (id INT PRIMARY KEY) ENGINE=MyISAM");
        command("out.csv", "--table", "old", "--parallel", "2")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("MyISAM")
                .assertErrorContains("--no-consistency");
    }

    @Test
    void a_row_limit_is_a_refusal() throws IOException {
        command("out.csv", "--table", "negative", "--parallel", "2", "--max-rows", "29999")
                .run()
                .assertExit(ExitCode.REFUSED);
        assertEquals(List.of(), names());
        command("out.csv", "--table", "negative", "--parallel", "2", "--max-rows", "30000")
                .run()
                .assertExit(ExitCode.DONE);
    }

    private void killIfThere(long id) {
        try {
            server.adminSql("KILL QUERY " + id);
        } catch (IllegalStateException e) {
            // Gone with the export since it was listed; any other reason is the test's failure.
            assertTrue(e.getMessage().contains("Unknown thread id"), e.getMessage());
        }
    }

    @Test
    void one_killed_query_ends_all_and_leaves_no_file() throws Exception {
        Process export = slow().start();
        try (RunningQueries queries = new RunningQueries(server, "FORCE INDEX (PRIMARY)")) {
            awaitReaders(queries);
            // A query may end before it is hit.
            while (export.isAlive()) {
                queries.ids().stream().limit(1).forEach(this::killIfThere);
            }
            assertTrue(export.waitFor(10, TimeUnit.SECONDS), "it still runs");
            queries.awaitNone(2_000);
        }
        String said = new String(export.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.FAILED.code(), export.exitValue(), said);
        assertTrue(said.contains("killed"), said);
        assertEquals(List.of(), names());
    }

    @Test
    void an_interrupt_ends_all_and_leaves_no_file() throws Exception {
        Process export = slow().start();
        try (RunningQueries queries = new RunningQueries(server, "FORCE INDEX (PRIMARY)")) {
            awaitReaders(queries);
            new ProcessBuilder("kill", "-INT", Long.toString(export.pid()))
                    .start()
                    .waitFor();
            assertTrue(export.waitFor(10, TimeUnit.SECONDS), "it still runs");
            queries.awaitNone(2_000);
        }
        assertEquals(ExitCode.INTERRUPTED.code(), export.exitValue());
        assertEquals(List.of(), names());
    }

    /** Queries that run for long on the server: a piece that is only read slowly would wait in the socket's buffers. */
    private SafecsvCli slow() {
        return command("out.csv", "--table", "negative", "--parallel", "3")
                .with("--where", "(SELECT COUNT(*) FROM digits a, digits b WHERE a.n + b.n > negative.id) >= 0");
    }

    private static void awaitReaders(RunningQueries queries) throws InterruptedException {
        for (int patience = 0; queries.ids().isEmpty() && patience < 400; patience++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    private Path exported(String file, String... arguments) {
        command(file, arguments).run().assertExit(ExitCode.DONE);
        return directory.resolve(file);
    }

    private SafecsvCli command(String file, String... arguments) {
        return SafecsvCli.safecsv("export", "-D", database, "--force")
                .with("-o", directory.resolve(file).toString())
                .with(arguments)
                .with(
                        server.isMySql() || !List.of(arguments).contains("--parallel")
                                ? new String[0]
                                : new String[] {"--snapshot-lock"})
                .on(server, server.admin());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
