package safecsv.mysql.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * What {@code --host} names: one host, or several with commas between them, each with a port of its own if need be. The
 * order is the order in which they are tried.
 */
record HostList(List<Host> hosts) {
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:]*):([0-9]{1,9})");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^]]*)]");

    /** One of them; an absent port is the one of {@code --port}. */
    record Host(String name, Optional<Integer> port) {}

    /** @throws SafecsvException code 2 where a name is missing between commas */
    static HostList parse(String text) {
        if (text.contains("://")) { // not repeated: such addresses often hold a password
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "-h/--host takes a host's name or address, not an address that begins with mysql:// or the like."
                            + " What is in such an address goes into -h/--host, -P/--port, -u/--user and -D/--database.");
        }
        List<Host> hosts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                throw new SafecsvException(ExitCode.USAGE, "The list of hosts '" + text + "' has an empty name.");
            }
            hosts.add(host(part.strip()));
        }
        return new HostList(List.copyOf(hosts));
    }

    private static Host host(String text) {
        Matcher port = WITH_PORT.matcher(text);
        if (port.matches()) {
            return new Host(withoutBrackets(port.group(1)), Optional.of(Integer.valueOf(port.group(2))));
        }
        return new Host(withoutBrackets(text), Optional.empty());
    }

    private static String withoutBrackets(String text) {
        Matcher brackets = BRACKETS.matcher(text);
        return brackets.matches() ? brackets.group(1) : text;
    }

    /** Whether it is a single name, which the mysql client would take too. */
    boolean isPlain() {
        return hosts.size() == 1 && hosts.get(0).port().isEmpty();
    }

    /** The first name. */
    String first() {
        return hosts.get(0).name();
    }

    /** The addresses, those without a port at this one. */
    List<ServerAddress> addresses(int defaultPort) {
        return hosts.stream()
                .<ServerAddress>map(
                        host -> new ServerAddress.Tcp(host.name(), host.port().orElse(defaultPort)))
                .toList();
    }
}
