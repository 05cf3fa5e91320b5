package safecsv.mysql.sql;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a text is of the plain kind that every lexer cuts into the same tokens. What only looks like a space, control
 * characters, numbers that touch a word and the like have no use in a query, and hide what it is.
 */
final class CertainText {
    private static final Pattern HEXADECIMAL = Pattern.compile("'(?:[0-9A-Fa-f]{2})*'");
    private static final Pattern BITS = Pattern.compile("'[01]*'");

    private CertainText() {}

    /** What is odd in {@code sql}, whose tokens are {@code tokens}; the first thing, or empty. */
    static Optional<Oddity> oddity(String sql, List<SqlToken> tokens) {
        int gap = 0;
        for (int index = 0; index < tokens.size(); index++) {
            SqlToken token = tokens.get(index);
            Optional<Oddity> odd = controlCharacter(sql, gap, token.start());
            gap = token.end();
            if (odd.isEmpty()) {
                odd = inside(sql, tokens, index);
            }
            if (odd.isPresent()) {
                return odd;
            }
        }
        return controlCharacter(sql, gap, sql.length());
    }

    /**
     * Something odd.
     *
     * @param part as a message names it
     * @param offset in the text
     * @param why the rest of a sentence that begins with the part
     * @param instead one sentence
     */
    record Oddity(String part, int offset, String why, String instead) {}

    private static Optional<Oddity> inside(String sql, List<SqlToken> tokens, int index) {
        SqlToken token = tokens.get(index);
        return switch (token.kind()) {
            case STRING -> literal(tokens, index);
            case WORD -> word(sql, tokens, index);
            default -> controlCharacter(sql, token.start(), token.end());
        };
    }

    private static Optional<Oddity> word(String sql, List<SqlToken> tokens, int index) {
        SqlToken token = tokens.get(index);
        if (index > 0
                && tokens.get(index - 1).kind() == SqlToken.Kind.NUMBER
                && tokens.get(index - 1).end() == token.start()) {
            return odd(
                    "the number " + tokens.get(index - 1).text(),
                    tokens.get(index - 1).start(),
                    "touches the word " + token.text(),
                    "Write a space between them.");
        }
        if (token.text().startsWith("$")) {
            return odd(
                    "the word " + token.text(),
                    token.start(),
                    "begins with $, which begins a quoted text on some servers",
                    "Put a name that begins so in backquotes.");
        }
        for (int at = token.start(); at < token.end(); at++) {
            if (looksLikeSpace(sql.charAt(at))) {
                return odd(
                        String.format("the character U+%04X", (int) sql.charAt(at)),
                        at,
                        "is no space to MySQL, which takes it for a part of a name",
                        "Write a plain space; a name that holds it goes in backquotes.");
            }
        }
        return Optional.empty();
    }

    /** {@code x'…'} and {@code b'…'} end at the first quote for the server, whatever is in them. */
    private static Optional<Oddity> literal(List<SqlToken> tokens, int index) {
        SqlToken token = tokens.get(index);
        boolean prefixed = index > 0 && tokens.get(index - 1).end() == token.start();
        boolean hexadecimal = prefixed && tokens.get(index - 1).isWord("X");
        boolean bits = prefixed && tokens.get(index - 1).isWord("B");
        boolean certain = !token.text().startsWith("'")
                || ((!hexadecimal || HEXADECIMAL.matcher(token.text()).matches())
                        && (!bits || BITS.matcher(token.text()).matches()));
        return certain
                ? Optional.empty()
                : odd(
                        "the literal " + tokens.get(index - 1).text() + "'…'",
                        tokens.get(index - 1).start(),
                        hexadecimal ? "is no pairs of hexadecimal digits" : "is no bits",
                        "Write a space between a name and a text.");
    }

    private static Optional<Oddity> controlCharacter(String sql, int start, int end) {
        for (int at = start; at < end; at++) {
            char c = sql.charAt(at);
            boolean space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (!space && Character.isISOControl(c)) {
                return odd(
                        String.format("the control character U+%04X", (int) c),
                        at,
                        "has no place outside of texts in quotes",
                        "Leave it out, or write a plain space.");
            }
        }
        return Optional.empty();
    }

    private static boolean looksLikeSpace(char c) {
        int type = Character.getType(c);
        return Character.isSpaceChar(c) || Character.isISOControl(c) || type == Character.FORMAT;
    }

    private static Optional<Oddity> odd(String part, int offset, String why, String instead) {
        return Optional.of(new Oddity(part, offset, why, instead));
    }
}
