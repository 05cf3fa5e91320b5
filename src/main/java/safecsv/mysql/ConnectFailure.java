package safecsv.mysql;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;
import safecsv.SafecsvException;

/**
 * Why there is no connection, and what would help.
 *
 * @param error what to tell the user if nothing does
 * @param mayPass whether the same attempt may succeed later
 * @param elsewhere whether another server of the same data may be tried. Not where this one was reached and said no: a
 *     wrong password tried on every server locks the account on all of them, and a certificate that does not fit is an
 *     alarm
 */
record ConnectFailure(SafecsvException error, boolean mayPass, boolean elsewhere) {
    /** ER_CON_COUNT_ERROR, ER_OUT_OF_RESOURCES, ER_SERVER_SHUTDOWN, ER_TOO_MANY_USER_CONNECTIONS. */
    private static final Set<Integer> PASSING = Set.of(1040, 1041, 1053, 1203);

    private static final int ER_USER_LIMIT_REACHED = 1226;

    static ConnectFailure of(SafecsvException error, SQLException cause, int number) {
        boolean unreachable = number == 0 && isUnreachable(cause);
        boolean unknownHost = number == 0 && has(cause, UnknownHostException.class);
        boolean passing = PASSING.contains(number)
                // The limits by the hour have this number too, and no retry outwaits them.
                || (number == ER_USER_LIMIT_REACHED
                        && String.valueOf(cause.getMessage()).contains("max_user_connections"));
        return new ConnectFailure(error, passing || unreachable, passing || unreachable || unknownHost);
    }

    private static boolean isUnreachable(SQLException cause) {
        return !has(cause, SSLException.class)
                && (has(cause, ConnectException.class)
                        || has(cause, NoRouteToHostException.class)
                        || has(cause, SocketTimeoutException.class)
                        || has(cause, EOFException.class)
                        || has(cause, SocketException.class));
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
