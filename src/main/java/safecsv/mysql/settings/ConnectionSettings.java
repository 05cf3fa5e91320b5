package safecsv.mysql.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Everything that is needed to connect, decided and checked. Holds no text that the driver would interpret.
 *
 * @param server where the server listens
 * @param user the account's user name; empty means the anonymous account
 * @param password {@link Secret#NONE} where there is none
 * @param database the default database, if any; never an empty name
 * @param tls how the connection is encrypted
 * @param connectTimeout the longest that connecting and logging in may wait for the server; more than zero
 * @param route through what, how often, and where to else
 */
public record ConnectionSettings(
        ServerAddress server,
        String user,
        Secret password,
        Optional<String> database,
        TlsSettings tls,
        Duration connectTimeout,
        ConnectionRoute route) {

    /** Long enough for a slow network, short enough for a person who mistyped an address. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    /** Straight to one server, once. */
    public ConnectionSettings(
            ServerAddress server,
            String user,
            Secret password,
            Optional<String> database,
            TlsSettings tls,
            Duration connectTimeout) {
        this(server, user, password, database, tls, connectTimeout, ConnectionRoute.DIRECT);
    }

    public ConnectionSettings {
        refuseIf(user.indexOf('\0') >= 0, "The user name holds a NUL character.");
        refuseIf(password.reveal().indexOf('\0') >= 0, "The password holds a NUL character.");
        database.ifPresent(name -> refuseIf(
                name.isEmpty() || name.indexOf('\0') >= 0, "The database name is empty or holds a NUL character."));
        refuseIf(
                connectTimeout.isNegative() || connectTimeout.isZero() || connectTimeout.compareTo(LONGEST_TIMEOUT) > 0,
                "The connect timeout must be between 1 second and one day.");
    }

    /** One for each server, in the order in which they are to be tried; none of them has an alternative. */
    public List<ConnectionSettings> candidates() {
        return Stream.concat(Stream.of(new ConnectionRoute.Alternative(server, tls)), route.alternatives().stream())
                .map(to -> new ConnectionSettings(
                        to.server(), user, password, database, to.tls(), connectTimeout, route.withoutAlternatives()))
                .toList();
    }

    /** The same, with no default database. */
    public ConnectionSettings withoutDatabase() {
        return new ConnectionSettings(server, user, password, Optional.empty(), tls, connectTimeout, route);
    }

    /** What messages call the server: its address, and what lies between. */
    public String place() {
        return server + route.ssh().map(ssh -> " through ssh " + ssh).orElse("");
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new SafecsvException(ExitCode.USAGE, message);
        }
    }
}
