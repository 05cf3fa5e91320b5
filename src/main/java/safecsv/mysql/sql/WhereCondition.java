package safecsv.mysql.sql;

import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** A condition that is put between the parentheses of WHERE (…), and must not leave them. */
public final class WhereCondition {
    private WhereCondition() {}

    /**
     * Returns where {@code condition} is one.
     *
     * @throws SafecsvException usage, where it is empty or is more than one condition
     */
    public static void check(String condition) {
        List<SqlToken> tokens = SqlScanner.scan(condition);
        if (tokens.isEmpty()) {
            throw usage("is empty");
        }
        int open = 0;
        for (SqlToken token : tokens) {
            String at = Position.of(condition, token.start()).toString();
            if (token.isOperator(";")) {
                throw usage("has a semicolon at " + at + "; it takes a condition, not a statement");
            }
            if (token.kind() == SqlToken.Kind.QUESTION_MARK || token.kind() == SqlToken.Kind.PARAMETER) {
                throw usage("has a placeholder, " + token.text() + ", at " + at
                        + "; write the value, or use -e with --param");
            }
            open += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
            if (open < 0) {
                throw usage("closes a parenthesis at " + at + " that it does not open");
            }
        }
        if (open > 0) {
            throw usage("opens a parenthesis that it does not close");
        }
    }

    private static SafecsvException usage(String problem) {
        return new SafecsvException(
                ExitCode.USAGE, "The condition of --where " + problem + ". Nothing was sent to the server.");
    }
}
