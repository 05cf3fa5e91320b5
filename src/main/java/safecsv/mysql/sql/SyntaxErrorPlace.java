package safecsv.mysql.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the place that MySQL's error 1064 means: it says {@code near 'TEXT' at line N}, where TEXT is at most 80 bytes of
 * the rest of the query and can end in half a character (MariaDB appends three dots).
 */
public final class SyntaxErrorPlace {
    private static final Pattern NEAR = Pattern.compile("near '(.*)' at line (\\d+)$", Pattern.DOTALL);
    private static final int SHOWN = 40;

    /** What can follow the last whole character of TEXT: up to three bytes shown as characters, and the dots. */
    private static final int RAGGED = 6;

    private SyntaxErrorPlace() {}

    /**
     * The rest of a sentence about the error, with its place in the query as the user wrote it, and a full stop.
     *
     * @param message the server's
     * @param sql what the server was sent
     * @param source what the user wrote; the offsets in it are those in {@code sql}
     */
    public static String describe(String message, String sql, String source) {
        Matcher near = NEAR.matcher(message.strip());
        if (!near.find()) {
            return ": " + message.strip() + ".";
        }
        if (near.group(1).isEmpty()) {
            return ": it ends too early, something is missing after its last word.";
        }
        int line = Integer.parseInt(near.group(2));
        return find(sql, near.group(1), line)
                .map(offset -> " at " + Position.of(source, offset) + ", near: " + excerpt(source, offset)
                        + ". Look at that place and just before it.")
                .orElse(": " + message.strip() + ".");
    }

    private static Optional<Integer> find(String sql, String near, int line) {
        if (sql.endsWith(near)) {
            return Optional.of(sql.length() - near.length());
        }
        for (int cut = 0; cut <= RAGGED && cut < near.length(); cut++) {
            String whole = near.substring(0, near.length() - cut);
            for (int at = sql.indexOf(whole); at >= 0; at = sql.indexOf(whole, at + 1)) {
                if (Position.of(sql, at).line() == line) {
                    return Optional.of(at);
                }
            }
        }
        return Optional.empty();
    }

    private static String excerpt(String source, int offset) {
        int end = source.offsetByCodePoints(offset, Math.min(SHOWN, source.codePointCount(offset, source.length())));
        return source.substring(offset, end).strip().replaceAll("\\s+", " ");
    }
}
