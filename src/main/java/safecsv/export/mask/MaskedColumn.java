package safecsv.export.mask;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import safecsv.csv.CanonicalText;
import safecsv.csv.CellEncoding;
import safecsv.csv.OutputBuffer;
import safecsv.csv.ValueChange;

/** Masks the values of one column; what comes out is text. Used by one thread. */
public final class MaskedColumn implements ValueChange {
    private static final String HIDDEN = "***";
    private static final int HASH_BYTES = 16;
    private static final int MOST_SHOWN = 4;
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-(?:0[0-9]|1[0-2])-(?:[0-2][0-9]|3[01])(?:["
            + " T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?");

    /**
     * One address and nothing else: 64 characters at the most that no list, sentence or quote is made of, and a name of a
     * host with a top level in letters (RFC 5321, section 4.5.3.1; RFC 1035, section 2.3.1; RFC 6531 for other letters).
     */
    private static final Pattern ADDRESS = Pattern.compile(
            "([^\\p{C}\\p{Z}\\s@<>()\\[\\]:;,\"\\\\]{1,64})"
                    + "(@(?=.{4,253}\\z)(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)+(?:[\\p{L}\\p{M}]{2,63}|[xX][nN]--[A-Za-z0-9-]{1,59}))");

    private final MaskKind kind;
    private final CellEncoding encoding;
    private final Mac mac;
    private final OutputBuffer canonical = new OutputBuffer(256, false);

    /**
     * A column with one of these masks.
     *
     * @param encoding what its values are
     */
    public MaskedColumn(Masks masks, MaskKind kind, CellEncoding encoding) {
        this.kind = kind;
        this.encoding = encoding;
        this.mac = kind == MaskKind.HASH ? masks.key().mac() : null;
    }

    @Override
    public boolean apply(byte[] source, int start, int length, OutputBuffer target) {
        if (kind == MaskKind.REDACT) {
            append(HIDDEN, target);
            return true;
        }
        if (length < 0 || kind == MaskKind.NULL) {
            return false;
        }
        canonical.clear();
        CanonicalText.append(encoding, source, start, length, canonical);
        append(kind == MaskKind.HASH ? hash() : shown(text()), target);
        return true;
    }

    private String shown(String text) {
        return switch (kind) {
            case PARTIAL -> partial(text);
            case EMAIL -> email(text);
            case DATE_YEAR -> year(text);
            case HASH, REDACT, NULL -> throw new IllegalStateException(kind.toString());
        };
    }

    private String hash() {
        mac.update(canonical.bytes(), 0, canonical.size());
        return HexFormat.of().formatHex(mac.doFinal(), 0, HASH_BYTES);
    }

    private String text() {
        return new String(canonical.bytes(), 0, canonical.size(), StandardCharsets.UTF_8);
    }

    /** At most a quarter of the characters, and never how many there are. */
    private String partial(String text) {
        int characters = text.codePointCount(0, text.length()) - (encoding == CellEncoding.HEX ? "0x".length() : 0);
        int shown = Math.min(MOST_SHOWN, characters / 4);
        return HIDDEN + text.substring(text.offsetByCodePoints(text.length(), -shown));
    }

    private static String year(String text) {
        Matcher date = DATE.matcher(text);
        return date.matches() ? date.group(1) : HIDDEN;
    }

    /** What has at most two characters before the @ shows the domain alone; what is not exactly an address, nothing. */
    private static String email(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            return HIDDEN;
        }
        String before = address.group(1);
        boolean shown = before.codePointCount(0, before.length()) > 2;
        return (shown ? before.substring(0, before.offsetByCodePoints(0, 1)) : "") + HIDDEN + address.group(2);
    }

    private static void append(String text, OutputBuffer target) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        target.append(bytes, 0, bytes.length);
    }
}
