package safecsv.spreadsheet;

import java.text.Normalizer;
import java.util.Locale;

/** Column names as people and spreadsheets leave them: trimmed, in any case, in narrow or wide letters. */
public final class HeaderNames {
    private HeaderNames() {}

    /** The form in which two names are compared. */
    public static String normal(String name) {
        return Normalizer.normalize(stripped(name), Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** The text without a byte order mark in front and blanks of any kind around it. */
    public static String stripped(String text) {
        int start = text.startsWith("\ufeff") ? 1 : 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
