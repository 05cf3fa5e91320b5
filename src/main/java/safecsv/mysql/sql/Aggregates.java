package safecsv.mysql.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds the aggregate functions of a SELECT, by which it makes one row of all of them. */
final class Aggregates {
    /** Source: MySQL manual, "Aggregate Function Descriptions"; MariaDB manual, "Aggregate Functions". */
    private static final Set<String> NAMES = Set.of(
            "AVG",
            "BIT_AND",
            "BIT_OR",
            "BIT_XOR",
            "COUNT",
            "GROUP_CONCAT",
            "JSON_ARRAYAGG",
            "JSON_OBJECTAGG",
            "MAX",
            "MIN",
            "ST_COLLECT",
            "STD",
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "SUM",
            "VAR_POP",
            "VAR_SAMP",
            "VARIANCE");

    private Aggregates() {}

    /** Whether there is one outside of subqueries that is no window function. */
    static boolean any(List<SqlToken> tokens) {
        Deque<Boolean> subqueries = new ArrayDeque<>(List.of(false));
        for (int index = 0; index < tokens.size(); index++) {
            SqlToken token = tokens.get(index);
            if (token.isOperator("(")) {
                subqueries.push(subqueries.peek() || beginsQuery(tokens, index + 1));
            } else if (token.isOperator(")") && subqueries.size() > 1) {
                subqueries.pop();
            } else if (!subqueries.peek() && isCall(tokens, index) && !isWindow(tokens, index + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsQuery(List<SqlToken> tokens, int at) {
        return at < tokens.size()
                && (tokens.get(at).isWord("SELECT") || tokens.get(at).isWord("WITH"));
    }

    private static boolean isCall(List<SqlToken> tokens, int index) {
        return tokens.get(index).isName()
                && NAMES.contains(tokens.get(index).upperName())
                && index + 1 < tokens.size()
                && tokens.get(index + 1).isOperator("(");
    }

    private static boolean isWindow(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int index = open; index < tokens.size(); index++) {
            depth += tokens.get(index).isOperator("(") ? 1 : tokens.get(index).isOperator(")") ? -1 : 0;
            if (depth == 0) {
                return index + 1 < tokens.size() && tokens.get(index + 1).isWord("OVER");
            }
        }
        return false;
    }
}
