package safecsv.mysql.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one table that a plain SELECT reads: {@code SELECT … FROM table [[AS] alias] [WHERE …] [ORDER BY …] [LIMIT …]}. Each
 * row of its result is then a row of the table, and none comes twice.
 */
public final class OneTable {
    private static final Set<String> ENDS = Set.of("WHERE", "ORDER", "LIMIT");
    /** Between SELECT and FROM, or behind the table, they make rows of their own out of the table's. */
    private static final Set<String> OTHERS = Set.of(
            "DISTINCT",
            "DISTINCTROW",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "GROUP",
            "HAVING",
            "WINDOW",
            "PROCEDURE",
            "INTO");

    private OneTable() {}

    /**
     * The table's name as the query has it.
     *
     * @param sql one statement
     * @return {@code table} or {@code schema.table}, each part plain or in backquotes; empty where it is no such SELECT, and
     *     where that can't be told
     */
    public static Optional<String> of(String sql) {
        List<SqlToken> tokens = SqlScanner.scan(sql);
        if (tokens.isEmpty() || !tokens.get(0).isWord("SELECT")) {
            return Optional.empty();
        }
        int from = -1;
        int depth = 0;
        for (int index = 1; index < tokens.size(); index++) {
            SqlToken token = tokens.get(index);
            depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
            if (depth > 0 || token.kind() != SqlToken.Kind.WORD || isPartOfName(tokens, index)) {
                continue;
            }
            if (OTHERS.contains(token.upperName())) {
                return Optional.empty();
            }
            from = from < 0 && token.isWord("FROM") ? index : from;
        }
        return from < 0 || Aggregates.any(tokens) ? Optional.empty() : reference(tokens, from + 1);
    }

    private static boolean isPartOfName(List<SqlToken> tokens, int index) {
        return tokens.get(index - 1).isOperator(".");
    }

    private static Optional<String> reference(List<SqlToken> tokens, int start) {
        int at = start;
        if (!isName(tokens, at)) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder(tokens.get(at++).text());
        if (at < tokens.size() && tokens.get(at).isOperator(".")) {
            if (!isName(tokens, at + 1)) {
                return Optional.empty();
            }
            name.append('.').append(tokens.get(at + 1).text());
            at += 2;
        }
        boolean as = at < tokens.size() && tokens.get(at).isWord("AS");
        at += as ? 1 : 0;
        if (isName(tokens, at) && (as || !isEnd(tokens, at))) {
            at++;
        }
        return isEnd(tokens, at) ? Optional.of(name.toString()) : Optional.empty();
    }

    private static boolean isName(List<SqlToken> tokens, int at) {
        return at < tokens.size() && tokens.get(at).isName();
    }

    private static boolean isEnd(List<SqlToken> tokens, int at) {
        return at >= tokens.size()
                || (tokens.get(at).kind() == SqlToken.Kind.WORD
                        && ENDS.contains(tokens.get(at).upperName()));
    }
}
