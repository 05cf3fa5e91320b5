package safecsv.mysql.facts;

import java.util.OptionalLong;

/**
 * Whether the server copies another one.
 *
 * @param role what is known
 * @param lagSeconds how far it is behind, the worst of its channels; empty where replication does not run or is not known
 */
public record ReplicaFacts(Role role, OptionalLong lagSeconds) {
    /** Source or copy. */
    public enum Role {
        /** It copies another server. */
        REPLICA,
        /** It copies none. */
        NO_REPLICA,
        /** The account may not ask. */
        NOT_TOLD
    }
}
