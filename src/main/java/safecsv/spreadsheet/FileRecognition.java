package safecsv.spreadsheet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Recognises encoding, separator and mojibake of an edited file by what fits best with the baseline. */
public final class FileRecognition {
    /** So much of a file's beginning is enough; more is not looked at. */
    public static final int ENOUGH = 1 << 18;

    private static final List<Charset> LEGACY = List.of(
            Charset.forName("windows-31j"),
            Charset.forName("windows-1252"),
            Charset.forName("windows-1250"),
            Charset.forName("windows-1251"),
            Charset.forName("EUC-JP"),
            Charset.forName("GBK"),
            Charset.forName("x-windows-949"),
            Charset.forName("Big5"));
    /** What UTF-8 is wrongly taken for: the Japanese and the western ANSI code page. */
    private static final List<Charset> MISTAKEN =
            List.of(Charset.forName("windows-31j"), Charset.forName("windows-1252"));

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int SHORTEST_MOJIBAKE = 3;

    private final BaselineSample sample;
    private final char expected;

    private FileRecognition(BaselineSample sample, char expected) {
        this.sample = sample;
        this.expected = expected;
    }

    /**
     * The form of a file.
     *
     * @param head its first {@link #ENOUGH} bytes, or all of it
     * @param expected the delimiter that the export wrote, which wins where nothing tells
     */
    public static EditedForm recognise(byte[] head, BaselineSample sample, char expected) {
        return new FileRecognition(sample, expected).form(head);
    }

    /**
     * Whether a file's beginning is the baseline's, byte for byte, and could not be so in another encoding.
     *
     * @param head its first {@link #ENOUGH} bytes, or all of it
     * @param known the same of the baseline
     */
    public static boolean isAsExported(byte[] head, byte[] known) {
        return Arrays.equals(head, known) && !isAscii(head);
    }

    private EditedForm form(byte[] head) {
        int mark = mark(head);
        Charset charset = charset(head, mark);
        String text = decode(head, mark, charset);
        int skip = mark;
        char delimiter = 0;
        if (text.length() >= 6 && text.substring(0, 4).toLowerCase(Locale.ROOT).equals("sep=")) {
            delimiter = text.charAt(4);
            String line = text.substring(0, text.startsWith("\r\n", 5) ? 7 : 6);
            skip += line.getBytes(charset).length;
            text = text.substring(line.length());
        }
        if (delimiter == 0) {
            delimiter = delimiter(text);
        }
        return new EditedForm(charset, skip, delimiter, mojibake(text, charset));
    }

    private static int mark(byte[] head) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        return starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF) ? 2 : 0;
    }

    private static boolean starts(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private Charset charset(byte[] head, int mark) {
        if (mark == 3) {
            return StandardCharsets.UTF_8;
        }
        if (mark == 2) {
            return starts(head, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        Charset wide = withoutMark(head);
        if (wide != null) {
            return wide;
        }
        if (isAscii(head)) {
            // What had other characters and has none now was saved in an encoding that could not hold them.
            return sample.cells().isEmpty() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        }
        if (isUtf8(head)) {
            return StandardCharsets.UTF_8;
        }
        // What is not UTF-8 throughout has been through another encoding, even where much of it still reads well.
        Charset best = LEGACY.get(0);
        long bestScore = Long.MIN_VALUE;
        for (Charset charset : LEGACY) {
            long score = score(decode(head, 0, charset), charset);
            if (score > bestScore) {
                best = charset;
                bestScore = score;
            }
        }
        return best;
    }

    /** UTF-16 without its mark has a zero in every second byte of ASCII characters. */
    private static Charset withoutMark(byte[] head) {
        int[] zeros = new int[2];
        int length = Math.min(head.length, 2000);
        for (int i = 0; i < length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        if (Math.max(zeros[0], zeros[1]) < length / 8 || length < 4) {
            return null;
        }
        return zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static boolean isAscii(byte[] head) {
        for (byte next : head) {
            if (next < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] head) {
        // The last character may be cut where the head ends.
        ByteBuffer bytes = ByteBuffer.wrap(head, 0, head.length < ENOUGH ? head.length : wholeCharacters(head));
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

    private static String decode(byte[] head, int from, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(head, from, head.length - from));
            return text.toString();
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Header names first, then cells of the baseline that are found, rightly or wrongly read, less what can't be decoded. */
    private long score(String text, Charset charset) {
        long undecodable = text.chars().filter(c -> c == '\ufffd').count();
        long header = headerMatches(text, delimiter(text));
        long hits = sample.cells().stream()
                .filter(cell ->
                        isHeld(text, cell, charset) || (MISTAKEN.contains(charset) && isHeldWrong(text, cell, charset)))
                .count();
        return header * 1_000_000L + hits * 1000 - undecodable * 10;
    }

    private char delimiter(String text) {
        char best = expected;
        int most = headerMatches(text, expected);
        for (char delimiter : DELIMITERS) {
            int matches = headerMatches(text, delimiter);
            if (matches > most) {
                most = matches;
                best = delimiter;
            }
        }
        return best;
    }

    private int headerMatches(String text, char delimiter) {
        Set<String> wanted = new HashSet<>();
        sample.header().forEach(name -> wanted.add(HeaderNames.normal(name)));
        int matches = 0;
        for (String cell : FirstRecord.cells(text, delimiter)) {
            matches += wanted.contains(HeaderNames.normal(cell)) ? 1 : 0;
        }
        return matches;
    }

    /** What the text was wrongly read as, or null: few cells are as they were, and many are UTF-8 read as something else. */
    private Charset mojibake(String text, Charset charset) {
        int cells = sample.cells().size();
        if (cells < 3) {
            return null;
        }
        long right = sample.cells().stream()
                .filter(cell -> isHeld(text, cell, charset))
                .count();
        if (right * 20 >= cells) {
            return null;
        }
        for (Charset mistaken : MISTAKEN) {
            long wrong = sample.cells().stream()
                    .filter(cell -> isHeldWrong(text, cell, mistaken))
                    .count();
            if (wrong * 10 >= cells * 3L) {
                return mistaken;
            }
        }
        return null;
    }

    /** Whether a cell is found, as far as the encoding can hold it. */
    private static boolean isHeld(String text, String cell, Charset charset) {
        String written = new String(cell.getBytes(charset), charset);
        String part = longest(written, '?');
        // One character alone is found by chance.
        return part.length() > 1 && !TextValues.isAscii(part) && text.contains(part);
    }

    private static boolean isHeldWrong(String text, String cell, Charset mistaken) {
        String wrong = new String(cell.getBytes(StandardCharsets.UTF_8), mistaken);
        String part = longest(wrong, '\ufffd');
        return part.length() >= SHORTEST_MOJIBAKE && !TextValues.isAscii(part) && text.contains(part);
    }

    /** The longest part without the sign. */
    private static String longest(String text, char sign) {
        String longest = "";
        for (String part : text.split(java.util.regex.Pattern.quote(String.valueOf(sign)), -1)) {
            longest = part.length() > longest.length() ? part : longest;
        }
        return longest;
    }
}
