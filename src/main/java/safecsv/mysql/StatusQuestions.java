package safecsv.mysql;

import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a server while an export runs.
 *
 * @param variables names of status variables, in any case
 * @param lag whether the server is asked how far its replication is behind
 * @param heartbeatQuery a query of the user's that gives the lag in seconds instead, as its first value
 * @param waitingLocks whether it is looked for statements that wait for a table that the export reads
 */
public record StatusQuestions(
        Set<String> variables, boolean lag, Optional<String> heartbeatQuery, boolean waitingLocks) {
    public StatusQuestions {
        variables = Set.copyOf(variables);
    }
}
