package safecsv.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.SqlToken.Kind;

/**
 * Cuts a query into tokens as MySQL's own lexer does (sql/sql_lex.cc, {@code lex_one_token}) in safecsv's session: double
 * quotes delimit strings, backslashes escape. White space and comments lie between tokens. The inside of an executable
 * comment ({@code /*!50000 … *}{@code /}, MariaDB's {@code /*M! … *}{@code /}) is code whatever its version number, since
 * some server runs it; where it ends must not depend on whether the server runs it, or the query is refused.
 */
public final class SqlScanner {
    private static final int NONE = -1;
    private static final int VERSION_DIGITS = 5;

    private final String text;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int position;
    private int executableStart = NONE;
    private int executableEnd = NONE;

    private SqlScanner(String text) {
        this.text = text;
    }

    /**
     * The tokens of {@code text}, in order.
     *
     * @throws SafecsvException usage, for a quote or comment that does not end and for a NUL character (MySQL ends a
     *     comment at a NUL); refused, for an executable comment that servers may read in different ways
     */
    public static List<SqlToken> scan(String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The query holds a NUL character at " + Position.of(text, nul) + ". Write it as 0x00 in SQL.");
        }
        SqlScanner scanner = new SqlScanner(text);
        while (scanner.position < text.length()) {
            scanner.step();
        }
        if (scanner.executableStart != NONE) {
            throw unfinished("comment", text, scanner.executableStart);
        }
        return List.copyOf(scanner.tokens);
    }

    private void step() {
        int start = position;
        char c = text.charAt(position);
        if (SqlCharacters.isSpace(c)) {
            position++;
        } else if (c == '#' || startsLineComment()) {
            skipToEndOfLine();
        } else if (text.startsWith("/*", position)) {
            comment();
        } else if (text.startsWith("*/", position) && executableStart != NONE) {
            endExecutableComment();
        } else {
            token(c);
        }
        requireInsideExecutableComment(start);
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
        boolean executable = text.startsWith("/*!", position) || text.startsWith("/*M!", position);
        if (executable) {
            beginExecutableComment();
            return;
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

    private void beginExecutableComment() {
        boolean everyServer = text.charAt(position + 2) == '!';
        // A server whose version is below the number skips the comment and those inside it; MySQL takes /*M! for an
        // ordinary comment, which ends at the first end mark.
        int end = everyServer ? endSkippingComments(position + 3) : text.indexOf("*/", position + 2);
        if (end < 0) {
            throw unfinished("comment", text, position);
        }
        if (executableStart != NONE) {
            throw unclear(position);
        }
        executableStart = position;
        executableEnd = end;
        position += everyServer ? 3 : 4;
        int digits = position;
        while (digits < end && SqlCharacters.isDigit(text.charAt(digits))) {
            digits++;
        }
        // Five digits make a version number, on newer servers six; fewer are code. Taking all of them lets a keyword
        // stand out for each reading.
        position = digits - position >= VERSION_DIGITS ? digits : position;
    }

    private int endSkippingComments(int from) {
        int at = from;
        while (at < text.length() && !text.startsWith("*/", at)) {
            if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                if (close < 0) {
                    return NONE;
                }
                at = close + 2;
            } else {
                at++;
            }
        }
        return at < text.length() ? at : NONE;
    }

    private void endExecutableComment() {
        if (position != executableEnd) {
            throw unclear(executableStart);
        }
        position += 2;
        executableStart = NONE;
        executableEnd = NONE;
    }

    private void requireInsideExecutableComment(int start) {
        if (executableStart != NONE && start >= executableStart && position > executableEnd) {
            throw unclear(executableStart);
        }
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
        if (executableStart != NONE && (kind == Kind.PARAMETER || kind == Kind.QUESTION_MARK)) {
            // Where the server skips the comment, a value that holds the end mark would end it.
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The query has a placeholder inside an executable comment, at " + Position.of(text, position)
                            + ". Write it outside. Nothing was sent to the server.");
        }
        tokens.add(new SqlToken(kind, text.substring(position, end), position, end));
        position = end;
    }

    private static SafecsvException unfinished(String what, String text, int start) {
        return new SafecsvException(
                ExitCode.USAGE,
                "The " + what + " that begins at " + Position.of(text, start)
                        + " of the query does not end. Close it; nothing was sent to the server.");
    }

    private SafecsvException unclear(int start) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: servers of different versions would read the executable comment at "
                        + Position.of(text, start)
                        + " in different ways (it holds another one, or a quote or line comment that goes past its end)."
                        + " Write its content without the comment. Nothing was sent to the server.");
    }
}
