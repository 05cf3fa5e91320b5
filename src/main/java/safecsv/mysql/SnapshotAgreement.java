package safecsv.mysql;

/** How the snapshots of several connections come to be of the same moment. */
public enum SnapshotAgreement {
    /**
     * Taken again until the server's list of transactions proves that none ended between the first and the last. Locks
     * nothing; needs the PROCESS privilege, and MySQL.
     */
    PROVEN,
    /**
     * Taken while {@code LOCK TABLES … READ} keeps writers away from the one table, for milliseconds; needs the LOCK
     * TABLES privilege.
     */
    LOCKED,
    /** Not at all: each connection has a moment of its own. */
    NONE
}
