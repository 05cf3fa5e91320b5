package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** New rows whose keys a collation takes for one are named just where the server itself would refuse the second. */
class CollatedKeysIT {
    private static final List<String> PIECES = List.of(
            "a", "A", "á", "b", "B", " ", "ß", "ss", "sz", "S", "\u00a0", "か", "が", "ｶ", "カ", "ﾞ", "0", "０", "i", "ı",
            "I", "æ", "ae", "\t", "e\u0301", "é");
    private static final int ROWS = 2_000;

    @TempDir
    private Path folder;

    static Stream<String> collations() {
        Stream<String> everywhere = Stream.of(
                "VARCHAR(8) COLLATE utf8mb4_bin",
                "VARCHAR(8) COLLATE utf8mb4_general_ci",
                "VARCHAR(8) COLLATE utf8mb4_unicode_520_ci",
                "CHAR(8) COLLATE utf8mb4_unicode_ci",
                "VARCHAR(8) CHARACTER SET latin1 COLLATE latin1_german2_ci",
                "CHAR(8) CHARACTER SET cp932");
        Stream<String> mysql = Stream.of(
                "VARCHAR(8) COLLATE utf8mb4_0900_ai_ci",
                "CHAR(8) COLLATE utf8mb4_0900_as_cs",
                "VARCHAR(8) COLLATE utf8mb4_ja_0900_as_cs");
        return TestServer.get().isMySql() ? Stream.concat(everywhere, mysql) : everywhere;
    }

    @ParameterizedTest
    @MethodSource("collations")
    void are_named_where_the_server_would_refuse_them(String type) throws IOException, SQLException {
        TestServer server = TestServer.get();
        String database = server.createDatabase("collated");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE t (k " + type + " PRIMARY KEY, v INT)",
                "CREATE TABLE twin LIKE t",
                "INSERT INTO t VALUES ('first', 0)",
                "INSERT INTO twin VALUES ('first', 0)");
        SafecsvCli.safecsv("export")
                .on(server, server.admin())
                .with("-D", database, "--table", "t", "--editable", "-o", "t.csv")
                .withFilesIn(folder)
                .run()
                .assertExit(0);
        StringBuilder csv = new StringBuilder("k,v\nfirst,0\n");
        Set<Long> refused = new TreeSet<>();
        try (Connection connection = server.adminConnection(database);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO twin VALUES (?, 1)")) {
            long line = 3;
            for (String key : keys(type)) {
                csv.append('"').append(key).append("\",1\n");
                if (isRefused(insert, key)) {
                    refused.add(line);
                }
                line++;
            }
        }
        Files.writeString(folder.resolve("edited.csv"), csv);
        FinishedProcess said = SafecsvCli.safecsv("diff")
                .on(server, server.createUser("SELECT ON " + database + ".*"))
                .with("-D", database, "edited.csv", "--baseline", "t.csv.baseline.zip", "--json")
                .withFilesIn(folder)
                .run()
                .assertExit(ExitCode.BAD_CSV.code());
        JsonNode found = new ObjectMapper().readTree(said.output());
        assertEquals(refused.size(), found.get("problemCount").asInt());
        Set<Long> named = new TreeSet<>();
        found.get("problems").forEach(problem -> named.add(problem.get("line").asLong()));
        assertEquals(refused.stream().limit(100).toList(), named.stream().toList(), () -> found.toPrettyString());
        assertFalse(refused.isEmpty());
    }

    private static boolean isRefused(PreparedStatement insert, String key) throws SQLException {
        insert.setString(1, key);
        try {
            insert.executeUpdate();
            return false;
        } catch (SQLException e) {
            assertEquals(1062, e.getErrorCode(), key);
            return true;
        }
    }

    /** Different texts that the character set has; many of them are alike, and those may be far apart. */
    private static Set<String> keys(String type) {
        Random random = new Random(type.hashCode());
        Set<String> keys = new LinkedHashSet<>();
        while (keys.size() < ROWS) {
            StringBuilder key = new StringBuilder(Integer.toString(random.nextInt(type.contains("bin") ? 100 : 900)));
            for (int length = random.nextInt(1, 4); length > 0 && key.length() < 7; length--) {
                String piece = PIECES.get(random.nextInt(PIECES.size()));
                if (holds(type, piece)) {
                    key.append(piece);
                }
            }
            keys.add(key.toString());
        }
        return keys;
    }

    private static boolean holds(String type, String piece) {
        String charset = type.contains("latin1") ? "windows-1252" : type.contains("cp932") ? "windows-31j" : "UTF-8";
        return java.nio.charset.Charset.forName(charset).newEncoder().canEncode(piece);
    }
}
