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
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

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
        return Arrays.equals(head, known) && !HeadBytes.isAscii(head);
    }

    private EditedForm form(byte[] head) {
        int mark = HeadBytes.mark(head);
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
        return new EditedForm(charset, skip, delimiter, Mojibake.of(sample, text, charset));
    }

    private Charset charset(byte[] head, int mark) {
        if (mark == 3) {
            return StandardCharsets.UTF_8;
        }
        if (mark == 2) {
            return HeadBytes.starts(head, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        Charset wide = HeadBytes.withoutMark(head);
        if (wide != null) {
            return wide;
        }
        if (HeadBytes.isAscii(head)) {
            // What had other characters and has none now was saved in an encoding that could not hold them.
            return sample.cells().isEmpty() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        }
        if (HeadBytes.isUtf8(head) || isMostlyUtf8(head)) {
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

    /**
     * Whether it is UTF-8 but for a few broken bytes, which are then named, cell by cell, rather than everything read as
     * another encoding. A file that has been through another encoding has many, and few of the baseline's cells are whole.
     */
    private boolean isMostlyUtf8(byte[] head) {
        String text = decode(head, 0, StandardCharsets.UTF_8);
        long broken = text.chars().filter(c -> c == '\ufffd').count();
        long whole = text.chars().filter(c -> c >= 0x80 && c != '\ufffd').count();
        long held = sample.cells().stream().filter(text::contains).count();
        return whole > 2 * broken && 2 * held >= sample.cells().size();
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
                .filter(cell -> Mojibake.isHeld(text, cell, charset)
                        || (Mojibake.MISTAKEN.contains(charset) && Mojibake.isHeldWrong(text, cell, charset)))
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
}
