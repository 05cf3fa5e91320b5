package safecsv.mysql;

import java.sql.SQLException;

/**
 * The server did not carry out a statement because of what is in it or in the table; the transaction goes on without it.
 * Whoever catches it tries the rows one by one, or rolls back.
 */
public final class StatementRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int errorNumber;

    StatementRefused(SQLException cause) {
        super(ServerErrors.serverText(cause), cause);
        this.errorNumber = cause.getErrorCode();
    }

    /** The server's error number. */
    public int errorNumber() {
        return errorNumber;
    }

    /** Whether another order of the rows may satisfy the table: a value that is still taken, a row still referred to. */
    public boolean dependsOnOrder() {
        return switch (errorNumber) {
            case ServerErrors.DUPLICATE_KEY,
                    ServerErrors.DUPLICATE_KEY_WITH_NAME,
                    ServerErrors.ROW_IS_REFERENCED,
                    ServerErrors.ROW_IS_REFERENCED_BY,
                    ServerErrors.NO_REFERENCED_ROW,
                    ServerErrors.NO_REFERENCED_ROW_IN -> true;
            default -> false;
        };
    }

    /** Whether a value is taken that a unique key allows once. */
    public boolean duplicateKey() {
        return errorNumber == ServerErrors.DUPLICATE_KEY || errorNumber == ServerErrors.DUPLICATE_KEY_WITH_NAME;
    }
}
