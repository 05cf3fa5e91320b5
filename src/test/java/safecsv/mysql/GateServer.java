package safecsv.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;

/** The server that {@code SAFECSV_TEST_HOST}, {@code _PORT}, {@code _USER} and {@code _PASSWORD} name, with its own database. */
final class GateServer {
    static final String DATABASE = "safecsv_gate";

    private GateServer() {}

    /** A connection that may write, in the tests' database. */
    static Connection administrator() throws SQLException {
        return connect("");
    }

    /** A session as an export has it: READ ONLY, in the tests' database. */
    static Connection readOnly() throws SQLException {
        Connection connection = connect("sql_mode='STRICT_TRANS_TABLES'");
        execute(connection, "SET SESSION sql_mode = 'STRICT_TRANS_TABLES'");
        execute(connection, "SET SESSION TRANSACTION READ ONLY");
        return connection;
    }

    /** @param variables the driver's sessionVariables, or nothing */
    static Connection connect(String variables) throws SQLException {
        String host = System.getenv("SAFECSV_TEST_HOST");
        Assumptions.assumeTrue(host != null, "no server: SAFECSV_TEST_HOST is not set");
        Properties properties = new Properties();
        properties.setProperty("user", System.getenv("SAFECSV_TEST_USER"));
        properties.setProperty("password", System.getenv("SAFECSV_TEST_PASSWORD"));
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("characterSetResults", "UTF-8");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("createDatabaseIfNotExist", "true");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        if (!variables.isEmpty()) {
            properties.setProperty("sessionVariables", variables);
        }
        return DriverManager.getConnection(
                "jdbc:mysql://" + host + ":" + System.getenv("SAFECSV_TEST_PORT") + "/" + DATABASE, properties);
    }

    static boolean isMariaDb(Connection connection) throws SQLException {
        return text(connection, "SELECT VERSION()").contains("MariaDB");
    }

    /** The first column of the first row. */
    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
