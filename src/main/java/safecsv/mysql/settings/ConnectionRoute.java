package safecsv.mysql.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * How a connection gets to a server, and what is done when it does not get there.
 *
 * @param ssh the machine to go through; the server's address is then the one that it has there
 * @param retries how many more times everything is tried, for causes that may pass; 0 for none
 * @param alternatives the servers to try when the first can't be reached, in this order
 * @param stallTimeout how long nothing may come from the server before it is asked whether it still works; more than zero
 */
public record ConnectionRoute(
        Optional<SshTarget> ssh, int retries, List<Alternative> alternatives, Duration stallTimeout) {
    /** Short beside a night's run, long beside what a busy server or a bad network takes. */
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration LONGEST_STALL_TIMEOUT = Duration.ofDays(1);

    /** Straight to one server, once. */
    public static final ConnectionRoute DIRECT =
            new ConnectionRoute(Optional.empty(), 0, List.of(), DEFAULT_STALL_TIMEOUT);

    /** The most that can be asked for; with the waits between them this is about two days. */
    public static final int MOST_RETRIES = 5000;

    /** Another server of the same data. */
    public record Alternative(ServerAddress server, TlsSettings tls) {}

    public ConnectionRoute {
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new SafecsvException(ExitCode.USAGE, "--connect-retries must be 0 to " + MOST_RETRIES + ".");
        }
        if (stallTimeout.toMillis() < 1 || stallTimeout.compareTo(LONGEST_STALL_TIMEOUT) > 0) {
            throw new SafecsvException(
                    ExitCode.USAGE, "The stall timeout must be more than nothing and at most one day.");
        }
        alternatives = List.copyOf(alternatives);
    }

    /** The same way, with nowhere else to go. */
    ConnectionRoute withoutAlternatives() {
        return new ConnectionRoute(ssh, retries, List.of(), stallTimeout);
    }
}
