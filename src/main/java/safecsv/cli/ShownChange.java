package safecsv.cli;

import java.text.Normalizer;
import java.util.function.UnaryOperator;

/**
 * Two values beside each other on a terminal. Of long texts only what changed is shown, with some of what stands around it;
 * where two values look alike (blanks of different kinds, invisible characters, accents that are composed or not), what
 * makes them differ is made visible.
 */
final class ShownChange {
    private static final int LONG = 80;
    private static final int AROUND = 24;

    private ShownChange() {}

    /** Whether the two are long texts that have a beginning or an end in common, so that only a part of them is shown. */
    static boolean isMarked(String before, String after) {
        return before != null
                && after != null
                && Math.max(before.length(), after.length()) > LONG
                && (prefix(before, after) > AROUND / 2 || suffix(before, after, prefix(before, after)) > AROUND / 2);
    }

    /** The part of two texts that changed, with what stands around it. */
    static String marked(String before, String after, UnaryOperator<String> old, UnaryOperator<String> now) {
        int start = prefix(before, after);
        int end = suffix(before, after, start);
        String removed = before.substring(start, before.length() - end);
        String added = after.substring(start, after.length() - end);
        boolean alike = lookAlike(removed, added);
        int from = boundary(before, Math.max(0, start - AROUND));
        int to = boundary(before, Math.min(before.length(), before.length() - end + AROUND));
        StringBuilder text = new StringBuilder(from > 0 ? "…" : "");
        text.append(ShownText.plain(before.substring(from, start)));
        if (!removed.isEmpty()) {
            text.append(old.apply(alike ? ShownText.exact(removed) : ShownText.plain(removed)));
        }
        if (!added.isEmpty()) {
            text.append(now.apply(alike ? ShownText.exact(added) : ShownText.plain(added)));
        }
        text.append(ShownText.plain(before.substring(before.length() - end, to)));
        if (to < before.length()) {
            text.append("…");
        }
        return text.append(" (")
                .append("%,d → %,d characters".formatted(before.length(), after.length()))
                .append(")")
                .toString();
    }

    /** One of two values, such that it can be told from the other; NULL for null. */
    static String side(String value, String other) {
        return value != null && other != null && lookAlike(value, other)
                ? '"' + ShownText.exact(value) + '"'
                : ShownText.of(value);
    }

    /** Whether a person would hardly see a difference. */
    private static boolean lookAlike(String one, String other) {
        return !one.equals(other) && skeleton(one).equals(skeleton(other));
    }

    private static String skeleton(String text) {
        StringBuilder seen = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(character -> {
            if (Character.isSpaceChar(character) || Character.isWhitespace(character)) {
                if (seen.length() > 0 && seen.charAt(seen.length() - 1) != ' ') {
                    seen.append(' ');
                }
            } else if (!ShownText.hidden(character)) {
                seen.appendCodePoint(character);
            }
        });
        return seen.toString().strip();
    }

    private static int prefix(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int length = 0;
        while (length < most && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return boundary(one, length);
    }

    /** The length of the common end, none of which is in the common beginning. */
    private static int suffix(String one, String other, int prefix) {
        int most = Math.min(one.length(), other.length()) - prefix;
        int length = 0;
        while (length < most && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
            length++;
        }
        int at = one.length() - length;
        return length > 0 && Character.isLowSurrogate(one.charAt(at)) ? length - 1 : length;
    }

    /** Not within a character of two units. */
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
