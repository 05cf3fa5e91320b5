package safecsv.mysql;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * The server's error numbers that safecsv knows by name, and what those mean that end a read. Numbers: the MySQL Server
 * Error Reference; 1927 and 1969 are MariaDB's.
 */
public final class ServerErrors {
    /** ER_DBACCESS_DENIED_ERROR. */
    public static final int DATABASE_ACCESS_DENIED = 1044;
    /** ER_NO_DB_ERROR. */
    public static final int NO_DATABASE_SELECTED = 1046;
    /** ER_BAD_DB_ERROR. */
    public static final int UNKNOWN_DATABASE = 1049;
    /** ER_SERVER_SHUTDOWN. */
    public static final int SERVER_SHUTDOWN = 1053;
    /** ER_NO_SUCH_THREAD. */
    public static final int UNKNOWN_THREAD = 1094;
    /** ER_BAD_FIELD_ERROR. */
    public static final int UNKNOWN_COLUMN = 1054;
    /** ER_PARSE_ERROR. */
    public static final int SYNTAX_ERROR = 1064;
    /** ER_MIX_OF_GROUP_FUNC_AND_FIELDS_V2. */
    public static final int AGGREGATE_BESIDE_COLUMNS = 1140;
    /** ER_TABLEACCESS_DENIED_ERROR. */
    public static final int TABLE_ACCESS_DENIED = 1142;
    /** ER_COLUMNACCESS_DENIED_ERROR. */
    public static final int COLUMN_ACCESS_DENIED = 1143;
    /** ER_NO_SUCH_TABLE. */
    public static final int UNKNOWN_TABLE = 1146;
    /** ER_DUP_ENTRY. */
    public static final int DUPLICATE_KEY = 1062;
    /** ER_DUP_ENTRY_WITH_KEY_NAME. */
    public static final int DUPLICATE_KEY_WITH_NAME = 1586;
    /** ER_NO_REFERENCED_ROW. */
    public static final int NO_REFERENCED_ROW_IN = 1216;
    /** ER_ROW_IS_REFERENCED. */
    public static final int ROW_IS_REFERENCED_BY = 1217;
    /** ER_ROW_IS_REFERENCED_2. */
    public static final int ROW_IS_REFERENCED = 1451;
    /** ER_NO_REFERENCED_ROW_2. */
    public static final int NO_REFERENCED_ROW = 1452;
    /** ER_LOCK_DEADLOCK. */
    public static final int DEADLOCK = 1213;
    /** ER_LOCK_NOWAIT. */
    public static final int LOCK_NOT_FREE = 3572;
    /** ER_LOCK_WAIT_TIMEOUT. */
    public static final int LOCK_WAIT_TIMEOUT = 1205;
    /** ER_SPECIFIC_ACCESS_DENIED_ERROR. */
    public static final int PRIVILEGE_MISSING = 1227;
    /** ER_UNSUPPORTED_PS. */
    public static final int NOT_PREPARABLE = 1295;
    /** ER_SP_DOES_NOT_EXIST. */
    public static final int UNKNOWN_FUNCTION = 1305;
    /** ER_QUERY_INTERRUPTED. */
    public static final int QUERY_KILLED = 1317;
    /** ER_PROCACCESS_DENIED_ERROR. */
    public static final int FUNCTION_ACCESS_DENIED = 1370;
    /** ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION. */
    public static final int READ_ONLY_TRANSACTION = 1792;
    /** MariaDB's ER_CONNECTION_KILLED. */
    public static final int CONNECTION_KILLED = 1927;
    /** MariaDB's ER_STATEMENT_TIMEOUT, of max_statement_time. */
    public static final int STATEMENT_TIMEOUT = 1969;
    /** ER_QUERY_TIMEOUT, of max_execution_time. */
    public static final int QUERY_TIMEOUT = 3024;

    /** What the pool's connections say, without a state, once they were found broken. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    private static final String SILENT = " The server, or something on the way to it, hangs.";

    private ServerErrors() {}

    /**
     * What ended a read that was running. The caller adds how far it got.
     *
     * @param error from executing a query that passed the gate or from fetching its rows
     * @return refused, where the query tried to write; else failed; its cause is {@code error}
     */
    public static SafecsvException whileReading(SQLException error) {
        return switch (error.getErrorCode()) {
            case READ_ONLY_TRANSACTION ->
                new SafecsvException(
                        ExitCode.REFUSED,
                        "Refused: the query calls a function that writes, and the session is read-only. The server"
                                + " stopped it and nothing was changed. Leave the call out.",
                        error);
            case QUERY_TIMEOUT, STATEMENT_TIMEOUT ->
                failed(
                        "The server stopped the query at its time limit. Give it more with --timeout, or ask for fewer"
                                + " rows.",
                        error);
            case QUERY_KILLED -> failed("The query was killed on the server (KILL QUERY, error 1317).", error);
            case CONNECTION_KILLED -> failed("The connection was killed on the server (KILL, error 1927).", error);
            case SERVER_SHUTDOWN -> failed("The server is shutting down and stopped the query (error 1053).", error);
            case LOCK_WAIT_TIMEOUT ->
                failed(
                        "A table is locked by another session, such as an ALTER TABLE that runs or waits, and the lock"
                                + " was not freed in time (error 1205). Try again when that session has ended.",
                        error);
            default ->
                isConnectionLost(error)
                        ? failed(
                                silence(error)
                                        .map(found -> found + SILENT)
                                        .orElseGet(() -> "The connection to the server was lost while the query ran: "
                                                + lastLine(rootMessage(error))
                                                + ". Someone may have killed it, the server may have gone, or"
                                                + " the network was cut."),
                                error)
                        : failed(
                                "The server ended the query with error " + error.getErrorCode() + ": "
                                        + serverText(error) + ".",
                                error);
        };
    }

    /**
     * The same error without what the server said, which can hold a value of the rows.
     *
     * @param error from reading rows; one that is not of the server's making is given back
     */
    public static SafecsvException withoutText(SafecsvException error) {
        if (!(error.getCause() instanceof SQLException cause) || isConnectionLost(cause)) {
            return error;
        }
        return switch (cause.getErrorCode()) {
            case READ_ONLY_TRANSACTION, QUERY_TIMEOUT, STATEMENT_TIMEOUT, QUERY_KILLED, CONNECTION_KILLED -> error;
            case SERVER_SHUTDOWN, LOCK_WAIT_TIMEOUT -> error;
            default -> {
                SafecsvException silent = new SafecsvException(
                        error.exitCode(),
                        "The server ended the query with error " + cause.getErrorCode()
                                + ". What it said about it is not shown, because it could hold a value that is"
                                + " masked.");
                for (Throwable suppressed : error.getSuppressed()) {
                    silent.addSuppressed(suppressed);
                }
                yield silent;
            }
        };
    }

    /** Whether the server said that it is shutting down, which ends every query of every connection. */
    public static boolean saysShutdown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error && error.getErrorCode() == SERVER_SHUTDOWN) {
                return true;
            }
        }
        return false;
    }

    /** What kept the server from being watched; a sentence without what follows from it. */
    static SafecsvException onTheSide(SQLException error) {
        if (error.getErrorCode() == PRIVILEGE_MISSING) {
            return failed(
                    "This account may not ask how far behind replication is (error 1227), as --max-lag does: that"
                            + " takes the privilege REPLICATION CLIENT, on MariaDB SLAVE MONITOR (safecsv doctor prints"
                            + " the GRANT), or a --heartbeat-query.",
                    error);
        }
        return failed(
                isConnectionLost(error)
                        ? "The connection that watches the server was lost: " + lastLine(rootMessage(error)) + "."
                        : "The server did not say how it is (error " + error.getErrorCode() + ": " + serverText(error)
                                + ").",
                error);
    }

    /** Whether the error says that there is no connection any more; the driver reports it as 08… or as S1000. */
    public static boolean isConnectionLost(SQLException error) {
        String state = error.getSQLState();
        if (state != null ? state.startsWith("08") : CLOSED_BY_POOL.equals(error.getMessage())) {
            return true;
        }
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Without what the driver puts before some of them, and without a full stop. */
    static String serverText(SQLException error) {
        String text = String.valueOf(error.getMessage())
                .replaceFirst("^Data truncation: ", "")
                .strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Lets an error pass that the server has told, which whoever asked can do without an answer to.
     *
     * @throws SafecsvException as {@link #whileReading}, where the connection is lost
     */
    static void requireConnection(SQLException error) {
        if (isConnectionLost(error)) {
            throw whileReading(error);
        }
    }

    /** Whether the server itself said it, and so is there. */
    static boolean isFromServer(SQLException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said && said.getErrorCode() != 0) {
                return true;
            }
        }
        return false;
    }

    /** What was found about a server that is silent, where that is what it was; one sentence. */
    static Optional<String> silence(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerSilentException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String rootMessage(SQLException error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static String lastLine(String message) {
        String text = message.strip();
        String line = text.substring(text.lastIndexOf('\n') + 1);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static SafecsvException failed(String message, SQLException error) {
        return new SafecsvException(ExitCode.FAILED, message, error);
    }
}
