package safecsv.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The inside of one packet, put together field by field; numbers are little-endian. */
final class Payload {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A number of {@code width} bytes. */
    Payload number(long value, int width) {
        for (int i = 0; i < width; i++) {
            bytes.write((int) (value >> (8 * i)));
        }
        return this;
    }

    Payload zeros(int count) {
        return number(0, count);
    }

    Payload raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    /** Text that ends with a zero byte. */
    Payload terminated(String text) {
        return raw(text.getBytes(UTF_8)).zeros(1);
    }

    /** Text after its length; shorter than 251 bytes, so that one byte holds the length; null is NULL. */
    Payload text(String text) {
        if (text == null) {
            return number(0xFB, 1);
        }
        byte[] encoded = text.getBytes(UTF_8);
        if (encoded.length > 250) {
            throw new IllegalArgumentException("longer than a one-byte length can say: " + text);
        }
        return number(encoded.length, 1).raw(encoded);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
