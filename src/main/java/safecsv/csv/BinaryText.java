package safecsv.csv;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Raw bytes as text. */
final class BinaryText {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    private BinaryText() {}

    /** Writes {@code 0x} and two upper-case digits a byte, as the mysql client's --binary-as-hex does. */
    static int hex(byte[] source, int start, int length, byte[] target, int at) {
        int position = at;
        target[position++] = '0';
        target[position++] = 'x';
        for (int from = start; from < start + length; from++) {
            target[position++] = DIGITS[(source[from] >> 4) & 0xf];
            target[position++] = DIGITS[source[from] & 0xf];
        }
        return position;
    }

    /** Writes base64 with padding and without line breaks (RFC 4648, section 4). */
    static int base64(byte[] source, int start, int length, byte[] target, int at) {
        ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(source, start, length));
        int size = encoded.remaining();
        encoded.get(target, at, size);
        return at + size;
    }
}
