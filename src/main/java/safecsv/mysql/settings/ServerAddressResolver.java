package safecsv.mysql.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Decides between TCP and the Unix socket as the mysql client does: no host, or {@code localhost}, means the socket.
 *
 * <p>One deliberate difference: a port on the command line means TCP, where the mysql client ignores it and takes the
 * socket. Who types {@code -h localhost -P 3307} has a tunnel there, and must never end up on the local server. Another
 * for convenience: where no socket is named and none is found, it is TCP to 127.0.0.1.
 */
final class ServerAddressResolver {
    private static final int DEFAULT_PORT = 3306;
    private static final int GREATEST_PORT = 65_535;
    private static final String LOCALHOST = "localhost";
    /** Where distributions put it; {@code /tmp} last, because everybody can write there. */
    private static final List<String> USUAL_SOCKETS =
            List.of("var/run/mysqld/mysqld.sock", "run/mysqld/mysqld.sock", "tmp/mysql.sock");

    private final ConnectionRequest request;
    private final OptionValues options;
    private final ClientEnvironment environment;

    ServerAddressResolver(ConnectionRequest request, OptionValues options, ClientEnvironment environment) {
        this.request = request;
        this.options = options;
        this.environment = environment;
    }

    /**
     * Returns the servers in the order in which they are to be tried, at least one.
     *
     * @param throughSsh whether the addresses are those that another machine sees
     */
    List<ServerAddress> resolve(boolean throughSsh) {
        Optional<String> text = request.host()
                .or(() -> options.entry("host").flatMap(OptionFileEntry::value))
                .or(() -> environment.variable("MYSQL_HOST"))
                .filter(name -> !name.isEmpty());
        Optional<HostList> hosts = text.map(HostList::parse);
        if (throughSsh) {
            return elsewhere(hosts);
        }
        if (hosts.isPresent() && !hosts.get().isPlain()) {
            refuseSocket(text.get(), request.protocol().or(options::protocol));
            return hosts.get().addresses(port());
        }
        return List.of(one(hosts.map(HostList::first)));
    }

    /**
     * Seen from the ssh host. What this machine's option files say of a socket is about this machine, so only one that is
     * named on the command line counts.
     */
    private List<ServerAddress> elsewhere(Optional<HostList> hosts) {
        if (request.socket().isPresent()) {
            Path socket = request.socket().get();
            boolean contradicts =
                    request.host().filter(name -> !name.equals(LOCALHOST)).isPresent();
            if (contradicts || !socket.isAbsolute()) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "With --ssh, -S/--socket is the absolute path of a socket on the ssh host, and goes without"
                                + " -h/--host.");
            }
            return List.of(new ServerAddress.UnixSocket(socket));
        }
        if (request.protocol().equals(Optional.of(ConnectionProtocol.SOCKET))) {
            throw new SafecsvException(ExitCode.USAGE, "With --ssh, name the socket on the ssh host with -S/--socket.");
        }
        return hosts.map(list -> list.addresses(port()))
                .orElseGet(() -> List.of(new ServerAddress.Tcp("127.0.0.1", port())));
    }

    private ServerAddress one(Optional<String> host) {
        boolean remote = host.isPresent() && !host.get().equals(LOCALHOST);
        Optional<ConnectionProtocol> protocol = request.protocol().or(options::protocol);
        if (remote) {
            refuseSocket(host.get(), protocol);
            return new ServerAddress.Tcp(host.get(), port());
        }
        if (protocol.equals(Optional.of(ConnectionProtocol.TCP))) {
            refuseSocketOverTcp();
            return new ServerAddress.Tcp(host.orElse(LOCALHOST), port());
        }
        boolean portTyped = request.port().isPresent() && request.socket().isEmpty();
        if (portTyped && protocol.isEmpty()) {
            return new ServerAddress.Tcp(host.orElse(LOCALHOST), port());
        }
        return local(protocol);
    }

    private ServerAddress local(Optional<ConnectionProtocol> protocol) {
        Optional<Path> socket = request.socket()
                .or(() -> options.text("socket").map(environment::path))
                .or(() -> environment.variable("MYSQL_UNIX_PORT").map(Path::of))
                .or(this::usualSocket);
        if (socket.isPresent()) {
            return new ServerAddress.UnixSocket(socket.get().toAbsolutePath());
        }
        if (protocol.isPresent()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The protocol is SOCKET, but no server's socket was found: name it with -S/--socket.");
        }
        return new ServerAddress.Tcp("127.0.0.1", port());
    }

    private Optional<Path> usualSocket() {
        return USUAL_SOCKETS.stream()
                .map(environment.root()::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    /** The mysql client would quietly ignore the socket; which of the two was meant can only be asked. */
    private void refuseSocket(String host, Optional<ConnectionProtocol> protocol) {
        if (request.socket().isPresent()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "-S/--socket names a server on this machine, but the host is " + host + placeOfHost()
                            + ": drop one of them, or give -h localhost.");
        }
        if (protocol.equals(Optional.of(ConnectionProtocol.SOCKET))) {
            throw new SafecsvException(
                    ExitCode.USAGE, "The protocol SOCKET does not reach the host " + host + placeOfHost() + ".");
        }
    }

    private void refuseSocketOverTcp() {
        if (request.socket().isPresent()) {
            throw new SafecsvException(
                    ExitCode.USAGE, "-S/--socket and the protocol TCP contradict each other; drop one of them.");
        }
    }

    private String placeOfHost() {
        if (request.host().isPresent()) {
            return "";
        }
        return options.entry("host")
                .map(entry -> " (" + entry.place() + ")")
                .orElse(" (environment variable MYSQL_HOST)");
    }

    private int port() {
        return request.port()
                .or(() -> options.number("port", GREATEST_PORT))
                .filter(port -> port != 0)
                .or(this::portOfEnvironment)
                .orElse(DEFAULT_PORT);
    }

    private Optional<Integer> portOfEnvironment() {
        return environment.variable("MYSQL_TCP_PORT").map(text -> {
            if (!text.matches("[0-9]{1,5}")) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "The environment variable MYSQL_TCP_PORT is '" + text + "', not a port number.");
            }
            return Integer.valueOf(text);
        });
    }
}
