package safecsv.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.tunnel.SshTunnel;
import safecsv.mysql.tunnel.TunnelException;

/** Connects for the first time: to one server after another, and all of it again where that is wanted and may help. */
final class ConnectAttempts {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final ConnectionSettings settings;
    private final List<ConnectionSettings> candidates;
    private final Waiting waiting;

    /** Waits between two attempts. */
    @FunctionalInterface
    interface Waiting {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * The server that answered.
     *
     * @param settings the ones for this server alone
     * @param source for more connections to it
     * @param tunnel to be closed after the last of them
     * @param skipped why those before it did not answer, one sentence each
     */
    record Answer(
            ConnectionSettings settings,
            ServerDataSource source,
            Connection connection,
            Optional<SshTunnel> tunnel,
            List<String> skipped) {}

    private ConnectAttempts(ConnectionSettings settings, Waiting waiting) {
        this.settings = settings;
        this.candidates = settings.candidates();
        this.waiting = waiting;
    }

    /** @throws SafecsvException where no server could be connected to */
    static Answer connect(ConnectionSettings settings, Waiting waiting) {
        return new ConnectAttempts(settings, waiting).connect();
    }

    private Answer connect() {
        List<ConnectFailure> failures = new ArrayList<>();
        int retries = settings.route().retries();
        for (int attempt = 0; ; attempt++) {
            failures.clear();
            Optional<Answer> answer = once(failures);
            if (answer.isPresent()) {
                return answer.get();
            }
            boolean refused = failures.stream().anyMatch(failure -> !failure.elsewhere());
            boolean mayPass = failures.stream().anyMatch(ConnectFailure::mayPass);
            if (attempt >= retries
                    || (refused && !failures.get(failures.size() - 1).mayPass())
                    || !mayPass) {
                throw told(failures, attempt + 1);
            }
            pause(attempt);
        }
    }

    private Optional<Answer> once(List<ConnectFailure> failures) {
        Optional<SshTunnel> tunnel;
        try {
            tunnel = tunnel();
        } catch (TunnelException e) {
            failures.add(new ConnectFailure(e.error(), e.mayPass(), false));
            return Optional.empty();
        }
        boolean connected = false;
        try {
            Optional<Answer> answer = first(tunnel, failures);
            connected = answer.isPresent();
            return answer;
        } finally {
            if (!connected) {
                tunnel.ifPresent(SshTunnel::close);
            }
        }
    }

    private Optional<SshTunnel> tunnel() throws TunnelException {
        if (settings.route().ssh().isEmpty()) {
            return Optional.empty();
        }
        List<ServerAddress> servers =
                candidates.stream().map(ConnectionSettings::server).toList();
        return Optional.of(SshTunnel.open(settings.route().ssh().get(), servers, settings.connectTimeout()));
    }

    private Optional<Answer> first(Optional<SshTunnel> tunnel, List<ConnectFailure> failures) {
        for (int number = 0; number < candidates.size(); number++) {
            ConnectionSettings candidate = candidates.get(number);
            int socket = number;
            try {
                ServerDataSource source = new ServerDataSource(candidate, tunnel.map(open -> open.socket(socket)));
                List<String> skipped = failures.stream()
                        .map(failure -> failure.error().getMessage().replace(ConnectionErrors.NOTHING_DONE, ""))
                        .toList();
                return Optional.of(new Answer(candidate, source, source.getConnection(), tunnel, skipped));
            } catch (SQLException e) {
                ConnectFailure failure = ConnectionErrors.failure(candidate, e, tunnel);
                failures.add(failure);
                if (!failure.elsewhere()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private SafecsvException told(List<ConnectFailure> failures, int attempts) {
        String tries = attempts == 1 ? "" : " This was tried " + attempts + " times.";
        SafecsvException last = failures.get(failures.size() - 1).error();
        String sentences = failures.stream()
                .map(failure -> failure.error().getMessage().replace(ConnectionErrors.NOTHING_DONE, ""))
                .collect(Collectors.joining(" "));
        return new SafecsvException(
                last.exitCode(), sentences + tries + ConnectionErrors.NOTHING_DONE, last.getCause());
    }

    private void pause(int attempt) {
        try {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt, 5));
            waiting.sleep(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SafecsvException(ExitCode.INTERRUPTED, "Interrupted while connecting.", e);
        }
    }
}
