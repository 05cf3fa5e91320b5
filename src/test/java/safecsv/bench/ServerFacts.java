package safecsv.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What must be known of the server before measuring.
 *
 * @param version as the server says it
 * @param cipher of a connection with TLS mode PREFERRED; empty where the server offers no TLS
 * @param outfile where INTO OUTFILE can write
 */
record ServerFacts(String version, String cipher, OutfileDirectory outfile) {
    static ServerFacts ask(Connection connection, Path directory) throws SQLException {
        return new ServerFacts(
                value(connection, "select 'version', version()"),
                value(connection, "show session status like 'Ssl_cipher'"),
                OutfileDirectory.find(connection, directory));
    }

    /** Whether the server would first collect the result in a temporary table of its own. */
    static boolean usesTemporaryTable(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain format=traditional " + sql)) {
            while (plan.next()) {
                String extra = plan.getString("Extra");
                if ("UNION RESULT".equals(plan.getString("select_type"))
                        || (extra != null && extra.contains("Using temporary"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(2);
        }
    }
}
