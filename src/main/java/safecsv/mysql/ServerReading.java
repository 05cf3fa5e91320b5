package safecsv.mysql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a server said when it was asked.
 *
 * @param status values of status variables; the map finds a name in any case; a name that the server lacks is missing
 * @param lag where it was asked for
 * @param waiting statements that wait for a table that the export reads; one sentence each, without a full stop
 */
public record ServerReading(Map<String, String> status, Optional<Lag> lag, List<String> waiting) {
    /**
     * How far replication is behind.
     *
     * @param seconds empty where it does not run, and nobody knows
     */
    public record Lag(OptionalDouble seconds) {}

    public ServerReading {
        Map<String, String> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        inAnyCase.putAll(status);
        status = inAnyCase;
        waiting = List.copyOf(waiting);
    }
}
