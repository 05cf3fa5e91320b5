package safecsv.mysql.sql;

import java.util.List;
import java.util.Set;

/**
 * A text that runs when a query runs: the query, the SELECT of a view, the body of a stored function. It says what else runs
 * with it.
 *
 * @param tokens of the text
 */
public record CalledText(List<SqlToken> tokens) {
    public CalledText {
        tokens = List.copyOf(tokens);
    }

    /** Of a query that has passed {@link LexicalCheck}. */
    public static CalledText ofQuery(String sql) {
        return new CalledText(SqlScanner.scan(sql));
    }

    /**
     * Of a view, from the statement that SHOW CREATE VIEW gives.
     *
     * @throws safecsv.SafecsvException refused, where it has what a query must not have
     */
    public static CalledText ofView(String create) {
        List<SqlToken> tokens = SqlScanner.scan(create);
        int at = indexOf(tokens, 0, "VIEW");
        int as = at < 0 ? -1 : indexOf(tokens, at, "AS");
        String select = as < 0 ? "" : create.substring(tokens.get(as).end());
        LexicalCheck.check(select);
        return ofQuery(select);
    }

    private static int indexOf(List<SqlToken> tokens, int start, String word) {
        for (int index = start; index < tokens.size(); index++) {
            if (tokens.get(index).isWord(word)) {
                return index;
            }
        }
        return -1;
    }

    /**
     * Of a stored function, from the statement that SHOW CREATE FUNCTION gives.
     *
     * @param create one that {@link RoutineBody#whyNot} says nothing against
     */
    public static CalledText ofFunction(String create) {
        return new CalledText(RoutineBody.of(create).tokens());
    }

    /** The functions that it calls, but those of what every server has built in. */
    public List<FunctionCall> calls() {
        return FunctionCall.in(tokens);
    }

    /** The names that may be views, each as one part or two, without quotes; more than there are. */
    public Set<List<String>> tables() {
        return ViewCandidates.in(tokens);
    }

    /** The names that the text itself gives to queries. */
    public Set<String> ownTables() {
        return ViewCandidates.ofItsOwn(tokens);
    }
}
