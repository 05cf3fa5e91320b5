package safecsv.mysql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.BoundQuery.Value;
import safecsv.mysql.sql.Position;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;
import safecsv.mysql.sql.SqlToken.Kind;

/**
 * Turns {@code :name} placeholders into bound values. A value never becomes part of the query's text here; it is bound as
 * a string, but after LIMIT and OFFSET, which take an unsigned integer. A placeholder is a colon and
 * {@code [A-Za-z_][A-Za-z0-9_]*} outside strings, comments and quoted names, not after another colon.
 */
public final class NamedParameters {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** At most what LIMIT can hold: 20 digits reach 2^64 - 1; the server judges the rest. */
    private static final Pattern UNSIGNED_INTEGER = Pattern.compile("[0-9]{1,20}");

    private final String source;
    private final List<SqlToken> tokens;
    private final Map<String, String> values;

    private NamedParameters(String source, Map<String, String> values) {
        this.source = source;
        this.tokens = SqlScanner.scan(source);
        this.values = values;
    }

    /**
     * The query with its values. A byte order mark at its start and one semicolon at its end are dropped.
     *
     * @param query what the user wrote
     * @param values by name, without the colon; none null
     * @throws SafecsvException usage: a placeholder without a value, a value without a placeholder, a {@code ?}, a value
     *     after LIMIT that is no unsigned integer, a placeholder that touches a word or stands beside a string, a value
     *     that is no valid Unicode, a quote or comment that does not end
     */
    public static BoundQuery bind(String query, Map<String, String> values) {
        String source = query.startsWith("\uFEFF") ? query.substring(1) : query;
        return new NamedParameters(source, values).bind();
    }

    private BoundQuery bind() {
        requireNoQuestionMark();
        requireValuesForPlaceholders();
        StringBuilder sql = new StringBuilder(source);
        List<Value> bound = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.kind() == Kind.PARAMETER) {
                requireRoom(i);
                bound.add(value(i));
                // As long as the placeholder, so that the server's positions are positions in the user's text.
                sql.replace(
                        token.start(),
                        token.end(),
                        "?" + " ".repeat(token.text().length() - 1));
            }
        }
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isOperator(";")) {
            sql.setLength(tokens.get(tokens.size() - 1).start());
        }
        return new BoundQuery(source, sql.toString(), bound);
    }

    private void requireNoQuestionMark() {
        for (SqlToken token : tokens) {
            if (token.kind() == Kind.QUESTION_MARK) {
                throw usage("The query has a ? at " + at(token)
                        + ". Write :name in its place, and give the value with --param name=value.");
            }
        }
    }

    private void requireValuesForPlaceholders() {
        Set<String> missing = new LinkedHashSet<>();
        Set<String> unused = new TreeSet<>(values.keySet());
        for (SqlToken token : tokens) {
            if (token.kind() == Kind.PARAMETER) {
                String name = name(token);
                unused.remove(name);
                if (!values.containsKey(name)
                        && missing.stream().noneMatch(text -> text.startsWith(token.text() + " "))) {
                    missing.add(token.text() + " (" + at(token) + ")");
                }
            }
        }
        for (String name : unused) {
            if (!NAME.matcher(name).matches()) {
                throw usage("'" + name + "' is no name for a parameter: a letter or _, then letters, digits or _.");
            }
        }
        if (!missing.isEmpty()) {
            throw usage(
                    "The query has no value for " + String.join(", ", missing) + ". Give it with --param name=value.");
        }
        if (!unused.isEmpty()) {
            throw usage(
                    "The query has no placeholder :" + String.join(", :", unused)
                            + ". Take the value out of the command, or write the placeholder into the query (not inside quotes).");
        }
    }

    /**
     * The text that the driver sends has a literal in the placeholder's place: beside a string the two would become one,
     * and after a word such as {@code x} or {@code _utf8} the literal would change its meaning.
     */
    private void requireRoom(int index) {
        SqlToken token = tokens.get(index);
        boolean touches =
                index > 0 && tokens.get(index - 1).end() == token.start() && !isKind(index - 1, Kind.OPERATOR);
        boolean besideString = isKind(index - 1, Kind.STRING) || isKind(index + 1, Kind.STRING);
        if (touches || besideString) {
            throw usage("The placeholder " + token.text() + " at " + at(token) + " stands "
                    + (besideString
                            ? "beside a string. Write AS before an alias"
                            : "right after a word. Write a space between")
                    + ", or CONCAT() to join texts.");
        }
    }

    private Value value(int index) {
        SqlToken token = tokens.get(index);
        String text = values.get(name(token));
        if (isRowCount(index)) {
            if (!UNSIGNED_INTEGER.matcher(text).matches()) {
                throw usage(token.text() + " at " + at(token)
                        + " stands after LIMIT or OFFSET, so its value must be a whole" + " number from 0; it is '"
                        + text + "'.");
            }
            return new Value(text, Value.Kind.INTEGER);
        }
        if (hasLoneSurrogate(text)) {
            throw usage(
                    "The value of " + token.text() + " is no valid Unicode text (it holds half of a surrogate pair).");
        }
        return new Value(text, Value.Kind.TEXT);
    }

    /** LIMIT :a, OFFSET :a, and the second number of LIMIT a, :b. */
    private boolean isRowCount(int index) {
        boolean first = isWord(index - 1, "LIMIT") || isWord(index - 1, "OFFSET");
        return first || (isWord(index - 3, "LIMIT") && tokens.get(index - 1).isOperator(","));
    }

    private boolean isWord(int index, String word) {
        return index >= 0 && tokens.get(index).isWord(word);
    }

    private boolean isKind(int index, Kind kind) {
        return index >= 0 && index < tokens.size() && tokens.get(index).kind() == kind;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String name(SqlToken placeholder) {
        return placeholder.text().substring(1);
    }

    private String at(SqlToken token) {
        return Position.of(source, token.start()).toString();
    }

    private static SafecsvException usage(String message) {
        return new SafecsvException(ExitCode.USAGE, message + " Nothing was sent to the server.");
    }
}
