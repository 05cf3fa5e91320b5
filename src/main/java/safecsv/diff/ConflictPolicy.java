package safecsv.diff;

/** What becomes of a row that both the client and somebody in the database changed. */
public enum ConflictPolicy {
    /** It stays a conflict: shown, and a plan with it is not applied. */
    FAIL,
    /** The database keeps what it has. */
    KEEP_DATABASE,
    /** The CSV's value replaces what the database has. */
    TAKE_CSV,
    /** A person is asked, conflict by conflict. */
    ASK
}
