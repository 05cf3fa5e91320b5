package safecsv.mysql.tunnel;

import safecsv.SafecsvException;

/** There is no tunnel. */
public final class TunnelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SafecsvException error;
    private final boolean passing;

    TunnelException(SafecsvException error, boolean passing) {
        super(error);
        this.error = error;
        this.passing = passing;
    }

    /** What to tell the user. */
    public SafecsvException error() {
        return error;
    }

    /** Whether the cause may go away by itself, so that trying again makes sense. */
    public boolean mayPass() {
        return passing;
    }
}
