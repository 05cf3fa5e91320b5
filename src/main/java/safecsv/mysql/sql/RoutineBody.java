package safecsv.mysql.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the body of a stored function may not do in an export. That it changes rows, the READ ONLY session prevents; this is
 * for what that lets through.
 */
public final class RoutineBody {
    private static final Set<String> SETTINGS = Set.of("GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY");

    private RoutineBody() {}

    /**
     * Why a body is refused, as the rest of a sentence; empty where there is nothing against it.
     *
     * @throws safecsv.SafecsvException where it can't be read as SQL
     */
    public static Optional<String> whyNot(String body) {
        List<SqlToken> tokens = SqlScanner.scan(body);
        for (int index = 0; index < tokens.size(); index++) {
            Optional<String> reason = whyNot(tokens, index);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    /** The names, in upper case, that a text calls as functions; built-in ones among them. */
    public static Set<String> calledNames(String sql) {
        List<SqlToken> tokens = SqlScanner.scan(sql);
        Set<String> names = new TreeSet<>();
        for (int index = 0; index + 1 < tokens.size(); index++) {
            SqlToken.Kind kind = tokens.get(index).kind();
            boolean name = kind == SqlToken.Kind.WORD || kind == SqlToken.Kind.QUOTED_NAME;
            if (name && tokens.get(index + 1).isOperator("(")) {
                names.add(tokens.get(index).upperName());
            }
        }
        return names;
    }

    private static Optional<String> whyNot(List<SqlToken> tokens, int index) {
        Optional<String> call = ForbiddenFunctions.whyNot(tokens, index);
        if (call.isPresent()) {
            return Optional.of("calls " + tokens.get(index).upperName() + ", which " + call.get());
        }
        if (index + 1 == tokens.size()) {
            return Optional.empty();
        }
        SqlToken token = tokens.get(index);
        SqlToken next = tokens.get(index + 1);
        if (token.isWord("INTO") && (next.isWord("OUTFILE") || next.isWord("DUMPFILE"))) {
            return Optional.of("writes a file on the server's machine");
        }
        if (token.isWord("CALL")) {
            return Optional.of("calls a procedure");
        }
        boolean setting = SETTINGS.contains(next.upperName()) || next.text().startsWith("@@");
        return token.isWord("SET") && setting ? Optional.of("changes a setting of the server") : Optional.empty();
    }
}
