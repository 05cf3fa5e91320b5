package safecsv.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.SqlToken.Kind;

/**
 * Cuts a query into tokens as MySQL's own lexer does (sql/sql_lex.cc, {@code lex_one_token}) in safecsv's session: double
 * quotes delimit strings, backslashes escape. White space and comments lie between tokens. An executable comment
 * ({@code /*!50000 … *}{@code /}, MariaDB's {@code /*M! … *}{@code /}) is code for some servers and nothing for others, by
 * its version number, theirs and their maker's: no text with one is read at all.
 */
public final class SqlScanner {
    private final String text;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int position;

    private SqlScanner(String text) {
        this.text = text;
    }

    /**
     * The tokens of {@code text}, in order.
     *
     * @throws SafecsvException usage, for a quote or comment that does not end, for half of a surrogate pair, and for a
     *     NUL character (MySQL ends a comment at a NUL); refused, for an executable comment
     */
    public static List<SqlToken> scan(String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The query holds a NUL character at " + Position.of(text, nul) + ". Write it as 0x00 in SQL.");
        }
        int lone = loneSurrogate(text);
        if (lone >= 0) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The query is no valid Unicode: half of a surrogate pair stands at " + Position.of(text, lone)
                            + ". Nothing was sent to the server.");
        }
        SqlScanner scanner = new SqlScanner(text);
        while (scanner.position < text.length()) {
            scanner.step();
        }
        return List.copyOf(scanner.tokens);
    }

    /** It would be sent as a question mark, which is a placeholder. */
    private static int loneSurrogate(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                boolean pair =
                        at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
                if (!pair) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    private void step() {
        char c = text.charAt(position);
        if (SqlCharacters.isSpace(c)) {
            position++;
        } else if (c == '#' || startsLineComment()) {
            skipToEndOfLine();
        } else if (text.startsWith("/*", position)) {
            comment();
        } else {
            token(c);
        }
    }

    private void token(char c) {
        if (c == '\'' || c == '"') {
            add(Kind.STRING, endOfQuoted(c));
        } else if (c == '`') {
            add(Kind.QUOTED_NAME, endOfQuoted(c));
        } else if (c == '@') {
            add(Kind.VARIABLE, SqlCharacters.endOfVariable(text, position));
        } else if (SqlCharacters.isNameCharacter(c) && afterDot()) {
            add(Kind.WORD, SqlCharacters.endOfName(text, position));
        } else if (SqlCharacters.startsNumber(text, position) && !(c == '.' && afterName())) {
            int end = SqlCharacters.endOfNumber(text, position);
            add(end > position ? Kind.NUMBER : Kind.WORD, end > position ? end : nameEnd());
        } else if (SqlCharacters.isNameCharacter(c)) {
            add(Kind.WORD, nameEnd());
        } else if (c == ':') {
            colon();
        } else {
            add(c == '?' ? Kind.QUESTION_MARK : Kind.OPERATOR, position + 1);
        }
    }

    private void colon() {
        boolean afterColon = position > 0 && text.charAt(position - 1) == ':';
        if (text.startsWith(":=", position)) {
            add(Kind.OPERATOR, position + 2);
        } else if (!afterColon && SqlCharacters.startsParameterName(text, position + 1)) {
            add(Kind.PARAMETER, SqlCharacters.endOfParameterName(text, position + 1));
        } else {
            add(Kind.OPERATOR, position + 1);
        }
    }

    private void comment() {
        int start = position;
        if (text.startsWith("/*!", start) || text.startsWith("/*M!", start)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: the comment at " + Position.of(text, start) + " of the query is executable: "
                            + text.substring(start, text.indexOf('!', start) + 1)
                            + " makes some servers run what is in it and others skip it. Write its content without the"
                            + " comment, or leave it out. Nothing was sent to the server.");
        }
        int close = text.indexOf("*/", position + 2);
        if (close < 0) {
            throw unfinished("comment", text, start);
        }
        if (text.startsWith("/*+", start)) {
            add(Kind.HINT, close + 2);
        }
        position = close + 2;
    }

    private boolean startsLineComment() {
        return text.startsWith("--", position)
                && (position + 2 == text.length() || SqlCharacters.endsDashes(text.charAt(position + 2)));
    }

    private void skipToEndOfLine() {
        int newline = text.indexOf('\n', position);
        position = newline < 0 ? text.length() : newline + 1;
    }

    private int endOfQuoted(char quote) {
        int at = position + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && quote != '`') {
                at += 2;
            } else if (c != quote) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        throw unfinished(quote == '`' ? "name in backquotes" : "string", text, position);
    }

    private int nameEnd() {
        return SqlCharacters.endOfName(text, position);
    }

    private boolean afterDot() {
        return touchesPrevious() && previous().isOperator(".");
    }

    private boolean afterName() {
        return touchesPrevious()
                && (previous().kind() == Kind.WORD || previous().kind() == Kind.QUOTED_NAME);
    }

    private boolean touchesPrevious() {
        return !tokens.isEmpty() && previous().end() == position;
    }

    private SqlToken previous() {
        return tokens.get(tokens.size() - 1);
    }

    private void add(Kind kind, int end) {
        tokens.add(new SqlToken(kind, text.substring(position, end), position, end));
        position = end;
    }

    private static SafecsvException unfinished(String what, String text, int start) {
        return new SafecsvException(
                ExitCode.USAGE,
                "The " + what + " that begins at " + Position.of(text, start)
                        + " of the query does not end. Close it; nothing was sent to the server.");
    }
}
