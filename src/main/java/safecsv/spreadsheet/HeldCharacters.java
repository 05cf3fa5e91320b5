package safecsv.spreadsheet;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/** Which characters an encoding has a place for. Not thread-safe. */
final class HeldCharacters {
    private final Charset charset;
    private final CharsetEncoder encoder;

    HeldCharacters(Charset charset) {
        this.charset = charset;
        this.encoder = charset.newEncoder();
    }

    /** Whether the character comes back as itself: Java writes {@code «} to windows-31j as {@code ≪}. */
    boolean holds(int codePoint) {
        String text = Character.toString(codePoint);
        return encoder.canEncode(text) && new String(text.getBytes(charset), charset).equals(text);
    }

    /** Whether Java's tables, which are the platforms', write one character as the other. */
    boolean fits(int codePoint, char put) {
        String text = Character.toString(codePoint);
        return encoder.canEncode(text) && new String(text.getBytes(charset), charset).equals(String.valueOf(put));
    }
}
