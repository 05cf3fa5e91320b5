package safecsv.mysql.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the first keyword of a statement says about it. */
public final class StatementWords {
    /** What safecsv runs, for messages. */
    public static final String ACCEPTED =
            "safecsv runs one SELECT, WITH … SELECT, TABLE or VALUES, or a SHOW, DESCRIBE or EXPLAIN";

    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "TABLE", "VALUES");

    /** These read, though the server's answer to a prepare does not say so for all of them. */
    private static final Set<String> READS_BY_NAME = Set.of("SHOW", "DESCRIBE", "DESC", "EXPLAIN");

    /** The forms of SHOW, DESCRIBE and EXPLAIN, for messages. */
    static final String FORMS =
            "It runs SHOW TABLES, COLUMNS, INDEX, DATABASES, CREATE TABLE and the like, STATUS, VARIABLES,"
                    + " PROCESSLIST, GRANTS, ENGINES, TRIGGERS, EVENTS, … STATUS; DESCRIBE of a table; and EXPLAIN of a"
                    + " query.";

    private static final Set<String> SHOW_SCOPES =
            Set.of("FULL", "EXTENDED", "GLOBAL", "SESSION", "LOCAL", "STORAGE", "ALL");

    private static final Set<String> SHOWN = Set.of(
            "TABLES",
            "TABLE STATUS",
            "COLUMNS",
            "FIELDS",
            "INDEX",
            "INDEXES",
            "KEYS",
            "DATABASES",
            "SCHEMAS",
            "CREATE TABLE",
            "CREATE VIEW",
            "CREATE DATABASE",
            "CREATE SCHEMA",
            "CREATE FUNCTION",
            "CREATE PROCEDURE",
            "CREATE TRIGGER",
            "CREATE EVENT",
            "CREATE SEQUENCE",
            "CREATE USER",
            "STATUS",
            "VARIABLES",
            "PROCESSLIST",
            "GRANTS",
            "WARNINGS",
            "ERRORS",
            "ENGINES",
            "CHARACTER SET",
            "CHARSET",
            "COLLATION",
            "PLUGINS",
            "PRIVILEGES",
            "TRIGGERS",
            "EVENTS",
            "FUNCTION STATUS",
            "PROCEDURE STATUS",
            "OPEN TABLES",
            "REPLICA STATUS",
            "REPLICAS STATUS",
            "REPLICAS",
            "SLAVE STATUS",
            "SLAVES STATUS",
            "SLAVE HOSTS",
            "MASTER STATUS",
            "MASTER LOGS",
            "BINARY LOGS",
            "BINARY LOG STATUS",
            "BINLOG STATUS");

    private static final Set<String> EXPLAIN_OPTIONS = Set.of("ANALYZE", "EXTENDED", "PARTITIONS");

    private static final Set<String> DATA_CHANGES = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");

    private static final Set<String> OTHERS = Set.of(
            ("ALTER ANALYZE BACKUP BEGIN BINLOG CACHE CALL CHANGE CHECK CHECKSUM CLONE COMMIT CREATE DEALLOCATE DELETE"
                            + " DO DROP EXECUTE FLUSH GET GRANT HANDLER HELP IMPORT INSERT INSTALL KILL LOAD LOCK OPTIMIZE PREPARE"
                            + " PURGE RELEASE RENAME REPAIR REPLACE RESET RESIGNAL RESTART REVOKE ROLLBACK SAVEPOINT SET SHUTDOWN"
                            + " SIGNAL START STOP TRUNCATE UNINSTALL UNLOCK UPDATE USE XA")
                    .split(" "));

    private StatementWords() {}

    /** The first keyword, after any opening parentheses; empty where the text begins with something else. */
    public static Optional<SqlToken> first(List<SqlToken> tokens) {
        return tokens.stream()
                .filter(token -> !token.isOperator("("))
                .findFirst()
                .filter(token -> token.kind() == SqlToken.Kind.WORD);
    }

    /** Whether the keyword begins a statement that the server describes the result of when it prepares it. */
    public static boolean isQuery(SqlToken word) {
        return QUERIES.contains(upper(word));
    }

    /** Whether the keyword begins a statement that is a read by its name alone. */
    public static boolean isReadByName(SqlToken word) {
        return READS_BY_NAME.contains(upper(word));
    }

    /** Whether the keyword begins a statement that is known and no read. */
    static boolean isOther(SqlToken word) {
        return OTHERS.contains(upper(word));
    }

    /** The INSERT, REPLACE, UPDATE or DELETE outside of parentheses; empty where there is none. */
    static Optional<SqlToken> change(List<SqlToken> tokens) {
        int depth = 0;
        for (int index = 0; index < tokens.size(); index++) {
            SqlToken token = tokens.get(index);
            depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
            boolean change = token.kind() == SqlToken.Kind.WORD && DATA_CHANGES.contains(upper(token));
            if (change && depth == 0 && !isNameOrFunction(tokens, index)) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    private static boolean isNameOrFunction(List<SqlToken> tokens, int index) {
        boolean follows = index > 0
                && (tokens.get(index - 1).isOperator(".")
                        || tokens.get(index - 1).isWord("FOR")); // FOR UPDATE has a message of its own
        return follows || (index + 1 < tokens.size() && tokens.get(index + 1).isOperator("("));
    }

    /** The first words of a SHOW, DESCRIBE or EXPLAIN that is of no known form; empty for those that are, and for queries. */
    static Optional<String> unknownForm(List<SqlToken> tokens) {
        SqlToken word = tokens.get(0);
        if (!isReadByName(word)) {
            return Optional.empty();
        }
        boolean known = word.isWord("SHOW") ? isKnownShow(tokens) : isKnownExplain(tokens);
        return known
                ? Optional.empty()
                : Optional.of(tokens.stream().limit(3).map(SqlToken::text).collect(Collectors.joining(" ")));
    }

    private static boolean isKnownShow(List<SqlToken> tokens) {
        int at = 1;
        while (at < tokens.size()
                && tokens.get(at).kind() == SqlToken.Kind.WORD
                && SHOW_SCOPES.contains(upper(tokens.get(at)))) {
            at++;
        }
        if (at + 2 < tokens.size() && tokens.get(at).isWord("ENGINE")) {
            return tokens.get(at + 2).isWord("STATUS");
        }
        StringBuilder words = new StringBuilder();
        for (int index = at; index < Math.min(tokens.size(), at + 3); index++) {
            words.append(index == at ? "" : " ").append(tokens.get(index).text().toUpperCase(Locale.ROOT));
            if (SHOWN.contains(words.toString())) {
                return true;
            }
        }
        return false;
    }

    /** {@code EXPLAIN [ANALYZE] [FORMAT=…] query}, or {@code DESCRIBE [schema.]table [column]}. */
    private static boolean isKnownExplain(List<SqlToken> tokens) {
        int at = 1;
        while (at + 1 < tokens.size()) {
            SqlToken token = tokens.get(at);
            if (token.isWord("FORMAT") && tokens.get(at + 1).isOperator("=")) {
                at += 3;
            } else if (EXPLAIN_OPTIONS.contains(upper(token)) && token.kind() == SqlToken.Kind.WORD) {
                at++;
            } else {
                break;
            }
        }
        if (at >= tokens.size()) {
            return false;
        }
        return tokens.get(at).isOperator("(")
                || (tokens.get(at).kind() == SqlToken.Kind.WORD && isQuery(tokens.get(at)))
                || isTable(tokens, at);
    }

    private static boolean isTable(List<SqlToken> tokens, int start) {
        if (!tokens.get(start).isName()) {
            return false;
        }
        int at = start + 1;
        if (at + 1 < tokens.size()
                && tokens.get(at).isOperator(".")
                && tokens.get(at + 1).isName()) {
            at += 2;
        }
        if (at < tokens.size() && (tokens.get(at).isName() || tokens.get(at).kind() == SqlToken.Kind.STRING)) {
            at++;
        }
        return at == tokens.size() || (at == tokens.size() - 1 && tokens.get(at).isOperator(";"));
    }

    private static String upper(SqlToken word) {
        return word.text().toUpperCase(Locale.ROOT);
    }
}
