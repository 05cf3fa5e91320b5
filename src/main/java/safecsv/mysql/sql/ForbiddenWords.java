package safecsv.mysql.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that a READ ONLY session would run and that an export, or anything that it calls, must not have. */
final class ForbiddenWords {
    /** Letters, digits, and what stands between names; nothing that could end the comment for one lexer and not for another. */
    private static final Pattern PLAIN_HINT = Pattern.compile("/\\*\\+[\\p{L}\\p{Nd}_$@.,()=%\\s]*\\*/");

    /** MySQL manual, "INFORMATION_SCHEMA INNODB_CMP and INNODB_CMP_RESET": reading them sets counters to zero. */
    private static final Set<String> RESETS =
            Set.of("INNODB_CMP_RESET", "INNODB_CMPMEM_RESET", "INNODB_CMP_PER_INDEX_RESET");

    private final List<SqlToken> tokens;

    ForbiddenWords(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    /**
     * What is forbidden.
     *
     * @param part as a message names it
     * @param why the rest of a sentence that begins with the part
     * @param instead one sentence
     */
    record Finding(String part, SqlToken token, String why, String instead) {}

    /** What is forbidden at a token of a query. */
    Optional<Finding> inQuery(int index) {
        SqlToken token = tokens.get(index);
        if (token.isOperator(":=")) {
            return found(
                    "the assignment :=",
                    token,
                    "changes a session variable while rows are read, in an order MySQL does not promise",
                    "Use a window function such as ROW_NUMBER() OVER (ORDER BY …).");
        }
        if (token.isWord("INTO") && !isColumnOfTable(index)) {
            return found(
                    "INTO",
                    token,
                    "puts the result into a file or a variable on the server",
                    "Leave it out: -o FILE writes the file here (a column of that name goes in backquotes).");
        }
        return anywhere(index);
    }

    /** What is forbidden at a token of the body of a function too, which may assign to variables of its own. */
    Optional<Finding> anywhere(int index) {
        SqlToken token = tokens.get(index);
        if (token.kind() == SqlToken.Kind.HINT) {
            return hint(index);
        }
        if (token.isName() && RESETS.contains(token.upperName())) {
            return found(
                    token.upperName(), token, "sets the server's counters to zero when it is read", "Leave it out.");
        }
        Optional<Finding> word =
                token.kind() == SqlToken.Kind.WORD && !isColumnOfTable(index) ? word(index) : Optional.empty();
        return word.isPresent()
                ? word
                : ForbiddenFunctions.whyNot(tokens, index)
                        .map(why -> new Finding(token.upperName() + "()", token, why, "Leave the call out."));
    }

    private Optional<Finding> hint(int index) {
        SqlToken hint = tokens.get(index);
        if (index == 0 || !tokens.get(index - 1).isWord("SELECT") || isColumnOfTable(index - 1)) {
            return found(
                    "the optimizer hint",
                    hint,
                    "does not stand right behind SELECT, so that it is none to the server but a comment",
                    "Move it there, or leave it out.");
        }
        String text = hint.text().toUpperCase(Locale.ROOT);
        for (String name : List.of("SET_VAR", "RESOURCE_GROUP")) {
            if (text.contains(name)) {
                return found(
                        "the hint " + name,
                        hint,
                        "would change the settings that make an export complete and exact",
                        "Leave it out; the hints that choose a plan, and MAX_EXECUTION_TIME, may stay.");
            }
        }
        return PLAIN_HINT.matcher(hint.text()).matches()
                ? Optional.empty()
                : found(
                        "the optimizer hint",
                        hint,
                        "holds more than letters, digits, _ $ @ . , ( ) = and %, so that servers could see its end in"
                                + " different places",
                        "Write the names in it without quotes, or leave it out.");
    }

    private Optional<Finding> word(int index) {
        SqlToken token = tokens.get(index);
        if (isPhrase(index, "FOR", "UPDATE") || isPhrase(index, "FOR", "SHARE")) {
            return locking(token.upperName() + " " + tokens.get(index + 1).upperName(), token);
        }
        if (isPhrase(index, "LOCK", "IN", "SHARE")) {
            return locking("LOCK IN SHARE MODE", token);
        }
        if (isPhrase(index, "NEXT", "VALUE", "FOR")) {
            return found("NEXT VALUE FOR", token, "advances a sequence, which is a write", "Leave it out.");
        }
        if (isPhrase(index, "ROWS", "EXAMINED")) {
            return found(
                    "LIMIT ROWS EXAMINED",
                    token,
                    "ends the reading early and gives the rows so far as if they were all",
                    "Leave it out; --timeout and --max-rows end an export that is too long, and publish nothing.");
        }
        return Optional.empty();
    }

    private static Optional<Finding> locking(String clause, SqlToken token) {
        return found(
                clause,
                token,
                "locks the rows it reads and makes writers wait",
                "Leave it out: an export reads a consistent snapshot without locks (a column named share or update"
                        + " goes in backquotes).");
    }

    private static Optional<Finding> found(String part, SqlToken token, String why, String instead) {
        return Optional.of(new Finding(part, token, why, instead));
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
}
