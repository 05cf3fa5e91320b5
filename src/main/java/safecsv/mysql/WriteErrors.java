package safecsv.mysql;

import java.sql.SQLException;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** What ends a transaction that writes, told to the user. */
final class WriteErrors {
    private static final String NOTHING = " All of it was rolled back: nothing was changed.";

    private WriteErrors() {}

    static SafecsvException before(SQLException error) {
        if (ServerErrors.isConnectionLost(error)) {
            return during(error);
        }
        return failed(
                "The server refused the settings of the session that writes, with error %d: %s. Nothing was changed."
                        .formatted(error.getErrorCode(), ServerErrors.serverText(error)),
                error);
    }

    /**
     * What a statement's failure means.
     *
     * @throws SafecsvException where it is the end of the transaction
     */
    static StatementRefused refused(SQLException error, boolean interrupted) {
        if (interrupted) {
            throw interrupted(error);
        }
        if (endsTransaction(error)) {
            throw during(error);
        }
        return new StatementRefused(error);
    }

    /** Whether nothing more can be done in this transaction; else the server undid the one statement only. */
    static boolean endsTransaction(SQLException error) {
        return switch (error.getErrorCode()) {
            case ServerErrors.LOCK_WAIT_TIMEOUT,
                    ServerErrors.DEADLOCK,
                    ServerErrors.LOCK_NOT_FREE,
                    ServerErrors.QUERY_KILLED,
                    ServerErrors.CONNECTION_KILLED,
                    ServerErrors.SERVER_SHUTDOWN,
                    ServerErrors.TABLE_ACCESS_DENIED,
                    ServerErrors.COLUMN_ACCESS_DENIED -> true;
            default -> ServerErrors.isConnectionLost(error);
        };
    }

    /** A lock wait that ran out leaves the earlier changes pending; whoever catches this rolls back. */
    static SafecsvException during(SQLException error) {
        return switch (error.getErrorCode()) {
            case ServerErrors.LOCK_WAIT_TIMEOUT, ServerErrors.LOCK_NOT_FREE ->
                failed(
                        "Another session holds rows of the table, or the table itself, and did not free them in time (error %d)."
                                        .formatted(error.getErrorCode())
                                + NOTHING + " Try again when it has ended, or give it longer with --lock-wait.",
                        error);
            case ServerErrors.DEADLOCK ->
                failed(
                        "Another session changed the same rows in another order, and the server ended this transaction"
                                + " (deadlock, error 1213)."
                                + NOTHING + " Try again.",
                        error);
            case ServerErrors.QUERY_KILLED ->
                failed("The statement was killed on the server (KILL QUERY, error 1317)." + NOTHING, error);
            case ServerErrors.TABLE_ACCESS_DENIED, ServerErrors.COLUMN_ACCESS_DENIED ->
                failed(
                        "The account may not do this to the table (error %d: %s)."
                                        .formatted(error.getErrorCode(), ServerErrors.serverText(error))
                                + NOTHING + " Have it granted, or use another account.",
                        error);
            default ->
                ServerErrors.isConnectionLost(error)
                        ? failed(
                                ServerErrors.silence(error)
                                                .map(found -> found + " It was cut off")
                                                .orElse("The connection to the server was lost")
                                        + " before anything was committed: the server rolls back by itself. Nothing"
                                        + " was changed.",
                                error)
                        : failed(
                                "The server answered with error %d: %s."
                                                .formatted(error.getErrorCode(), ServerErrors.serverText(error))
                                        + NOTHING,
                                error);
        };
    }

    static SafecsvException interrupted(SQLException error) {
        return new SafecsvException(
                ExitCode.INTERRUPTED, "Interrupted before COMMIT. The server rolls back: nothing was changed.", error);
    }

    static SafecsvException warning(String warning) {
        return failed(
                "The server would store something other than the plan has (%s).".formatted(warning) + NOTHING, null);
    }

    static SafecsvException count(long expected, long found) {
        return failed("A statement for %d rows reached %d.".formatted(expected, found) + NOTHING, null);
    }

    /** The server's own error means that it rolled back; silence means nothing. */
    static SafecsvException whileCommitting(SQLException error) {
        if (ServerErrors.isConnectionLost(error) || error.getErrorCode() == ServerErrors.SERVER_SHUTDOWN) {
            return new SafecsvException(
                    ExitCode.UNKNOWN,
                    ServerErrors.silence(error).map(found -> found + " ").orElse("")
                            + "The connection was lost during COMMIT: the server may have committed or not.",
                    error);
        }
        return failed(
                "The server refused to commit, with error %d: %s."
                                .formatted(error.getErrorCode(), ServerErrors.serverText(error))
                        + NOTHING,
                error);
    }

    private static SafecsvException failed(String message, SQLException error) {
        return new SafecsvException(ExitCode.FAILED, message, error);
    }
}
