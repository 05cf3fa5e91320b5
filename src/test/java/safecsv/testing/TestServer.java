package safecsv.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * The one database server of a test run, found or started when a test first asks for it. Thread-safe.
 *
 * <p>The system property {@code safecsv.server} chooses: {@code auto} (the default) takes the server that
 * SAFECSV_TEST_HOST names, else Docker with the image {@code mysql.image}, else the embedded MariaDB; {@code named},
 * {@code docker} and {@code embedded} insist on one of them. The run prints one line that says which it was.
 *
 * <p>A plain program that uses this must end with {@code System.exit}: threads that read the embedded server's output
 * keep the JVM alive, and the server is ended by a shutdown hook.
 */
public final class TestServer {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static TestServer instance;
    private static String failure;

    private final ServerAddress address;
    private final String version;
    private final Queue<String> cleanUp = new ConcurrentLinkedQueue<>();

    private TestServer(ServerAddress address) throws SQLException {
        this.address = address;
        try (Connection connection = adminConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            this.version = row.getString(1);
        }
        if (!address.temporary()) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::removeWhatTestsMade));
        }
    }

    /**
     * The server; the first call starts it.
     *
     * @throws IllegalStateException when there is none, with the reason; every later call fails the same way at once
     */
    public static synchronized TestServer get() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        if (instance == null) {
            try {
                instance = new TestServer(ServerChoice.find());
            } catch (ServerUnavailable | SQLException | IllegalStateException reason) {
                failure = "There is no server for the tests: " + reason.getMessage();
                throw new IllegalStateException(failure, reason);
            }
            System.out.println("Test server: " + instance);
        }
        return instance;
    }

    /** An address or name that is never {@code localhost}. */
    public String host() {
        return address.host();
    }

    /** The TCP port. */
    public int port() {
        return address.port();
    }

    /** An account with all privileges. */
    public TestUser admin() {
        return new TestUser(address.adminUser(), address.adminPassword());
    }

    /** Whether this is MySQL and not MariaDB. */
    public boolean isMySql() {
        return !version.contains("MariaDB");
    }

    /** What {@code SELECT VERSION()} says, such as {@code 8.4.6} or {@code 11.4.5-MariaDB}. */
    public String version() {
        return version;
    }

    /** The number before the version's first dot. */
    public int majorVersion() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    /** The command line client that came with the server, where one did. */
    Optional<Path> bundledClient() {
        return Optional.ofNullable(address.client());
    }

    /** Skips the calling test on MariaDB, with a message that says why. */
    public void requireMySql(String reason) {
        Assumptions.assumeTrue(isMySql(), () -> "Only MySQL can pass this (" + reason + "); the server is " + version);
    }

    /** Skips the calling test on MariaDB and on a MySQL before this major version, with a message that says why. */
    public void requireMySql(int major, String reason) {
        Assumptions.assumeTrue(
                isMySql() && majorVersion() >= major,
                () -> "Only MySQL " + major + " or later can pass this (" + reason + "); the server is " + version);
    }

    /** A connection with all privileges and no default database. It takes several statements at once, and LOCAL files. */
    public Connection adminConnection() throws SQLException {
        return adminConnection("");
    }

    /**
     * The table of processes. MySQL's in information_schema takes no text but utf8mb3, so that any session's statement
     * with another character in it makes every question to it fail.
     */
    public String processlist() {
        return isMySql() ? "performance_schema.processlist" : "information_schema.processlist";
    }

    /** As {@link #adminConnection()}, in a database. */
    public Connection adminConnection(String database) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(database), address.adminUser(), address.adminPassword());
    }

    /** Runs statements one after another with all privileges, in one session. */
    public void adminSql(String... statements) {
        try (Connection connection = adminConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException reason) {
            throw new IllegalStateException("The test's own SQL failed: " + reason.getMessage(), reason);
        }
    }

    /** Runs a UTF-8 class path resource of several statements in a database, with all privileges, in one session. */
    public void runScript(String database, String resource) {
        try (Connection connection = adminConnection(database);
                Statement statement = connection.createStatement()) {
            boolean hasRows = statement.execute(text(resource));
            // Later statements' errors only surface when their results are asked for.
            while (hasRows || statement.getUpdateCount() != -1) {
                hasRows = statement.getMoreResults();
            }
        } catch (SQLException reason) {
            throw new IllegalStateException(resource + " failed: " + reason.getMessage(), reason);
        }
    }

    private static String text(String resource) {
        try (InputStream stream = TestServer.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException reason) {
            throw new UncheckedIOException(resource, reason);
        }
    }

    /** Makes an empty utf8mb4 database with a name that no one else has; it goes when the run ends. */
    public String createDatabase(String prefix) {
        String name = unique(prefix);
        adminSql("CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4");
        cleanUp.add("DROP DATABASE IF EXISTS `" + name + "`");
        return name;
    }

    /**
     * Makes an account that may log in from anywhere; it goes when the run ends.
     *
     * @param grants what it may do, as between GRANT and TO: {@code "SELECT ON shop.*"}
     */
    public TestUser createUser(String... grants) {
        TestUser user = new TestUser(unique("user"), "a password, with 'quotes'");
        String account = "'" + user.name() + "'@'%'";
        adminSql("CREATE USER " + account + " IDENTIFIED BY '" + user.password().replace("'", "''") + "'");
        cleanUp.add("DROP USER IF EXISTS " + account);
        for (String grant : grants) {
            adminSql("GRANT " + grant + " TO " + account);
        }
        return user;
    }

    private static String unique(String prefix) {
        return prefix + "_" + ProcessHandle.current().pid() + "_"
                + Long.toString(System.nanoTime() & 0xffffff, Character.MAX_RADIX) + "_" + COUNTER.incrementAndGet();
    }

    private void removeWhatTestsMade() {
        adminSql(cleanUp.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return (isMySql() ? "MySQL " : "MariaDB ") + version.replace("-MariaDB", "") + " on " + address.host() + ":"
                + address.port() + " (" + address.origin() + ")";
    }
}
