package safecsv.diff;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import safecsv.testing.FinishedProcess;
import safecsv.testing.TestServer;
import safecsv.testing.Tool;

/**
 * A second opinion on a golden case: {@code src/test/resources/python/verdicts.py} computes the verdict of every row from
 * the three files alone, and compares it with {@code diff --json}.
 */
final class PythonVerdicts {
    private static final Path SCRIPT = Path.of("src/test/resources/python/verdicts.py");
    private static final int NOT_SAID = 3;
    private static final String COLUMNS = "SELECT COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' ORDER BY ORDINAL_POSITION";
    private static final String KEY = "SELECT COLUMN_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX";

    private PythonVerdicts() {}

    /**
     * Fails where the script comes to other verdicts.
     *
     * @param folder with {@code t.csv.baseline.zip} and {@code edited.csv}
     * @param json what {@code diff --json} has printed
     * @param args of the diff
     * @return why the case is not the script's; empty where it agrees
     */
    static Optional<String> compare(TestServer server, String database, Path folder, byte[] json, List<String> args)
            throws IOException, SQLException {
        Path said = Files.write(folder.resolve("said.json"), json);
        Path now = folder.resolve("now.json");
        try (Connection connection = server.adminConnection(database);
                OutputStream out = Files.newOutputStream(now)) {
            new JsonMapper().writeValue(out, table(connection));
        }
        int policy = args.indexOf("--on-conflict");
        List<String> words = new ArrayList<>(List.of(
                SCRIPT.toString(),
                args.contains("--table")
                        ? "-"
                        : folder.resolve("t.csv.baseline.zip").toString(),
                folder.resolve("edited.csv").toString(),
                now.toString(),
                said.toString(),
                policy < 0 ? "fail" : args.get(policy + 1)));
        if (args.contains("--allow-deletes")) {
            words.add("deletes");
        }
        FinishedProcess done = Tool.run(Tool.python(), words.toArray(String[]::new));
        if (done.exitCode() == NOT_SAID) {
            return Optional.of(done.outputText().strip());
        }
        if (done.exitCode() != 0) {
            fail("Python comes to other verdicts:\n" + done.outputText() + done.error());
        }
        return Optional.empty();
    }

    private static ObjectNode table(Connection connection) throws SQLException {
        ObjectNode table = new JsonMapper().createObjectNode();
        ArrayNode key = table.putArray("key");
        ArrayNode names = table.putArray("columns");
        ArrayNode types = table.putArray("types");
        ArrayNode rows = table.putArray("rows");
        try (Statement statement = connection.createStatement()) {
            try (ResultSet column = statement.executeQuery(KEY)) {
                while (column.next()) {
                    key.add(column.getString(1));
                }
            }
            StringBuilder list = new StringBuilder();
            try (ResultSet column = statement.executeQuery(COLUMNS)) {
                while (column.next()) {
                    names.add(column.getString(1));
                    types.add(column.getString(2));
                    list.append(list.isEmpty() ? "`" : ", `")
                            .append(column.getString(1))
                            .append('`');
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT " + list + " FROM t")) {
                while (row.next()) {
                    ArrayNode cells = rows.addArray();
                    for (int column = 1; column <= names.size(); column++) {
                        boolean bytes = types.get(column - 1).asText().matches("(?i).*(binary|blob).*");
                        cells.add(bytes ? hexadecimal(row.getBytes(column)) : row.getString(column));
                    }
                }
            }
        }
        return table;
    }

    private static String hexadecimal(byte[] bytes) {
        return bytes == null ? null : "0x" + HexFormat.of().formatHex(bytes).toUpperCase(java.util.Locale.ROOT);
    }
}
