package safecsv.export;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import safecsv.testing.SafecsvCli;

/** One of two MySQL servers, named by system properties, that replicate. */
final class ReplicatedServer {
    private static final String PREFIX = "safecsv.replication.";
    private static final String USER = System.getProperty(PREFIX + "user", "admin");
    private static final String PASSWORD = System.getProperty(PREFIX + "password", "");

    private final String host;
    private final String port;

    private ReplicatedServer(String host, String port) {
        this.host = host;
        this.port = port;
    }

    /** The one whose address the property {@code safecsv.replication.ROLE} holds, as host:port. */
    static ReplicatedServer named(String role) {
        String[] address = System.getProperty(PREFIX + role).split(":", 2);
        return new ReplicatedServer(address[0], address[1]);
    }

    /** Runs statements in one session. */
    void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Becomes a replica of another one, from where that is now. */
    void follow(ReplicatedServer source) throws SQLException {
        sql(
                "STOP REPLICA",
                "RESET REPLICA ALL",
                ("CHANGE REPLICATION SOURCE TO SOURCE_HOST = '%s', SOURCE_PORT = %s, SOURCE_USER = '%s',"
                                + " SOURCE_PASSWORD = '%s', GET_SOURCE_PUBLIC_KEY = 1, SOURCE_LOG_FILE = '%s',"
                                + " SOURCE_LOG_POS = %s")
                        .formatted(
                                source.host,
                                source.port,
                                USER,
                                PASSWORD,
                                source.text("SHOW BINARY LOG STATUS", 1),
                                source.text("SHOW BINARY LOG STATUS", 2)),
                "START REPLICA");
    }

    /** Waits until all that the source has is here. */
    void awaitCaughtUp(ReplicatedServer source) throws Exception {
        String file = source.text("SHOW BINARY LOG STATUS", 1);
        String position = source.text("SHOW BINARY LOG STATUS", 2);
        if (text("SELECT SOURCE_POS_WAIT('%s', %s, 60)".formatted(file, position), 1) == null) {
            throw new IllegalStateException("the replica does not run: " + text("SHOW REPLICA STATUS", 20));
        }
        for (int round = 0; !"0".equals(lag()); round++) {
            if (round > 100) {
                throw new IllegalStateException("the replica is behind by " + lag());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private String lag() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
            row.next();
            return row.getString("Seconds_Behind_Source");
        }
    }

    private String text(String sql, int column) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(column);
        }
    }

    /** Options that log in here. */
    String[] login(String user, String password) {
        return new String[] {
            "--no-defaults",
            "-h",
            host,
            "-P",
            port,
            "-u",
            user,
            "--password-file",
            SafecsvCli.passwordFile(password).toString()
        };
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + host + ":" + port + "/?allowPublicKeyRetrieval=true", USER, PASSWORD);
    }
}
