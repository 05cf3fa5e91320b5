package safecsv.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import safecsv.testing.TestServer;

/** The tests' server, with a database for the gate's tests. */
final class GateServer {
    static final String DATABASE = "safecsv_gate";

    private GateServer() {}

    /** A connection that may write, in the tests' database. */
    static Connection administrator() throws SQLException {
        return connect("");
    }

    /** A session as an export has it: READ ONLY, in the tests' database. */
    static Connection readOnly() throws SQLException {
        TestServer server = TestServer.get();
        return readOnly(server.admin().name(), server.admin().password());
    }

    /** The same, for another account; it has no database. */
    static Connection readOnly(String user, String password) throws SQLException {
        boolean admin = user.equals(TestServer.get().admin().name());
        Connection connection = connect(user, password, admin ? DATABASE : "", "sql_mode='STRICT_TRANS_TABLES'");
        execute(connection, "SET SESSION sql_mode = 'STRICT_TRANS_TABLES'");
        execute(connection, "SET SESSION TRANSACTION READ ONLY");
        return connection;
    }

    /** @param variables the driver's sessionVariables, or nothing */
    static Connection connect(String variables) throws SQLException {
        TestServer server = TestServer.get();
        return connect(server.admin().name(), server.admin().password(), DATABASE, variables);
    }

    private static Connection connect(String user, String password, String database, String variables)
            throws SQLException {
        TestServer server = TestServer.get();
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("characterSetResults", "UTF-8");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("netTimeoutForStreamingResults", "0");
        if (!database.isEmpty()) {
            properties.setProperty("createDatabaseIfNotExist", "true");
        }
        properties.setProperty("allowPublicKeyRetrieval", "true");
        if (!variables.isEmpty()) {
            properties.setProperty("sessionVariables", variables);
        }
        return DriverManager.getConnection(
                "jdbc:mysql://" + server.host() + ":" + server.port() + "/" + database, properties);
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
