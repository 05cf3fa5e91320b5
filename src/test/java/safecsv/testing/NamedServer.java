package safecsv.testing;

import java.util.Map;
import java.util.Optional;

/** A server that the environment names: SAFECSV_TEST_HOST, _PORT, _USER and _PASSWORD. */
final class NamedServer {
    private NamedServer() {}

    /**
     * Reads the environment.
     *
     * @return empty when SAFECSV_TEST_HOST is not set
     * @throws IllegalStateException when the rest of it can't be used
     */
    static Optional<ServerAddress> from(Map<String, String> environment) {
        String host = environment.getOrDefault("SAFECSV_TEST_HOST", "");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServerAddress(
                host,
                port(environment.getOrDefault("SAFECSV_TEST_PORT", "3306")),
                environment.getOrDefault("SAFECSV_TEST_USER", "root"),
                environment.getOrDefault("SAFECSV_TEST_PASSWORD", ""),
                "named by SAFECSV_TEST_HOST",
                false,
                null));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalStateException("SAFECSV_TEST_PORT is not a number: " + text, notANumber);
        }
    }
}
