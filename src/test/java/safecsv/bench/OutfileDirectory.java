package safecsv.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the server may write with INTO OUTFILE and this program may remove what it wrote: found by trying, since it
 * depends on the FILE privilege, {@code secure_file_priv}, both users' rights, and on being the same host at all.
 *
 * @param path null when there is no such directory
 * @param reason why there is none; empty when there is one
 */
record OutfileDirectory(Path path, String reason) {
    static OutfileDirectory find(Connection connection, Path preferred) throws SQLException {
        List<String> reasons = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (Path candidate : candidates(statement, preferred)) {
                String reason = obstacle(statement, candidate);
                if (reason.isEmpty()) {
                    return new OutfileDirectory(candidate, "");
                }
                reasons.add(candidate + ": " + reason);
            }
        }
        return new OutfileDirectory(null, reasons.isEmpty() ? "secure_file_priv is NULL" : String.join("; ", reasons));
    }

    /** @see <a href="https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html">secure_file_priv</a> */
    private static List<Path> candidates(Statement statement, Path preferred) throws SQLException {
        try (ResultSet result = statement.executeQuery("select @@secure_file_priv, @@tmpdir")) {
            result.next();
            String allowed = result.getString(1);
            if (allowed == null) {
                return List.of();
            }
            return allowed.isEmpty() ? List.of(preferred, Path.of(result.getString(2))) : List.of(Path.of(allowed));
        }
    }

    private static String obstacle(Statement statement, Path directory) {
        Path probe = directory.resolve(
                "safecsv-bench-probe-" + ProcessHandle.current().pid());
        try {
            statement.execute("select 1 into outfile '" + probe.toString().replace("'", "''") + "'");
            return Files.deleteIfExists(probe)
                    ? ""
                    : "the server's file is not visible here, and stays on the server as " + probe;
        } catch (SQLException | IOException e) {
            return e.getMessage();
        }
    }
}
