package safecsv.export.mask;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds comments that speak of masking, whatever the capitals, the width and the punctuation: the word mask with a column, a
 * kind or a colon near it. Bit masks and network masks are something else. In doubt it is one.
 */
final class MaskRemark {
    private static final Pattern MASK = Pattern.compile("mask|マスク");
    private static final Pattern OTHER_MASK =
            Pattern.compile("(?:^|[^a-z])(?:bit|net|subnet|sub|wildcard|u)[ \\t_-]?$|(?:ビット|ネット)$");
    private static final Pattern SIGN = Pattern.compile("^[a-z]*(?:[ \\t]*[:=]|\\()");
    private static final Pattern KIND =
            Pattern.compile("(?:^|[^a-z])(?:hash|redact|partial|e-?mail|date[-_ ]?year)|ハッシュ|メール");
    private static final Pattern PAIR =
            Pattern.compile("=[ \\t]*[`'\"]?(?:hash|redact|partial|e-?mail|null|date[-_ ]?year)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_$]+");

    /** Words of SQL that are words of English too, and say nothing of a column. */
    private static final Set<String> COMMON = Set.of(
            ("a all an and any as asc between by case cast char coalesce concat count cross date day desc distinct"
                            + " each else end except exists false for force from group having hour i if in index inner insert"
                            + " interval into is join key keys left like limit max min month natural no not now null of off offset"
                            + " on only or order outer over partition range replace right row rows select set show sum table the"
                            + " then time to true union use user using values when where with year")
                    .split(" "));

    /** A text in small letters of normal width, without characters that nobody sees, and where each came from. */
    private record Folded(String text, List<Integer> origins) {
        static Folded of(String text) {
            StringBuilder folded = new StringBuilder(text.length());
            List<Integer> origins = new ArrayList<>();
            for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
                int character = text.codePointAt(at);
                if (Character.getType(character) == Character.FORMAT) {
                    continue;
                }
                String plain = character < 0x80
                        ? Character.toString(Character.toLowerCase(character))
                        : Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC)
                                .toLowerCase(Locale.ROOT);
                for (int index = 0; index < plain.length(); index++) {
                    origins.add(at);
                    folded.append(plain.charAt(index));
                }
            }
            return new Folded(folded.toString(), origins);
        }
    }

    private MaskRemark() {}

    /** Whether the word is there at all. */
    static boolean any(String text) {
        return MASK.matcher(Folded.of(text).text()).find();
    }

    /** Whether a word of a query is no more likely a column than a word of a remark. */
    static boolean isCommonWord(String word) {
        return COMMON.contains(word.toLowerCase(Locale.ROOT));
    }

    /**
     * The first remark that may be meant as a mask.
     *
     * @param comments a query, blanks in place of what is no comment and of the headers that were read
     * @param rest the same, code left in; as many lines
     * @param headers where headers were read, as offsets
     * @param masked names of columns that are masked; to speak of them is harmless
     * @param names of other columns
     * @return where the word mask stands; empty where there is none
     */
    static OptionalInt find(
            String comments, String rest, List<Integer> headers, Collection<String> masked, Collection<String> names) {
        Folded folded = Folded.of(comments);
        String[] lines = folded.text().split("\n", -1);
        String[] code = Folded.of(rest).text().split("\n", -1);
        for (int header : headers) {
            // What goes on below a header, or behind its end, is not read with it.
            int line = lineOf(comments, header);
            if (PAIR.matcher(near(lines, lines, line)).find()) {
                return OptionalInt.of(header);
            }
        }
        Matcher mask = MASK.matcher(folded.text());
        while (mask.find()) {
            int line = lineOf(folded.text(), mask.start());
            String near = near(lines, code, line);
            for (String name : masked) {
                near = near.replace(Folded.of(name).text(), " ");
            }
            if (isMeant(folded.text(), mask, near, names)) {
                return OptionalInt.of(folded.origins().get(mask.start()));
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isMeant(String text, Matcher mask, String near, Collection<String> names) {
        if (PAIR.matcher(near).find()) {
            return true;
        }
        String before = text.substring(text.lastIndexOf('\n', mask.start()) + 1, mask.start());
        if (OTHER_MASK.matcher(before).find()) {
            return false;
        }
        return before.endsWith("@")
                || SIGN.matcher(text.substring(mask.end())).find()
                || KIND.matcher(near).find()
                || names.stream().anyMatch(name -> isIn(near, Folded.of(name).text()));
    }

    private static int lineOf(String text, int at) {
        return (int) text.substring(0, at)
                .chars()
                .filter(character -> character == '\n')
                .count();
    }

    /** The line with its code, and the remarks in the lines before and after it. */
    private static String near(String[] comments, String[] code, int line) {
        return (line > 0 ? comments[line - 1] : "")
                + "\n" + code[line] + "\n"
                + (line + 1 < comments.length ? comments[line + 1] : "");
    }

    private static boolean isIn(String text, String name) {
        if (name.chars().anyMatch(character -> character >= 0x80)
                || !WORD.matcher(name).matches()) {
            return text.contains(name);
        }
        return !isCommonWord(name)
                && WORD.matcher(text).results().anyMatch(word -> word.group().equals(name));
    }
}
