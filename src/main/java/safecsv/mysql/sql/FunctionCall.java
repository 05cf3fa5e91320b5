package safecsv.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name that a parenthesis follows, and of which the words alone do not tell which function the server takes it for.
 *
 * @param schema the name before the dot; null where there is none, empty where there are more
 * @param name without quotes
 * @param offset of the name in its text
 */
public record FunctionCall(String schema, String name, int offset) {
    /** By these MariaDB names its own functions, so that no stored function is meant. */
    private static final List<String> OWN_SCHEMAS = List.of("mariadb_schema", "oracle_schema", "maxdb_schema");

    /** All calls in a text, but those of what every server has built in. */
    static List<FunctionCall> in(List<SqlToken> tokens) {
        List<FunctionCall> calls = new ArrayList<>();
        for (int index = 0; index + 1 < tokens.size(); index++) {
            if (tokens.get(index).isName() && tokens.get(index + 1).isOperator("(") && !isListOfNames(tokens, index)) {
                addUnlessBuiltIn(tokens, index, calls);
            }
        }
        return calls;
    }

    private static void addUnlessBuiltIn(List<SqlToken> tokens, int index, List<FunctionCall> calls) {
        SqlToken token = tokens.get(index);
        boolean qualified = index > 0 && tokens.get(index - 1).isOperator(".");
        if (!qualified && token.kind() == SqlToken.Kind.WORD) {
            // The server takes most of its own functions for these only where the parenthesis follows at once.
            boolean atOnce = tokens.get(index + 1).start() == token.end();
            String upper = upper(token.text());
            if (BuiltInFunctions.isReserved(upper) || (atOnce && BuiltInFunctions.isEverywhere(upper))) {
                return;
            }
        }
        String schema = null;
        if (qualified) {
            boolean two = index > 1
                    && tokens.get(index - 2).isName()
                    && !(index > 2 && tokens.get(index - 3).isOperator("."));
            // More parts name the function of a MariaDB package, which nothing here can read.
            schema = two ? tokens.get(index - 2).plainName() : "";
        }
        calls.add(new FunctionCall(schema, token.plainName(), token.start()));
    }

    /** A call never follows AS or a closing parenthesis: these are names of columns, types, and windows. */
    private static boolean isListOfNames(List<SqlToken> tokens, int index) {
        if (index == 0) {
            return false;
        }
        SqlToken previous = tokens.get(index - 1);
        return previous.isWord("AS") || previous.isOperator(")") || ForbiddenFunctions.namesColumns(tokens, index);
    }

    /** Whether, where the server knows no stored function of the name, it can only be a harmless one of its own. */
    public boolean isHarmlessBuiltIn() {
        boolean own = schema == null || OWN_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT));
        return own && isAscii() && BuiltInFunctions.isHarmless(upper(name));
    }

    /**
     * Whether the server could take the name for a function of its own that is spelled otherwise: it compares letters without
     * their accents.
     */
    public boolean mayMeanAnother() {
        return name.codePoints().anyMatch(c -> c > 0xffff)
                || (schema == null && name.codePoints().anyMatch(FunctionCall::resemblesAscii));
    }

    private static boolean resemblesAscii(int character) {
        return character > 0x7f
                && switch (Character.UnicodeScript.of(character)) {
                    case LATIN, COMMON, INHERITED, UNKNOWN -> true;
                    default -> false;
                };
    }

    private boolean isAscii() {
        return name.chars().allMatch(c -> c <= 0x7f);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** As it is written, for messages. */
    @Override
    public String toString() {
        return (schema == null ? "" : schema + ".") + name;
    }
}
