package safecsv.mysql.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the first keyword of a statement says about it. */
public final class StatementWords {
    /** What safecsv runs, for messages. */
    public static final String ACCEPTED =
            "safecsv runs one SELECT, WITH … SELECT, TABLE or VALUES, or a SHOW, DESCRIBE or EXPLAIN";

    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "TABLE", "VALUES");

    /** These read, though the server's answer to a prepare does not say so for all of them. */
    private static final Set<String> READS_BY_NAME = Set.of("SHOW", "DESCRIBE", "DESC", "EXPLAIN");

    private static final Set<String> DATA_CHANGES = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");

    private static final Set<String> OTHERS = Set.of(
            ("ALTER ANALYZE BACKUP BEGIN BINLOG CACHE CALL CHANGE CHECK CHECKSUM CLONE COMMIT CREATE DEALLOCATE DELETE DO "
                            + "DROP EXECUTE FLUSH GET GRANT HANDLER HELP IMPORT INSERT INSTALL KILL LOAD LOCK OPTIMIZE "
                            + "PREPARE PURGE RELEASE RENAME REPAIR REPLACE RESET RESIGNAL RESTART REVOKE ROLLBACK SAVEPOINT "
                            + "SET SHUTDOWN SIGNAL START STOP TRUNCATE UNINSTALL UNLOCK UPDATE USE XA")
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

    /** The INSERT, REPLACE, UPDATE or DELETE that an EXPLAIN or DESCRIBE is about; empty where it is about a read. */
    static Optional<SqlToken> explainedChange(List<SqlToken> tokens) {
        return tokens.stream()
                .skip(1)
                .filter(token -> token.kind() == SqlToken.Kind.WORD)
                .filter(token -> QUERIES.contains(upper(token)) || DATA_CHANGES.contains(upper(token)))
                .findFirst()
                .filter(token -> DATA_CHANGES.contains(upper(token)));
    }

    private static String upper(SqlToken word) {
        return word.text().toUpperCase(Locale.ROOT);
    }
}
