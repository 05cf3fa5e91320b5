package safecsv.spreadsheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What the first bytes of a file show of its encoding. */
final class HeadBytes {
    private HeadBytes() {}

    static int mark(byte[] head) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        return starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF) ? 2 : 0;
    }

    static boolean starts(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** UTF-16 without its mark has a zero in every second byte of ASCII characters. */
    static Charset withoutMark(byte[] head) {
        int[] zeros = new int[2];
        int length = Math.min(head.length, 2000);
        for (int i = 0; i < length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        int most = Math.max(zeros[0], zeros[1]);
        if (most == 0 || 8 * most < length || length < 4) {
            return null;
        }
        return zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    static boolean isAscii(byte[] head) {
        for (byte next : head) {
            if (next < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isUtf8(byte[] head) {
        // The last character may be cut where the head ends.
        ByteBuffer bytes =
                ByteBuffer.wrap(head, 0, head.length < FileRecognition.ENOUGH ? head.length : wholeCharacters(head));
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes);
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static int wholeCharacters(byte[] head) {
        int end = head.length;
        for (int back = 0; back < 4 && end > 0 && (head[end - 1] & 0xC0) == 0x80; back++) {
            end--;
        }
        return end > 0 && head[end - 1] < 0 ? end - 1 : end;
    }
}
