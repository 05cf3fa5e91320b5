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
    private static final String DELIMITERS = ",;\t|";
    /** Titles and blank lines above the header. */
    private static final int MOST_ABOVE = 30;

    private final BaselineSample sample;
    private final Set<String> wanted = new HashSet<>();
    private final char expected;

    private FileRecognition(BaselineSample sample, char expected) {
        this.sample = sample;
        this.expected = expected;
        sample.header().forEach(name -> wanted.add(HeaderNames.normal(name)));
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
        boolean carriageReturns = HeadRecords.endWithCarriageReturns(text);
        HeaderPlace header = headerPlace(text, delimiter, carriageReturns ? '\r' : '\n');
        return new EditedForm(
                charset,
                skip,
                header.delimiter(),
                Mojibake.of(sample, text, charset),
                carriageReturns,
                header.recordsAbove());
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
        char lineEnd = HeadRecords.endWithCarriageReturns(text) ? '\r' : '\n';
        long header = headerPlace(text, (char) 0, lineEnd).matches();
        long hits = sample.cells().stream()
                .filter(cell -> Mojibake.isHeld(text, cell, charset)
                        || (Mojibake.MISTAKEN.contains(charset) && Mojibake.isHeldWrong(text, cell, charset)))
                .count();
        return header * 1_000_000L + hits * 1000 - undecodable * 10;
    }

    /**
     * Where the header is.
     *
     * @param matches how many names of columns it has
     */
    private record HeaderPlace(char delimiter, int recordsAbove, int matches) {}

    /** @param known the delimiter, where the file names it; else 0 */
    private HeaderPlace headerPlace(String text, char known, char lineEnd) {
        HeaderPlace best = null;
        for (char delimiter : delimiters(known).toCharArray()) {
            HeaderPlace found = headerPlace(new HeadRecords(text, delimiter, lineEnd), delimiter);
            if (best == null || found.matches() > best.matches()) {
                best = found;
            }
        }
        return best;
    }

    private String delimiters(char known) {
        return known == 0 ? expected + DELIMITERS : String.valueOf(known);
    }

    /** The first record, or a later one that has more names of columns and little else: a title may stand above it. */
    private HeaderPlace headerPlace(HeadRecords records, char delimiter) {
        HeaderPlace best = new HeaderPlace(delimiter, 0, matches(records.next()));
        for (int above = 1; above <= MOST_ABOVE && records.hasNext(); above++) {
            List<String> cells = records.next();
            int matches = matches(cells);
            long named = cells.stream().filter(cell -> !cell.isBlank()).count();
            boolean enough = matches > 1 || named == 1;
            if (matches > best.matches() && enough && 2L * matches > named) {
                best = new HeaderPlace(delimiter, above, matches);
            }
        }
        return best;
    }

    private int matches(List<String> cells) {
        return (int) cells.stream()
                .map(HeaderNames::normal)
                .distinct()
                .filter(wanted::contains)
                .count();
    }
}
