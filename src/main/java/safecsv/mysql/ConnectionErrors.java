package safecsv.mysql;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;
import safecsv.mysql.tunnel.SshTunnel;

/** Says in one sentence why a connection failed, and what to do; never with a secret or a stack trace. */
final class ConnectionErrors {
    /** Server and client error numbers by the names that MySQL gives them. */
    private static final int ER_CON_COUNT_ERROR = 1040;

    private static final int ER_DBACCESS_DENIED_ERROR = 1044;
    private static final int ER_ACCESS_DENIED_ERROR = 1045;
    private static final int ER_BAD_DB_ERROR = 1049;
    private static final int ER_HOST_IS_BLOCKED = 1129;
    private static final int ER_HOST_NOT_PRIVILEGED = 1130;
    private static final int ER_TOO_MANY_USER_CONNECTIONS = 1203;
    private static final int ER_USER_LIMIT_REACHED = 1226;
    private static final int ER_MUST_CHANGE_PASSWORD_LOGIN = 1862;
    private static final int ER_SECURE_TRANSPORT_REQUIRED = 3159;
    private static final int ER_ACCOUNT_HAS_BEEN_LOCKED = 3118;

    /** How every message ends: what came of it. */
    static final String NOTHING_DONE = " Nothing was read or written.";

    private final ConnectionSettings settings;
    private final SQLException error;
    private final Optional<SshTunnel> tunnel;

    private ConnectionErrors(ConnectionSettings settings, SQLException error, Optional<SshTunnel> tunnel) {
        this.settings = settings;
        this.error = error;
        this.tunnel = tunnel;
    }

    /** Returns an exception of code 5; what the driver threw is its cause. */
    static SafecsvException explain(ConnectionSettings settings, SQLException error) {
        return failure(settings, error, Optional.empty()).error();
    }

    /**
     * As {@link #explain}, with what would help.
     *
     * @param tunnel what the connection went through
     */
    static ConnectFailure failure(ConnectionSettings settings, SQLException error, Optional<SshTunnel> tunnel) {
        ConnectionErrors errors = new ConnectionErrors(settings, error, tunnel);
        String sentence = errors.fromServer()
                .or(errors::fromTunnel)
                .or(errors::fromClient)
                .orElseGet(errors::unexplained);
        return ConnectFailure.of(
                new SafecsvException(ExitCode.FAILED, sentence + NOTHING_DONE, error), error, numberOf(error));
    }

    private Optional<String> fromTunnel() {
        return ServerErrors.isConnectionLost(error)
                ? tunnel.flatMap(way -> way.whyNotConnected(settings.server()))
                : Optional.empty();
    }

    private Optional<String> fromServer() {
        String at = " at " + settings.place();
        String account = "user '" + settings.user() + "'";
        return Optional.ofNullable(
                switch (numberOf(error)) {
                    case ER_ACCESS_DENIED_ERROR -> accessDenied();
                    case ER_DBACCESS_DENIED_ERROR -> account + at + " has no privilege on database " + database() + ".";
                    case ER_BAD_DB_ERROR -> "There is no database " + database() + at + ".";
                    case ER_CON_COUNT_ERROR ->
                        "The server" + at + " has no connection left (max_connections reached);"
                                + " try again later, or stop what uses them.";
                    case ER_TOO_MANY_USER_CONNECTIONS, ER_USER_LIMIT_REACHED ->
                        "The " + account + at + " has reached its limit of connections (safecsv needs up to 2).";
                    case ER_HOST_NOT_PRIVILEGED ->
                        "The server" + at + " accepts no connection from this host:" + " no account is allowed here.";
                    case ER_HOST_IS_BLOCKED ->
                        "The server" + at + " has blocked this host after too many failed"
                                + " connections; a DBA can lift it with TRUNCATE TABLE performance_schema.host_cache.";
                    case ER_SECURE_TRANSPORT_REQUIRED ->
                        "The server" + at + " takes encrypted connections only: use --ssl-mode REQUIRED.";
                    case ER_ACCOUNT_HAS_BEEN_LOCKED -> "The account of " + account + at + " is locked.";
                    case ER_MUST_CHANGE_PASSWORD_LOGIN ->
                        "The password of " + account + at + " has expired; change it with the mysql client first.";
                    default -> null;
                });
    }

    /** The server's own words name the account as it saw it: user and the host that it was seen from. */
    private String accessDenied() {
        String message = String.valueOf(deepest(error).getMessage());
        int start = message.indexOf('\'');
        int end = message.lastIndexOf('\'');
        String account = start >= 0 && end > start ? message.substring(start, end + 1) : "'" + settings.user() + "'";
        String hint = settings.password().isEmpty()
                ? "no password was sent; give -p to be asked for one"
                : "a password was sent; check user, password and the host the account is for";
        return "Access denied for user " + account + " at " + settings.place() + ": " + hint + ".";
    }

    private Optional<String> fromClient() {
        if (tunnel.isEmpty()
                && settings.server() instanceof ServerAddress.UnixSocket socket
                && !Files.exists(socket.path())) {
            return Optional.of("There is no socket " + socket.path()
                    + ": is the server running, and is this its socket? -h 127.0.0.1 connects over TCP instead.");
        }
        return fromMessages().or(this::fromCauses);
    }

    private Optional<String> fromMessages() {
        if (mentions("SSL Connection required, but not provided by server")) {
            return Optional.of("The server at " + settings.place() + " offers no TLS, and --ssl-mode "
                    + settings.tls().mode()
                    + " demands it. The server should be given a certificate (MySQL makes its own with"
                    + " auto_generate_certs). Else use its socket, here with -S or there with --ssh and -S; or, where"
                    + " plain text is acceptable, --ssl-mode PREFERRED, with which accounts of caching_sha2_password"
                    + " can't log in.");
        }
        if (mentions("Public Key Retrieval is not allowed")) {
            return Optional.of("The server at " + settings.place()
                    + " wants this password over TLS or a socket only, and this connection has no TLS"
                    + (settings.tls().mode() == SslMode.DISABLED
                            ? " (--ssl-mode DISABLED): use --ssl-mode REQUIRED, or the server's socket, here"
                                    + " with -S or there with --ssh and -S."
                            : ", since the server offers none. The server should be given a certificate (MySQL"
                                    + " makes its own with auto_generate_certs); else use its socket, here with"
                                    + " -S or there with --ssh and -S. The server's RSA key is not asked for:"
                                    + " over plain text anybody could answer."));
        }
        if (mentions("Unable to load authentication plugin")
                || mentions("authentication plugin")
                || mentions("Authentication plugin")) {
            return Optional.of("The account '" + settings.user() + "' at " + settings.place()
                    + " uses a way to log in that safecsv does not support; use an account with"
                    + " caching_sha2_password.");
        }
        return Optional.empty();
    }

    private Optional<String> fromCauses() {
        String at = settings.place();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Optional.of("There is no host named '" + host() + "' (-h/--host).");
            }
            if (cause instanceof CertificateException) {
                return Optional.of(certificateRefused());
            }
            if (cause instanceof SocketTimeoutException) {
                return Optional.of("No answer from " + at + " within "
                        + settings.connectTimeout().toSeconds() + " s: is it the right host and port, and does a"
                        + " firewall let it through?");
            }
            if (cause instanceof SQLTransientConnectionException && cause.getCause() == null) {
                return Optional.of("No further connection to " + at + " was to be had within "
                        + settings.connectTimeout().toSeconds()
                        + " s: it does not answer any more, or all connections of this run are in use.");
            }
            if (cause instanceof EOFException) {
                return Optional.of(at + " closed the connection before the login was done: is it a MySQL server?");
            }
            if (cause instanceof SSLException && cause.getCause() == null) {
                return Optional.of("The TLS handshake with " + at + " failed (" + cause.getMessage() + ").");
            }
            if (String.valueOf(cause.getMessage()).startsWith("Connection refused")) {
                return Optional.of(
                        "Nothing listens at " + at + ": is the server running, and are host and port right?");
            }
        }
        return Optional.empty();
    }

    private String certificateRefused() {
        boolean name = mentions("No subject alternative") || mentions("No name matching");
        String authority =
                settings.tls().certificateAuthority().map(Object::toString).orElse("");
        return name
                ? "The certificate of " + settings.server() + " is for another name than '" + host()
                        + "': use the name in it, or --ssl-mode VERIFY_CA to check the CA alone."
                : "The certificate of " + settings.server() + " is not trusted: the CA in " + authority
                        + " has not signed it, or it has expired.";
    }

    private String unexplained() {
        Throwable cause = deepest(error);
        String detail = Optional.ofNullable(cause.getMessage())
                .map(message -> message.lines().findFirst().orElse(""))
                .orElse(cause.getClass().getSimpleName());
        int number = numberOf(error);
        return "Connecting to " + settings.place() + " failed: " + detail
                + (number == 0 ? "" : " (error " + number + ")") + ".";
    }

    private String host() {
        return settings.server() instanceof ServerAddress.Tcp tcp ? tcp.host() : "localhost";
    }

    private String database() {
        return "'" + settings.database().orElse("") + "'";
    }

    private boolean mentions(String text) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(text)) {
                return true;
            }
        }
        return false;
    }

    private static int numberOf(SQLException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
                return sql.getErrorCode();
            }
        }
        return 0;
    }

    private static Throwable deepest(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
