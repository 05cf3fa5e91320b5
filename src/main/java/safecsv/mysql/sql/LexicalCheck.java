package safecsv.mysql.sql;

import java.util.List;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Refuses, by its words alone, what a READ ONLY session would run and a prepare would let pass: locking reads, INTO,
 * functions that wait, lock or read the server's files, assignments, and several statements; every statement that is not
 * of a short list; and whatever two lexers could read differently.
 */
public final class LexicalCheck {
    private static final String NOTHING_SENT = " Nothing was sent to the server.";

    private final String sql;
    private final List<SqlToken> tokens;
    private final ForbiddenWords words;

    private LexicalCheck(String sql) {
        this.sql = sql;
        this.tokens = SqlScanner.scan(sql);
        this.words = new ForbiddenWords(tokens);
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
        check.requireCertain();
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
        SqlToken first = tokens.get(0);
        SqlToken word = StatementWords.first(tokens).orElse(first);
        if (StatementWords.isOther(word)) {
            throw refused(name(word), word, "is no query", StatementWords.ACCEPTED + "." + instead(word));
        }
        boolean query = StatementWords.isQuery(word);
        if (!query && (!StatementWords.isReadByName(word) || first.isOperator("("))) {
            throw refused(word.text(), word, "begins no query", StatementWords.ACCEPTED + ".");
        }
        Optional<SqlToken> change = StatementWords.change(tokens);
        if (change.isPresent()) {
            throw refused(
                    query ? name(change.get()) : name(word) + " of " + name(change.get()),
                    change.get(),
                    query ? "writes" : "is about a statement that writes",
                    query ? StatementWords.ACCEPTED + "." : "Explain a SELECT with the same WHERE.");
        }
        StatementWords.unknownForm(tokens).ifPresent(form -> {
            throw refused(form, first, "is no form that safecsv runs", StatementWords.FORMS);
        });
    }

    private static String instead(SqlToken word) {
        return word.isWord("USE") ? " Name the database with -D." : "";
    }

    private void requireHarmless(int index) {
        words.inQuery(index).ifPresent(found -> {
            throw refused(found.part(), found.token(), found.why(), found.instead());
        });
    }

    private void requireCertain() {
        CertainText.oddity(sql, tokens).ifPresent(odd -> {
            throw refused(
                    odd.part() + ", at " + Position.of(sql, odd.offset()) + " of the query,", odd.why(), odd.instead());
        });
    }

    private static String name(SqlToken word) {
        return word.upperName();
    }

    private String at(SqlToken token) {
        return Position.of(sql, token.start()).toString();
    }

    private SafecsvException refused(String part, SqlToken token, String why, String instead) {
        return refused(part + ", at " + at(token) + " of the query,", why, instead);
    }

    private static SafecsvException refused(String part, String why, String instead) {
        return new SafecsvException(ExitCode.REFUSED, "Refused: " + part + " " + why + ". " + instead + NOTHING_SENT);
    }

    private static SafecsvException usage(String message) {
        return new SafecsvException(ExitCode.USAGE, message + NOTHING_SENT);
    }
}
