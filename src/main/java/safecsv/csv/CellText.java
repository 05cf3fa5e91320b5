package safecsv.csv;

import java.nio.charset.StandardCharsets;

/** A single value's text: what the standard dialect writes for it, without quotes. */
public final class CellText {
    private CellText() {}

    /**
     * The text, or null for NULL.
     *
     * @param value the bytes as the encoding expects them, or null for NULL
     */
    public static String of(CellEncoding encoding, byte[] value) {
        if (value == null) {
            return null;
        }
        if (encoding == CellEncoding.PLAIN || encoding == CellEncoding.TEXT) {
            return new String(value, StandardCharsets.UTF_8);
        }
        byte[] text = new byte[2 * value.length + 256];
        int length = switch (encoding) {
            case HEX -> BinaryText.hex(value, 0, value.length, text, 0);
            case BASE64 -> BinaryText.base64(value, 0, value.length, text, 0);
            case BIT -> NumberText.bits(value, 0, value.length, text, 0);
            case FLOAT -> NumberText.shortestFloat(value, 0, value.length, text, 0);
            case PLAIN, TEXT -> throw new IllegalStateException();
        };
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }
}
