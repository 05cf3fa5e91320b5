package safecsv.export;

/** The cause of the error about a result that has more rows than allowed: no other attempt will have fewer. */
public final class TooManyRowsException extends Exception {
    private static final long serialVersionUID = 1L;

    TooManyRowsException(Exception cause) {
        super(cause);
    }
}
