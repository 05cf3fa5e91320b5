package safecsv.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The bytes of a file's characters. Immutable.
 *
 * @param bom whether each file begins with a byte order mark; only where {@link #isUnicode}
 */
public record TextCharset(Charset charset, Unmappable unmappable, boolean bom) {
    /** Java writes a byte order mark for each piece of text in these; the name of the same without. */
    private static final Map<String, String> WITHOUT_MARK = Map.of(
            "UTF-16", "UTF-16LE",
            "x-UTF-16LE-BOM", "UTF-16LE",
            "UTF-32", "UTF-32LE",
            "X-UTF-32LE-BOM", "UTF-32LE",
            "X-UTF-32BE-BOM", "UTF-32BE");

    /** What the encoder writes, as it is; stands below the map that its constructor reads. */
    public static final TextCharset UTF_8 = new TextCharset(StandardCharsets.UTF_8, Unmappable.FAIL, false);

    public TextCharset {
        Objects.requireNonNull(charset);
        Objects.requireNonNull(unmappable);
        if (WITHOUT_MARK.containsKey(charset.name())) {
            throw new IllegalArgumentException("name the byte order: " + charset);
        }
        if (bom && !isUnicode(charset)) {
            throw new IllegalArgumentException("no byte order mark in " + charset);
        }
    }

    /** The character set with this name that Java knows and can write; that of a name that asks for a mark is without it. */
    public static Optional<Charset> named(String name) {
        try {
            Charset found = Charset.forName(name);
            return Optional.of(Charset.forName(WITHOUT_MARK.getOrDefault(found.name(), found.name())))
                    .filter(Charset::canEncode);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** Whether a name leaves the byte order to a mark in the file. */
    public static boolean needsMark(String name) {
        return Charset.isSupported(name)
                && WITHOUT_MARK.containsKey(Charset.forName(name).name());
    }

    /** Whether it has every character, and a byte order mark. */
    public static boolean isUnicode(Charset charset) {
        return charset.name().toUpperCase(Locale.ROOT).startsWith("UTF-");
    }

    /** Whether the encoder's bytes are the file's. */
    boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** What each file begins with; may be empty. */
    byte[] mark() {
        return bom ? "\uFEFF".getBytes(charset) : new byte[0];
    }
}
