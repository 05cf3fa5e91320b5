package safecsv.mysql.facts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A server as one account meets it.
 *
 * @param version as the server says it
 * @param account the account that the server has chosen: user, and the host pattern that it is for
 * @param loginFrom user and host as the server saw them
 * @param variables global system variables, by lower-case name
 * @param sessionTimeZone the time zone in which TIMESTAMP values are written
 * @param offset of that time zone, now
 * @param namedTimeZones whether the server knows time zones by name
 * @param clockAhead how far the server's clock is ahead of this machine's; less than zero: behind
 * @param threads connections open now; empty where the server does not tell
 * @param tls empty for a connection in plain text
 * @param grants empty where the server does not tell
 * @param sleepingRoles roles that the account has and that are not active in its sessions
 * @param locksReadable whether the account sees who waits for a table's lock
 * @param database empty without a default database
 * @param tables those that were asked for
 */
public record ServerFacts(
        String version,
        Account account,
        String loginFrom,
        Map<String, String> variables,
        String sessionTimeZone,
        Duration offset,
        boolean namedTimeZones,
        Duration clockAhead,
        Optional<Long> threads,
        Optional<TlsFacts> tls,
        ReplicaFacts replica,
        Optional<Grants> grants,
        List<String> sleepingRoles,
        boolean locksReadable,
        Optional<Database> database,
        List<TableFacts> tables) {
    /** An account's two names, without quotes. */
    public record Account(String user, String host) {
        /** As GRANT takes it. */
        public String quoted() {
            return literal(user) + "@" + literal(host);
        }

        private static String literal(String text) {
            return "'" + text.replace("'", "''") + "'";
        }
    }

    /**
     * The default database, and the tables in it that the account can see.
     *
     * @param brokenViews those of them that are views over something that is not there any more, or not allowed
     */
    public record Database(String name, List<String> tables, List<String> brokenViews) {
        public Database {
            tables = List.copyOf(tables);
            brokenViews = List.copyOf(brokenViews);
        }
    }

    public ServerFacts {
        variables = Map.copyOf(variables);
        sleepingRoles = List.copyOf(sleepingRoles);
        tables = List.copyOf(tables);
    }

    /** A global system variable; empty where the server has none of this name. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A variable that is on; false where there is none. */
    public boolean isOn(String name) {
        return variable(name)
                .map(value -> value.equalsIgnoreCase("ON") || value.equals("1"))
                .orElse(false);
    }

    /** A whole number; empty where there is none. */
    public Optional<Long> number(String name) {
        return variable(name).filter(value -> value.matches("[0-9]{1,18}")).map(Long::valueOf);
    }

    public boolean isMariaDb() {
        return version.contains("MariaDB");
    }
}
