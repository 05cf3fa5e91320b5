package safecsv.mysql.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Functions that a READ ONLY session still runs and that do more than compute a value. Sources: the MySQL manual's
 * "Locking Functions", "Miscellaneous Functions", "Functions Used with Global Transaction Identifiers", the loadable
 * functions of its plugins, and MariaDB's sequence and Spider functions.
 */
final class ForbiddenFunctions {
    private static final String WAITS = "holds a connection and the rows it has read without reading anything";
    private static final String LOCKS = "takes or frees locks that other programs rely on";
    private static final String SEQUENCE = "advances a sequence, which is a write";
    private static final String ADMINISTERS = "changes how the server works";
    private static final String COMMANDS = "runs a command on the server's machine or on another server";

    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("SLEEP", WAITS),
            Map.entry("BENCHMARK", "keeps a processor of the server busy for nothing"),
            Map.entry("GET_LOCK", LOCKS),
            Map.entry("RELEASE_LOCK", LOCKS),
            Map.entry("RELEASE_ALL_LOCKS", LOCKS),
            Map.entry("LOAD_FILE", "reads a file of the server's machine"),
            Map.entry("MASTER_POS_WAIT", WAITS),
            Map.entry("SOURCE_POS_WAIT", WAITS),
            Map.entry("MASTER_GTID_WAIT", WAITS),
            Map.entry("WAIT_FOR_EXECUTED_GTID_SET", WAITS),
            Map.entry("WAIT_UNTIL_SQL_THREAD_AFTER_GTIDS", WAITS),
            Map.entry("WSREP_SYNC_WAIT_UPTO_GTID", WAITS),
            Map.entry("NEXTVAL", SEQUENCE),
            Map.entry("SETVAL", SEQUENCE),
            Map.entry("SET_FIREWALL_MODE", ADMINISTERS),
            Map.entry("SYS_EXEC", COMMANDS),
            Map.entry("SYS_EVAL", COMMANDS),
            Map.entry("SYS_SET", COMMANDS));

    private static final Map<String, String> BY_PREFIX = Map.ofEntries(
            Map.entry("SERVICE_GET_", LOCKS),
            Map.entry("SERVICE_RELEASE_", LOCKS),
            Map.entry("GROUP_REPLICATION_", ADMINISTERS),
            Map.entry("ASYNCHRONOUS_CONNECTION_FAILOVER_", ADMINISTERS),
            Map.entry("AUDIT_LOG_", ADMINISTERS),
            Map.entry("MYSQL_FIREWALL_", ADMINISTERS),
            Map.entry("INNODB_REDO_LOG_ARCHIVE_", ADMINISTERS),
            Map.entry("KEYRING_KEY_", ADMINISTERS),
            Map.entry("VERSION_TOKENS_", ADMINISTERS),
            Map.entry("SPIDER_", COMMANDS));

    private ForbiddenFunctions() {}

    /**
     * Why the call at {@code index} is refused: what the function does, as the rest of a sentence; empty where there is
     * no call or a harmless one. The server takes a name in backquotes, and MariaDB one after {@code mariadb_schema.},
     * for the built-in function too, so both count.
     */
    static Optional<String> whyNot(List<SqlToken> tokens, int index) {
        SqlToken token = tokens.get(index);
        boolean name = token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_NAME;
        if (!name || index + 1 >= tokens.size() || !tokens.get(index + 1).isOperator("(")) {
            return Optional.empty();
        }
        Optional<String> reason = reason(tokens, index);
        return reason.isPresent() && namesColumns(tokens, index) ? Optional.empty() : reason;
    }

    private static Optional<String> reason(List<SqlToken> tokens, int index) {
        String name = tokens.get(index).upperName();
        if (name.equals("LAST_INSERT_ID")) {
            boolean reads = index + 2 < tokens.size() && tokens.get(index + 2).isOperator(")");
            return reads ? Optional.empty() : Optional.of("with an argument changes the session's last insert id");
        }
        if (BY_NAME.containsKey(name)) {
            return Optional.of(BY_NAME.get(name));
        }
        return BY_PREFIX.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether the parenthesis is a list of column names: {@code WITH name (a, b) AS (…)}, {@code (…) AS name (a, b)}. */
    static boolean namesColumns(List<SqlToken> tokens, int index) {
        if (index > 0 && tokens.get(index - 1).isWord("AS")) {
            return true;
        }
        int close = index + 2;
        while (close < tokens.size() && !tokens.get(close).isOperator(")")) {
            if (!tokens.get(close).isName() && !tokens.get(close).isOperator(",")) {
                return false;
            }
            close++;
        }
        return close + 2 < tokens.size()
                && tokens.get(close + 1).isWord("AS")
                && tokens.get(close + 2).isOperator("(");
    }
}
