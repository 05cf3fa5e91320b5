package safecsv.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.bench.BenchOptions.SslMode;

/**
 * The server that is measured, from {@code SAFECSV_TEST_HOST}, {@code _PORT}, {@code _USER}, {@code _PASSWORD} and
 * optionally {@code _SOCKET}.
 *
 * @param socket path of the server's Unix socket, when the socket is to be measured as well
 */
record BenchServer(String host, int port, String user, String password, Optional<String> socket) {
    static BenchServer fromEnvironment(Map<String, String> environment) {
        String host = environment.get("SAFECSV_TEST_HOST");
        String user = environment.get("SAFECSV_TEST_USER");
        if (host == null || user == null) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The benchmark needs a MySQL server: set SAFECSV_TEST_HOST, SAFECSV_TEST_PORT (3306), SAFECSV_TEST_USER"
                            + " and SAFECSV_TEST_PASSWORD. Nothing was run.");
        }
        String port = environment.getOrDefault("SAFECSV_TEST_PORT", "3306");
        if (!port.matches("[0-9]{1,5}")) {
            throw new SafecsvException(ExitCode.USAGE, "SAFECSV_TEST_PORT is no port number: " + port);
        }
        return new BenchServer(
                host,
                Integer.parseInt(port),
                user,
                environment.getOrDefault("SAFECSV_TEST_PASSWORD", ""),
                Optional.ofNullable(environment.get("SAFECSV_TEST_SOCKET")));
    }

    /** A connection for setting up and looking around, to no database in particular; never measured. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + host + ":" + port + "/", properties(user, password, SslMode.PREFERRED));
    }

    /** The connection properties that safecsv uses too, so that rivals on JDBC differ in their own code alone. */
    static Properties properties(String user, String password, SslMode sslMode) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslMode", sslMode.name());
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("characterSetResults", "UTF-8");
        properties.setProperty("netTimeoutForStreamingResults", "0");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("tcpKeepAlive", "true");
        // Only for DISABLED, where a server that has not seen the account yet would refuse it otherwise.
        properties.setProperty("allowPublicKeyRetrieval", Boolean.toString(sslMode == SslMode.DISABLED));
        return properties;
    }
}
