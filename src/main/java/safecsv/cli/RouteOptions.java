package safecsv.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import safecsv.SafecsvException;
import safecsv.mysql.settings.RouteRequest;
import safecsv.mysql.settings.SshTarget;

/** The way to the server: through ssh, how long to wait, how often to try. */
final class RouteOptions {
    @Option(
            names = "--ssh",
            paramLabel = "[USER@]HOST[:PORT]",
            description =
                    "Connect through this machine with the system's own ssh; its configuration, agent, known hosts "
                            + "and jump hosts apply. -h, -P and -S are then as seen from there (default: 127.0.0.1).")
    private String ssh;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "The longest wait for one server to answer and to log in (default: 10s).")
    private Duration connectTimeout;

    @Option(
            names = "--connect-retries",
            paramLabel = "N",
            description =
                    "Try to connect this many more times where the cause may pass: nothing listens, no answer, too "
                            + "many connections. A wrong password is not tried twice (default: 0).")
    private Integer retries;

    @Option(
            names = "--stall-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long the server may send nothing before it is asked, over another connection, whether it"
                    + " still works on the query; where it does not, the command ends with code 5 (default: 2m).")
    private Duration stallTimeout;

    /** @throws SafecsvException code 2 where {@code --ssh} names no machine */
    RouteRequest request() {
        return new RouteRequest(
                Optional.ofNullable(ssh).map(SshTarget::parse),
                Optional.ofNullable(connectTimeout),
                Optional.ofNullable(retries),
                Optional.ofNullable(stallTimeout));
    }
}
