package safecsv.spreadsheet;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import safecsv.mysql.table.ColumnType;

/** Length and characters of texts. */
final class TextValues {
    private TextValues() {}

    static NewValue of(ColumnType type, String text) {
        int unheld = firstUnheld(type.characterSet(), text);
        if (unheld >= 0) {
            return NewValue.invalid("is in character set " + type.characterSet() + ", which has no "
                    + Shown.text(Character.toString(unheld)));
        }
        return switch (type.kind()) {
            // MySQL manual, "The CHAR and VARCHAR Types": blanks at the end are no part of a CHAR's value.
            case CHAR -> {
                String kept = withoutBlanksAtEnd(text);
                yield within(type.length(), kept.codePointCount(0, kept.length()), "characters", kept);
            }
            case VARCHAR -> within(type.length(), text.codePointCount(0, text.length()), "characters", text);
            case TEXT -> within(type.length(), bytes(type.characterSet(), text), "bytes", text);
            default -> NewValue.of(text);
        };
    }

    private static String withoutBlanksAtEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static NewValue within(int most, int length, String unit, String text) {
        if (most >= 0 && length > most) {
            return NewValue.invalid("holds " + most + " " + unit + ", and this value has " + length);
        }
        return NewValue.of(text);
    }

    private static int bytes(String characterSet, String text) {
        Charset charset = charset(characterSet);
        return text.getBytes(charset == null ? StandardCharsets.UTF_8 : charset).length;
    }

    /** The first code point that the column's character set has no place for, or -1. */
    private static int firstUnheld(String characterSet, String text) {
        if (characterSet == null || characterSet.equals("utf8mb4") || isAscii(text)) {
            return -1;
        }
        boolean basicPlaneOnly = characterSet.startsWith("utf8") || characterSet.equals("ucs2");
        Charset charset = charset(characterSet);
        if (!basicPlaneOnly && charset == null) {
            return -1;
        }
        CharsetEncoder encoder = basicPlaneOnly ? null : charset.newEncoder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean held = encoder == null
                    ? c <= 0xffff
                    : encoder.canEncode(Character.toString(c)) || isLatin1Control(characterSet, c);
            if (!held) {
                return c;
            }
        }
        return -1;
    }

    /** The five bytes that cp1252 leaves free are control characters in MySQL's latin1 (same page of the manual). */
    private static boolean isLatin1Control(String characterSet, int c) {
        return characterSet.equals("latin1") && "\u0081\u008d\u008f\u0090\u009d".indexOf(c) >= 0;
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Java's charset where it holds the same characters as MySQL's; null for the others, which are not checked. */
    private static Charset charset(String characterSet) {
        String name = characterSet == null ? "" : characterSet;
        return switch (name) {
            case "ascii" -> StandardCharsets.US_ASCII;
            // MySQL manual, "West European Character Sets": latin1 is cp1252.
            case "latin1" -> Charset.forName("windows-1252");
            case "latin2" -> Charset.forName("ISO-8859-2");
            case "cp932" -> Charset.forName("windows-31j");
            case "utf16", "utf16le" -> StandardCharsets.UTF_16BE;
            default -> null;
        };
    }
}
