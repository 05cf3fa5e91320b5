package safecsv.mysql.settings;

import java.time.Duration;
import java.util.Optional;

/** What the command line says about the way to the server; all of it may be absent. */
public record RouteRequest(
        Optional<SshTarget> ssh,
        Optional<Duration> connectTimeout,
        Optional<Integer> retries,
        Optional<Duration> stallTimeout) {}
