package safecsv.spreadsheet;

import java.nio.charset.Charset;
import java.text.Normalizer;

/**
 * What happens to single characters between opening and saving: line breaks change, tabs and control characters are
 * dropped, and what the file's encoding can't hold becomes {@code ?}, {@code _} or a look-alike. Not thread-safe.
 */
final class CharacterLoss {
    /** The longest text of a cell. Source: Excel specifications and limits; LibreOffice cuts there in xlsx too. */
    static final int LONGEST_CELL = 32_767;

    /** Pairs of a character and what encoders put in its place (observed in LibreOffice, and Microsoft's tables). */
    private static final String LOOK_ALIKES = "〜～−－‖∥¢￠£￡¬￢¥\\—――—‾￣\u00a0 “\"”\"‘'’'–-‐-…." + "∥‖～〜－−";

    private static final int MOST_STEPS = 200_000;

    /** Null where the file can hold everything. */
    private final HeldCharacters held;

    private String before;
    private String after;
    private int steps;
    private boolean encoding;
    private boolean control;
    private boolean cut;

    /** @param charset the edited file's; null where it is not known */
    CharacterLoss(Charset charset) {
        boolean everything = charset == null || charset.name().startsWith("UTF");
        this.held = everything ? null : new HeldCharacters(charset);
    }

    /** How {@code b} can have become {@code e} character by character, or null. */
    Change of(String b, String e) {
        if (e.length() > b.length() + 8 && held == null) {
            return null;
        }
        before = b;
        after = e;
        steps = 0;
        encoding = false;
        control = false;
        cut = false;
        if (!matches(0, 0)) {
            return null;
        }
        if (cut) {
            return Change.damaged(Damage.CUT);
        }
        if (encoding) {
            return Change.damaged(Damage.ENCODING);
        }
        return control ? Change.damaged(Damage.CONTROL_CHARACTERS) : Change.reformatted(Damage.LINE_BREAKS);
    }

    private boolean matches(int fromB, int fromE) {
        int i = fromB;
        int j = fromE;
        while (i < before.length()) {
            if (steps++ > MOST_STEPS) {
                return false;
            }
            char c = before.charAt(i);
            if (j < after.length() && after.charAt(j) == c) {
                i++;
                j++;
            } else if (j >= LONGEST_CELL - 1 && j == after.length()) {
                cut = true;
                return true;
            } else if (c == '\r') {
                boolean pair = i + 1 < before.length() && before.charAt(i + 1) == '\n';
                if (!pair && !(j < after.length() && after.charAt(j) == '\n')) {
                    return false;
                }
                j += pair ? 0 : 1;
                i++;
            } else if (c == '\n' && after.startsWith("\r\n", j)) {
                i++;
                j += 2;
            } else if (c < ' ' || c == '\u007f') {
                control = true;
                i++;
            } else {
                int width = replaced(before.codePointAt(i), j);
                if (width < 0) {
                    return false;
                }
                int next = i + Character.charCount(before.codePointAt(i));
                encoding = true;
                if (width == 2 && matches(next, j + 1)) {
                    return true;
                }
                i = next;
                j += width;
            }
        }
        return j == after.length();
    }

    /** How many characters of the edited text may stand for this one: 0, 1 or 2; 2 may also be 1. -1 for none. */
    private int replaced(int codePoint, int j) {
        if (held == null || held.holds(codePoint)) {
            return isLookAlike(codePoint, j) && held != null ? 1 : -1;
        }
        if (j < after.length() && (after.charAt(j) == '?' || after.charAt(j) == '_')) {
            boolean two = codePoint > 0xffff && j + 1 < after.length() && after.charAt(j + 1) == after.charAt(j);
            return two ? 2 : 1;
        }
        if (isLookAlike(codePoint, j)) {
            return 1;
        }
        if (codePoint <= 0xffff && j < after.length() && isBaseLetter((char) codePoint, after.charAt(j))) {
            return 1;
        }
        return Character.getType(codePoint) == Character.NON_SPACING_MARK || Character.isIdentifierIgnorable(codePoint)
                ? 0
                : -1;
    }

    private boolean isLookAlike(int codePoint, int j) {
        if (j >= after.length() || codePoint > 0xffff) {
            return false;
        }
        return isLookAlike((char) codePoint, after.charAt(j))
                || (held != null && held.fits(codePoint, after.charAt(j)));
    }

    private static boolean isLookAlike(char original, char put) {
        for (int k = 0; k + 1 < LOOK_ALIKES.length(); k += 2) {
            if (LOOK_ALIKES.charAt(k) == original && LOOK_ALIKES.charAt(k + 1) == put) {
                return true;
            }
        }
        return false;
    }

    /** {@code Ł} and {@code L} are not: only what Unicode takes apart, {@code é} and {@code e}. */
    private static boolean isBaseLetter(char original, char put) {
        String apart = Normalizer.normalize(String.valueOf(original), Normalizer.Form.NFKD);
        return original > 0x7f && apart.charAt(0) == put && apart.charAt(0) != original;
    }

    /** Whether an encoder may have put this character in the place of another that the encoding can't hold. */
    boolean mayStandForAnother(char c) {
        if (held == null) {
            return false;
        }
        if (c == '?') {
            return true;
        }
        for (int k = 0; k + 1 < LOOK_ALIKES.length(); k += 2) {
            if (c > 0x7f && LOOK_ALIKES.charAt(k + 1) == c && !held.holds(LOOK_ALIKES.charAt(k))) {
                return true;
            }
        }
        return false;
    }

    /** How many characters of a text an encoder may have replaced by this sign. */
    long unheld(String text, char sign) {
        return text.codePoints()
                .filter(c -> stands(c, sign))
                .map(c -> c > 0xffff && sign == '?' ? 2 : 1)
                .sum();
    }

    /**
     * The new text with those of the old one's characters put back that the edit left alone: what is before and after
     * the place that was edited.
     */
    String restored(String b, String e) {
        int start = 0;
        int startE = 0;
        while (start < b.length() && startE < e.length()) {
            if (b.charAt(start) == e.charAt(startE)) {
                start++;
                startE++;
            } else if (b.charAt(start) == '\r' && e.charAt(startE) == '\n' && b.startsWith("\r\n", start)) {
                start++;
            } else if (stands(b.codePointAt(start), e.charAt(startE))) {
                start += Character.charCount(b.codePointAt(start));
                startE++;
            } else {
                break;
            }
        }
        int end = b.length();
        int endE = e.length();
        while (end > start && endE > startE) {
            int previous = b.codePointBefore(end);
            if (b.charAt(end - 1) == e.charAt(endE - 1)) {
                boolean carriage = b.charAt(end - 1) == '\n'
                        && end - 2 >= start
                        && b.charAt(end - 2) == '\r'
                        && !(endE - 2 >= startE && e.charAt(endE - 2) == '\r');
                end -= carriage ? 2 : 1;
                endE--;
            } else if (end - Character.charCount(previous) >= start && stands(previous, e.charAt(endE - 1))) {
                end -= Character.charCount(previous);
                endE--;
            } else {
                break;
            }
        }
        return b.substring(0, start) + e.substring(startE, endE) + b.substring(end);
    }

    private boolean stands(int codePoint, char put) {
        if (held == null) {
            return false;
        }
        boolean alike = codePoint <= 0xffff && (isLookAlike((char) codePoint, put) || held.fits(codePoint, put));
        return alike || ((put == '?' || put == '_') && !held.holds(codePoint));
    }
}
