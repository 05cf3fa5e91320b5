package safecsv.mysql.settings;

import java.util.Locale;
import java.util.Optional;

/** How to reach the server where the host leaves it open; the mysql client's {@code --protocol}. */
public enum ConnectionProtocol {
    /** TCP, even to {@code localhost}. */
    TCP,
    /** The Unix socket on this machine. */
    SOCKET;

    /**
     * Reads a protocol in any letter case.
     *
     * @return empty if it is none of the two
     */
    public static Optional<ConnectionProtocol> parse(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TCP" -> Optional.of(TCP);
            case "SOCKET" -> Optional.of(SOCKET);
            default -> Optional.empty();
        };
    }
}
