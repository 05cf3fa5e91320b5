package safecsv.testing;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container that Testcontainers starts, and removes when this JVM ends. */
final class DockerServer {
    private static final long PULL_MINUTES = 5;
    private static final String PASSWORD = "safecsv-tests";

    private DockerServer() {}

    /**
     * Starts the image, which may be any MySQL or MariaDB image that understands the official ones' variables.
     *
     * @throws ServerUnavailable when there is no Docker, the image can't be had, or the server does not come up
     */
    static ServerAddress start(String image) throws ServerUnavailable {
        requireDocker();
        requireImage(image);
        @SuppressWarnings("resource") // ended by Testcontainers with the JVM; every test of the run shares it
        MySQLContainer container = new MySQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("mysql"))
                .withUsername("root")
                .withPassword(PASSWORD)
                .withConfigurationOverride("test-server-conf")
                .withStartupAttempts(1);
        try {
            container.start();
        } catch (RuntimeException failure) {
            throw new ServerUnavailable("the container of image " + image + " did not start", failure);
        }
        return new ServerAddress(
                container.getHost(),
                container.getMappedPort(MySQLContainer.MYSQL_PORT),
                "root",
                PASSWORD,
                "Docker image " + image,
                true,
                null);
    }

    private static void requireDocker() throws ServerUnavailable {
        try {
            DockerClientFactory.instance().client();
        } catch (RuntimeException failure) {
            throw new ServerUnavailable("Docker is not available", failure);
        }
    }

    /** Testcontainers would try a failing pull again for two minutes; one attempt that says why is enough here. */
    private static void requireImage(String image) throws ServerUnavailable {
        var docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(image).exec();
        } catch (NotFoundException notHere) {
            try {
                if (!docker.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
                    throw new ServerUnavailable(
                            "Docker image " + image + " was not pulled within " + PULL_MINUTES + " minutes", notHere);
                }
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new ServerUnavailable("the pull of Docker image " + image + " was interrupted", interruption);
            } catch (RuntimeException failure) {
                throw new ServerUnavailable("Docker image " + image + " can't be pulled", failure);
            }
        } catch (RuntimeException failure) {
            throw new ServerUnavailable("Docker does not answer", failure);
        }
    }
}
