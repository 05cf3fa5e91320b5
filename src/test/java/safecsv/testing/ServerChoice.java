package safecsv.testing;

import java.util.Optional;

/** Which server a test run uses: the property {@code safecsv.server}, else the first that can be had. */
final class ServerChoice {
    private static final String DEFAULT_IMAGE = "mysql:8.4";

    private ServerChoice() {}

    /** @throws ServerUnavailable when the wanted kind, or every kind, can't be had */
    static ServerAddress find() throws ServerUnavailable {
        String kind = property("safecsv.server", "auto");
        Optional<ServerAddress> named = NamedServer.from(System.getenv());
        return switch (kind) {
            case "auto" -> named.isPresent() ? named.get() : dockerOrEmbedded();
            case "named" ->
                named.orElseThrow(
                        () -> new IllegalStateException("safecsv.server is named, but SAFECSV_TEST_HOST is not set"));
            case "docker" -> DockerServer.start(image());
            case "embedded" -> EmbeddedServer.start();
            default ->
                throw new IllegalStateException(
                        "safecsv.server is one of auto, named, docker and embedded, not " + kind);
        };
    }

    private static ServerAddress dockerOrEmbedded() throws ServerUnavailable {
        try {
            return DockerServer.start(image());
        } catch (ServerUnavailable reason) {
            ServerAddress embedded = EmbeddedServer.start();
            return embedded.withOrigin(embedded.origin() + ", because " + reason.getMessage());
        }
    }

    private static String image() {
        String named = System.getenv().getOrDefault("SAFECSV_TEST_IMAGE", "");
        return named.isEmpty() ? property("mysql.image", DEFAULT_IMAGE) : named;
    }

    private static String property(String name, String otherwise) {
        String value = System.getProperty(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
