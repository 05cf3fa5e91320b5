package safecsv.doctor;

import java.util.List;

/**
 * Whether the account can serve a purpose.
 *
 * @param state what is known
 * @param grants the smallest GRANT statements that would be enough for an account that has nothing; empty where nothing
 *     was named that they could be for
 * @param missing those of them that this account lacks
 */
public record Readiness(Purpose purpose, State state, List<String> grants, List<String> missing) {
    /** Yes, no, or neither. */
    public enum State {
        READY,
        MISSING,
        /** No table and no database was named, or the server does not say what the account may do. */
        NOT_KNOWN,
        /** This server can't do it, whatever the account. */
        NOT_HERE
    }

    public Readiness {
        grants = List.copyOf(grants);
        missing = List.copyOf(missing);
    }
}
