package safecsv.mysql.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that stand where a query names tables: behind FROM, JOIN and TABLE, and after the commas of a FROM. There may be
 * names among them that are none of a table (a common table expression, the column in {@code EXTRACT(YEAR FROM day)}).
 */
public final class NamedTables {
    private NamedTables() {}

    /** Each once: a table's name, or a schema's and a table's, without quotes. */
    public static Set<List<String>> of(String sql) {
        List<SqlToken> tokens = SqlScanner.scan(sql);
        Set<List<String>> names = new LinkedHashSet<>();
        for (int at = 0; at < tokens.size(); at++) {
            if (startsTables(tokens.get(at))) {
                collect(tokens, at + 1, names);
            }
        }
        return names;
    }

    private static boolean startsTables(SqlToken token) {
        return token.isWord("FROM") || token.isWord("JOIN") || token.isWord("STRAIGHT_JOIN") || token.isWord("TABLE");
    }

    private static void collect(List<SqlToken> tokens, int start, Set<List<String>> names) {
        int at = start;
        while (isName(tokens, at)) {
            List<String> parts = new ArrayList<>(List.of(plain(tokens.get(at++))));
            if (isOperator(tokens, at, ".") && isName(tokens, at + 1)) {
                parts.add(plain(tokens.get(at + 1)));
                at += 2;
            }
            names.add(List.copyOf(parts));
            // An alias, with or without AS, may stand before the comma.
            int end = Math.min(tokens.size(), at + 2);
            while (at < end && isName(tokens, at)) {
                at++;
            }
            if (!isOperator(tokens, at, ",")) {
                return;
            }
            at++;
        }
    }

    private static boolean isName(List<SqlToken> tokens, int at) {
        return at < tokens.size() && tokens.get(at).isName();
    }

    private static boolean isOperator(List<SqlToken> tokens, int at, String operator) {
        return at < tokens.size() && tokens.get(at).isOperator(operator);
    }

    private static String plain(SqlToken token) {
        String text = token.text();
        return token.kind() == SqlToken.Kind.QUOTED_NAME
                ? text.substring(1, text.length() - 1).replace("``", "`")
                : text;
    }
}
