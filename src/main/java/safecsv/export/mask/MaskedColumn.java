package safecsv.export.mask;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*", Pattern.DOTALL);

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
            case DATE_YEAR -> DATE.matcher(text).matches() ? text.substring(0, 4) : HIDDEN;
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
    private static String partial(String text) {
        int characters = text.codePointCount(0, text.length());
        int shown = Math.min(MOST_SHOWN, characters / 4);
        return HIDDEN + text.substring(text.offsetByCodePoints(text.length(), -shown));
    }

    /** What has nothing between its first character and the @ shows the domain alone; what is no address, nothing. */
    private static String email(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            return HIDDEN;
        }
        int first = text.offsetByCodePoints(0, 1);
        return (at - first < 2 ? "" : text.substring(0, first)) + HIDDEN + text.substring(at);
    }

    private static void append(String text, OutputBuffer target) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        target.append(bytes, 0, bytes.length);
    }
}
