package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.ServerSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * What makes a session read only, its results complete and its values what they are. A query must leave it as it was.
 *
 * @param variables by their names in lower case; those that the server does not have are not there
 * @param openWrite whether a transaction is open that may write
 */
record SessionState(Map<String, String> variables, boolean openWrite) {
    /** https://dev.mysql.com/doc/dev/mysql-server/latest/mysql__com_8h.html, SERVER_STATUS_flags_enum. */
    private static final int IN_TRANSACTION = 1;

    private static final int IN_READ_ONLY_TRANSACTION = 1 << 13;

    private static final List<String> NAMES = List.of(
            "autocommit",
            "big_tables",
            "character_set_client",
            "character_set_connection",
            "character_set_results",
            "collation_connection",
            "completion_type",
            "default_week_format",
            "div_precision_increment",
            "foreign_key_checks",
            "group_concat_max_len",
            "lc_messages",
            "lc_time_names",
            "lock_wait_timeout",
            "max_allowed_packet",
            "max_error_count",
            "max_execution_time",
            "max_join_size",
            "max_sort_length",
            "max_statement_time",
            "net_read_timeout",
            "net_write_timeout",
            "old_mode",
            "optimizer_switch",
            "sql_auto_is_null",
            "sql_big_selects",
            "sql_log_bin",
            "sql_mode",
            "sql_safe_updates",
            "sql_select_limit",
            "time_zone",
            "transaction_read_only",
            "tx_read_only",
            "unique_checks",
            "wait_timeout");

    private static final String QUESTION = NAMES.stream()
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", ", "SHOW SESSION VARIABLES WHERE Variable_name IN (", ")"));

    private static final String CUT = "it gives only the first rows of an answer now (sql_select_limit)";

    SessionState {
        variables = Map.copyOf(variables);
    }

    /** Asks the server; one question. */
    static SessionState of(Connection session) throws SQLException {
        Map<String, String> variables = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet settings = statement.executeQuery(QUESTION)) {
            while (settings.next()) {
                String value = settings.getString(2);
                variables.put(settings.getString(1).toLowerCase(Locale.ROOT), value == null ? "" : value);
            }
        }
        ServerSession server = session.unwrap(JdbcConnection.class).getSession().getServerSession();
        int flags = server.getStatusFlags();
        boolean openWrite = (flags & IN_TRANSACTION) != 0 && (flags & IN_READ_ONLY_TRANSACTION) == 0;
        return new SessionState(variables, openWrite);
    }

    boolean isReadOnly() {
        return !openWrite
                && ("ON".equalsIgnoreCase(variables.get("transaction_read_only"))
                        || "ON".equalsIgnoreCase(variables.get("tx_read_only")));
    }

    /**
     * Whether quotes are what the scanner thinks, and writing is forbidden.
     *
     * @throws IllegalStateException if not
     */
    void requireReadOnly() {
        String mode = variables.getOrDefault("sql_mode", "");
        if (mode.contains("ANSI_QUOTES") || mode.contains("NO_BACKSLASH_ESCAPES")) {
            throw new IllegalStateException("the session's sql_mode is " + mode);
        }
        if (!isReadOnly()) {
            throw new IllegalStateException("the session is not READ ONLY");
        }
    }

    /**
     * Says that a query left the session as it was.
     *
     * @param after the state after it
     * @throws SafecsvException refused, naming what is another now
     */
    void requireSame(SessionState after) {
        String changed = variables.size() > after.variables.size() ? CUT : changed(after);
        if (changed.isEmpty() && after.isReadOnly()) {
            return;
        }
        throw new SafecsvException(
                ExitCode.REFUSED,
                "Refused: the query, or a function that it calls, changed the session: "
                        + (changed.isEmpty() ? "a transaction is open that may write" : changed)
                        + ". Its rows may not be all, or not as the table has them. Leave out what changes it.");
    }

    private String changed(SessionState after) {
        return variables.entrySet().stream()
                .filter(before -> !before.getValue().equals(after.variables.get(before.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .map(before -> "%s was '%s' and is '%s' now"
                        .formatted(before.getKey(), before.getValue(), after.variables.get(before.getKey())))
                .collect(Collectors.joining(", "));
    }
}
