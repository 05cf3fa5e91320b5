package safecsv.export.pace;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safecsv.mysql.StatusQuestions;

/**
 * What an export owes the server.
 *
 * @param throttles speeds that are all held
 * @param maxLoad above any of them it waits
 * @param criticalLoad above any of them it ends
 * @param lag above it, it waits
 * @param ddl what it does when somebody wants to change a table that it reads
 * @param warnRows estimated rows to be read above which it asks first; {@code Long.MAX_VALUE} for never
 */
public record PaceLimits(
        List<Rate> throttles,
        List<LoadLimit> maxLoad,
        List<LoadLimit> criticalLoad,
        Lag lag,
        OnDdl ddl,
        long warnRows) {
    /** What is done when a table's change, or a lock on it, waits for the export. */
    public enum OnDdl {
        /** The export ends. */
        YIELD,
        /** It goes on, and all wait for it: the change, and every query on the table that came after it. */
        GO_ON
    }

    /**
     * How far replication may be behind.
     *
     * @param most empty for any lag
     * @param heartbeatQuery gives the lag in seconds; empty: the server is asked for its replication's status
     */
    public record Lag(Optional<Duration> most, Optional<String> heartbeatQuery) {
        /** Any lag. */
        public static final Lag ANY = new Lag(Optional.empty(), Optional.empty());
    }

    /** No limit but that the export yields to DDL. */
    public static final PaceLimits DEFAULT =
            new PaceLimits(List.of(), List.of(), List.of(), Lag.ANY, OnDdl.YIELD, Long.MAX_VALUE);

    public PaceLimits {
        throttles = List.copyOf(throttles);
        maxLoad = List.copyOf(maxLoad);
        criticalLoad = List.copyOf(criticalLoad);
        Objects.requireNonNull(lag);
        Objects.requireNonNull(ddl);
    }

    /** What must be asked of the server to keep them. */
    public StatusQuestions questions() {
        Set<String> variables = Stream.concat(maxLoad.stream(), criticalLoad.stream())
                .map(LoadLimit::variable)
                .collect(Collectors.toSet());
        return new StatusQuestions(variables, lag.most().isPresent(), lag.heartbeatQuery(), ddl == OnDdl.YIELD);
    }

    /** Whether the server is asked before the query begins, and not only when it has run for a while. */
    boolean fromTheStart() {
        return !maxLoad.isEmpty() || !criticalLoad.isEmpty() || lag.most().isPresent();
    }

    /** Whether it is asked at all. */
    boolean watches() {
        return fromTheStart() || ddl == OnDdl.YIELD;
    }
}
