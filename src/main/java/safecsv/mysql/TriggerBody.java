package safecsv.mysql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import safecsv.SafecsvException;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;

/** What can be told of a trigger from its text. */
final class TriggerBody {
    private TriggerBody() {}

    /**
     * The columns of the new row that the body may set: those that stand as {@code NEW.column} where a value is assigned, or
     * behind INTO, or in a CALL. Rather one too many than one too few; none where the body can't be read.
     *
     * @param body null where the account may not see it
     */
    static Set<String> sets(String body) {
        Set<String> columns = new HashSet<>();
        List<SqlToken> tokens = tokens(body);
        String statement = "";
        for (int index = 0; index < tokens.size(); index++) {
            String word = word(tokens, index);
            switch (word) {
                case "SET", "INTO", "CALL" -> statement = word;
                case ";", "THEN", "ELSE", "DO", "BEGIN", "FROM", "WHERE" -> statement = "";
                default -> {}
            }
            boolean column = word.equals("NEW") && word(tokens, index + 1).equals(".");
            if (column && (assigned(tokens, index + 3) ? statement.equals("SET") : isOut(statement))) {
                columns.add(name(tokens.get(index + 2)));
            }
        }
        return columns;
    }

    private static boolean isOut(String statement) {
        return statement.equals("INTO") || statement.equals("CALL");
    }

    private static boolean assigned(List<SqlToken> tokens, int index) {
        String next = word(tokens, index);
        return next.equals("=") || next.equals(":=");
    }

    private static String name(SqlToken token) {
        String text = token.text();
        // Double quotes delimit names too where the trigger was made under ANSI_QUOTES.
        return token.kind() == SqlToken.Kind.WORD
                ? text
                : text.substring(1, text.length() - 1).replace("``", "`").replace("\"\"", "\"");
    }

    private static String word(List<SqlToken> tokens, int index) {
        return index < tokens.size() ? tokens.get(index).text().toUpperCase(Locale.ROOT) : "";
    }

    private static List<SqlToken> tokens(String body) {
        try {
            return body == null ? List.of() : SqlScanner.scan(body);
        } catch (SafecsvException e) {
            // Written under another sql_mode, or with a comment that servers read in different ways.
            return List.of();
        }
    }
}
