package safecsv.mysql.sql;

import java.util.List;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Refuses, by its words alone, what a READ ONLY session would run and a prepare would let pass: locking reads, INTO,
 * functions that wait, lock or read the server's files, assignments, and several statements.
 */
public final class LexicalCheck {
    private static final String NOTHING_SENT = " Nothing was sent to the server.";

    private final String sql;
    private final List<SqlToken> tokens;

    private LexicalCheck(String sql) {
        this.sql = sql;
        this.tokens = SqlScanner.scan(sql);
    }

    /**
     * Returns where nothing is to be said against {@code sql}.
     *
     * @throws SafecsvException refused, naming the part and its place; usage, for a query that is empty, does not end its
     *     quotes, or holds a command of the mysql client
     */
    public static void check(String sql) {
        LexicalCheck check = new LexicalCheck(sql);
        check.requireStatement();
        check.requireOneStatement();
        check.requireReadingKeyword();
        for (int i = 0; i < check.tokens.size(); i++) {
            check.requireHarmless(i);
        }
    }

    private void requireStatement() {
        if (tokens.stream().allMatch(token -> token.isOperator(";"))) {
            throw usage("The query is empty.");
        }
        if (tokens.get(0).isWord("DELIMITER")) {
            throw usage("DELIMITER, at " + at(tokens.get(0))
                    + ", is a command of the mysql client, not SQL. Give safecsv one SELECT without it.");
        }
        for (int i = 0; i < tokens.size(); i++) {
            boolean nullLiteral =
                    i + 1 < tokens.size() && tokens.get(i + 1).text().equals("N");
            if (tokens.get(i).isOperator("\\") && !nullLiteral) {
                throw usage("The backslash at " + at(tokens.get(i))
                        + " is no SQL; \\G and the like are commands of the mysql client. Leave it out.");
            }
        }
    }

    private void requireOneStatement() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isOperator(";")) {
                throw refused(
                        "a second statement",
                        tokens.get(i + 1),
                        "follows the semicolon",
                        "Run one statement at a time.");
            }
        }
    }

    private void requireReadingKeyword() {
        StatementWords.first(tokens).ifPresent(word -> {
            if (StatementWords.isOther(word)) {
                throw refused(name(word), word, "is no query", StatementWords.ACCEPTED + "." + instead(word));
            }
            Optional<SqlToken> change = StatementWords.explainedChange(tokens);
            if (StatementWords.isReadByName(word) && !word.isWord("SHOW") && change.isPresent()) {
                throw refused(
                        name(word) + " of " + name(change.get()),
                        change.get(),
                        "is about a statement that writes",
                        "Explain a SELECT with the same WHERE.");
            }
        });
    }

    private static String instead(SqlToken word) {
        return word.isWord("USE") ? " Name the database with -D." : "";
    }

    private void requireHarmless(int index) {
        SqlToken token = tokens.get(index);
        if (token.isOperator(":=")) {
            throw refused(
                    "the assignment :=",
                    token,
                    "changes a session variable while rows are read, in an order MySQL does not promise",
                    "Use a window function such as ROW_NUMBER() OVER (ORDER BY …).");
        }
        if (token.kind() == SqlToken.Kind.HINT && mentions(token, "SET_VAR")) {
            throw refused(
                    "the hint SET_VAR",
                    token,
                    "would change the settings that make an export complete and exact",
                    "Leave it out; the hints that choose a plan, and MAX_EXECUTION_TIME, may stay.");
        }
        if (token.kind() == SqlToken.Kind.WORD && !isColumnOfTable(index)) {
            requireHarmlessWord(index);
        }
        ForbiddenFunctions.whyNot(tokens, index).ifPresent(why -> {
            throw refused(token.upperName() + "()", token, why, "Leave the call out.");
        });
    }

    private void requireHarmlessWord(int index) {
        SqlToken token = tokens.get(index);
        if (token.isWord("INTO")) {
            throw refused(
                    "INTO",
                    token,
                    "puts the result into a file or a variable on the server",
                    "Leave it out: -o FILE writes the file here (a column of that name goes in backquotes).");
        }
        if (isPhrase(index, "FOR", "UPDATE") || isPhrase(index, "FOR", "SHARE")) {
            throw locking(name(token) + " " + name(tokens.get(index + 1)), token);
        }
        if (isPhrase(index, "LOCK", "IN", "SHARE")) {
            throw locking("LOCK IN SHARE MODE", token);
        }
        if (isPhrase(index, "NEXT", "VALUE", "FOR")) {
            throw refused("NEXT VALUE FOR", token, "advances a sequence, which is a write", "Leave it out.");
        }
    }

    private SafecsvException locking(String clause, SqlToken token) {
        return refused(
                clause,
                token,
                "locks the rows it reads and makes writers wait",
                "Leave it out: an export reads a consistent snapshot without locks (a column named share or update goes in"
                        + " backquotes).");
    }

    /** {@code t.into} is a column, as the server's lexer has it, if no space follows the dot. */
    private boolean isColumnOfTable(int index) {
        return index > 0
                && tokens.get(index - 1).isOperator(".")
                && tokens.get(index - 1).end() == tokens.get(index).start();
    }

    private boolean isPhrase(int index, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (index + i >= tokens.size() || !tokens.get(index + i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean mentions(SqlToken hint, String word) {
        return hint.upperName().contains(word);
    }

    private static String name(SqlToken word) {
        return word.upperName();
    }

    private String at(SqlToken token) {
        return Position.of(sql, token.start()).toString();
    }

    private SafecsvException refused(String part, SqlToken token, String why, String instead) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: " + part + ", at " + at(token) + " of the query, " + why + ". " + instead + NOTHING_SENT);
    }

    private static SafecsvException usage(String message) {
        return new SafecsvException(ExitCode.USAGE, message + NOTHING_SENT);
    }
}
