package safecsv.spreadsheet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells UTF-8 that was read as something else, and saved so, by cells of the baseline that it holds. */
final class Mojibake {
    /** What UTF-8 is wrongly taken for: the Japanese and the western ANSI code page. */
    static final List<Charset> MISTAKEN = List.of(Charset.forName("windows-31j"), Charset.forName("windows-1252"));

    private static final int SHORTEST_MOJIBAKE = 3;

    private Mojibake() {}

    /** What the text was wrongly read as, or null: few cells are as they were, and many are UTF-8 read as something else. */
    static Charset of(BaselineSample sample, String text, Charset charset) {
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
    static boolean isHeld(String text, String cell, Charset charset) {
        String written = new String(cell.getBytes(charset), charset);
        String part = longest(written, '?');
        // One character alone is found by chance.
        return part.length() > 1 && !TextValues.isAscii(part) && text.contains(part);
    }

    static boolean isHeldWrong(String text, String cell, Charset mistaken) {
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
