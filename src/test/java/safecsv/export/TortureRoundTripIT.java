package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** What was exported and not edited is no change, whatever the type: compared with its baseline, and with the table. */
class TortureRoundTripIT {
    private static TestServer server;
    private static TortureTables tables;
    private static TestUser reader;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make_the_tables() {
        server = TestServer.get();
        tables = TortureTables.create(server);
        reader = server.createUser("SELECT ON " + tables.database() + ".*");
    }

    static Stream<String> all() {
        return Stream.concat(TortureTables.COMMON.stream(), Stream.of(TortureTables.MYSQL, TortureTables.VECTORS));
    }

    private FinishedProcess run(String command, String... options) {
        return SafecsvCli.safecsv(command)
                .on(server, reader)
                .with("-D", tables.database())
                .withFilesIn(folder)
                .with(options)
                .run();
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_edited_is_nothing_changed(String table) {
        tables.require(table);
        run("export", "--table", table, "--editable", "-o", "t.csv").assertExit(0);
        FinishedProcess said =
                run("diff", "t.csv", "--baseline", "t.csv.baseline.zip").assertExit(0);
        assertTrue(said.outputText().contains(" 0 updated, 0 inserted, 0 deleted, 0 conflicts, 0 missing,"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_edited_is_what_the_table_has(String table) {
        tables.require(table);
        run("export", "--table", table, "--editable", "-o", "t.csv").assertExit(0);
        run("diff", "t.csv", "--table", table).assertExit(0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void another_delimiter_changes_nothing(String table) {
        tables.require(table);
        run("export", "--table", table, "--editable", "--dialect", "tsv", "-o", "t.csv")
                .assertExit(0);
        run("diff", "t.csv", "--baseline", "t.csv.baseline.zip").assertExit(0);
    }
}
