package safecsv.spreadsheet;

import java.text.Normalizer;

/** The narrow forms of what an input method writes wide, and one kind of blank for all. */
final class SignWidth {
    private SignWidth() {}

    /**
     * The text with full-width letters, digits and signs as ASCII, every kind of blank as a space, and the signs for the
     * names of eras as their two characters. Other signs stay: {@code ²} and {@code ①} are no digits.
     */
    static String narrow(String text) {
        if (TextValues.isAscii(text)) {
            return text;
        }
        StringBuilder narrow = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '！' && c <= '～') {
                narrow.append((char) (c - '！' + '!'));
            } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
                narrow.append(' ');
            } else if (c == '\u32ff' || (c >= '\u337b' && c <= '\u337e')) {
                narrow.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
            } else if (c == '−' || c == '‐' || c == '‑') {
                narrow.append('-');
            } else if (c != '\ufeff') {
                narrow.append(c);
            }
        }
        return narrow.toString();
    }
}
