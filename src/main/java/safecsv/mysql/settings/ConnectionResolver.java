package safecsv.mysql.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import safecsv.SafecsvException;

/**
 * Decides how to connect: the command line, then option files, then environment variables, then defaults. Nothing is
 * connected to.
 */
public final class ConnectionResolver {
    private static final int LONGEST_TIMEOUT_SECONDS = 86_400;

    private final ConnectionRequest request;
    private final ClientEnvironment environment;
    private final OptionValues options;

    private ConnectionResolver(ConnectionRequest request, ClientEnvironment environment) {
        this.request = request;
        this.environment = environment;
        this.options = OptionValues.of(OptionFiles.read(request.optionFiles(), environment));
    }

    /**
     * Reads the option files and the password's source, and asks for the password where that is wanted.
     *
     * @throws SafecsvException code 2 for whatever is wrong or contradictory in them
     */
    public static ConnectionSettings resolve(ConnectionRequest request, ClientEnvironment environment) {
        return new ConnectionResolver(request, environment).resolve();
    }

    private ConnectionSettings resolve() {
        Optional<SshTarget> ssh =
                request.route().ssh().or(() -> options.text("ssh").map(SshTarget::parse));
        List<ServerAddress> servers = new ServerAddressResolver(request, options, environment).resolve(ssh.isPresent());
        ServerAddress server = servers.get(0);
        String user = notEmpty(request.user()).or(() -> options.text("user")).orElse(environment.userName());
        Optional<String> database = notEmpty(request.database()).or(() -> options.text("database"));
        Duration timeout = timeout();
        // Last, so that nobody is asked for a password that could not have been used.
        Secret password = new PasswordResolver(request, options, environment).resolve(user, server);
        List<ConnectionRoute.Alternative> alternatives = servers.stream()
                .skip(1)
                .map(other -> new ConnectionRoute.Alternative(other, tls(other)))
                .toList();
        ConnectionRoute route = new ConnectionRoute(ssh, retries(), alternatives, stallTimeout());
        return new ConnectionSettings(server, user, password, database, tls(server), timeout, route);
    }

    private TlsSettings tls(ServerAddress server) {
        Optional<Path> authority = request.sslCa()
                .or(() -> options.text("ssl-ca").map(environment::path))
                .map(Path::toAbsolutePath);
        return request.sslMode()
                .or(options::sslMode)
                .map(mode -> new TlsSettings(mode, authority))
                .orElseGet(() -> TlsSettings.defaultFor(server, authority));
    }

    private int retries() {
        return request.route()
                .retries()
                .or(() -> options.number("connect-retries", ConnectionRoute.MOST_RETRIES))
                .orElse(0);
    }

    private Duration timeout() {
        return request.route()
                .connectTimeout()
                .or(() -> options.number("connect-timeout", LONGEST_TIMEOUT_SECONDS)
                        .filter(seconds -> seconds > 0)
                        .map(Duration::ofSeconds))
                .orElse(ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    }

    private Duration stallTimeout() {
        return request.route()
                .stallTimeout()
                .or(() -> options.number("stall-timeout", LONGEST_TIMEOUT_SECONDS)
                        .filter(seconds -> seconds > 0)
                        .map(Duration::ofSeconds))
                .orElse(ConnectionRoute.DEFAULT_STALL_TIMEOUT);
    }

    private static Optional<String> notEmpty(Optional<String> value) {
        return value.filter(text -> !text.isEmpty());
    }
}
