package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** Where a progress line may be, and where data or another program has the terminal. */
class ProgressLineIT {
    private static final String ERASE = "\u001b[K";

    private final TestServer server = TestServer.get();
    private String table;

    @TempDir
    private Path directory;

    @BeforeEach
    void make_a_table() {
        String database = server.createDatabase("progress");
        table = database + ".t";
        server.adminSql(
                "CREATE TABLE " + table + " (n INT PRIMARY KEY)",
                "INSERT INTO " + table
                        + " WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 900) SELECT n FROM"
                        + " r");
    }

    /** Two seconds long. */
    private SafecsvCli export() {
        return SafecsvCli.safecsv("export", "--table", table, "--throttle", "450rows/s")
                .on(server, server.admin());
    }

    private static String shown(SafecsvCli command) throws Exception {
        Process process = command.startOnTerminal();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), shown);
        return shown;
    }

    @Test
    void it_shows_while_data_goes_to_a_file() throws Exception {
        String shown = shown(export().with("-o", directory.resolve("t.csv").toString()));
        assertTrue(shown.contains(ERASE), shown);
    }

    @Test
    void it_stays_away_while_data_goes_to_the_terminal() throws Exception {
        String shown = shown(export());
        assertTrue(!shown.contains(ERASE) && shown.contains("899\r\n900\r\n"), shown);
    }
}
