package safecsv.csv;

/** The text of a value in the dialect {@code standard}, without quotes: what is compared, hashed and guarded. */
public final class CanonicalText {
    private static final int LONGEST_NUMBER = 64;

    private CanonicalText() {}

    /** Appends it; bytes are hexadecimal digits but where the encoding says base64. */
    public static void append(CellEncoding encoding, byte[] source, int start, int length, OutputBuffer target) {
        int at = target.size();
        switch (encoding) {
            case PLAIN, TEXT -> target.append(source, start, length);
            case HEX -> target.size(BinaryText.hex(source, start, length, target.reserve(at, 2 + 2L * length), at));
            case BASE64 ->
                target.size(BinaryText.base64(source, start, length, target.reserve(at, 4 + 2L * length), at));
            case BIT -> target.size(NumberText.bits(source, start, length, target.reserve(at, LONGEST_NUMBER), at));
            case FLOAT ->
                target.size(NumberText.shortestFloat(source, start, length, target.reserve(at, LONGEST_NUMBER), at));
        }
    }
}
