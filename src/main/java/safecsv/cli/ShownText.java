package safecsv.cli;

import java.text.Normalizer;

/** A value on a terminal: one line, nothing invisible, not too long. */
final class ShownText {
    private static final int LONGEST = 80;

    private ShownText() {}

    /** NULL for null, quotes where a blank or nothing would not be seen, control characters by their numbers. */
    static String of(String value) {
        if (value == null) {
            return "NULL";
        }
        if (value.isEmpty() || value.equals("NULL") || !value.equals(value.strip())) {
            return '"' + visible(value) + '"';
        }
        return visible(value);
    }

    /** Without quotes; at most so many characters. */
    static String plain(String value) {
        return visible(value);
    }

    /** Every character that is not plain ASCII or a letter of its own by its number: blanks, accents, what is not composed. */
    static String exact(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().limit(LONGEST).forEach(character -> {
            String one = Character.toString(character);
            boolean composed = !Normalizer.isNormalized(one, Normalizer.Form.NFD);
            boolean mark = Character.getType(character) == Character.NON_SPACING_MARK;
            if (character != ' ' && (composed || mark || Character.isSpaceChar(character)) && !hidden(character)) {
                text.append("\\u{%X}".formatted(character));
            } else {
                text.append(visible(one));
            }
        });
        return value.codePointCount(0, value.length()) > LONGEST
                ? text.append("… (%,d characters)".formatted(value.length())).toString()
                : text.toString();
    }

    private static String visible(String value) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int count = 0; at < value.length() && count < LONGEST; count++) {
            int next = value.codePointAt(at);
            at += Character.charCount(next);
            if (next == '\n') {
                text.append("\\n");
            } else if (next == '\r') {
                text.append("\\r");
            } else if (next == '\t') {
                text.append("\\t");
            } else if (hidden(next)) {
                text.append("\\u{%X}".formatted(next));
            } else {
                text.appendCodePoint(next);
            }
        }
        if (at < value.length()) {
            text.append("… (%,d characters)".formatted(value.length()));
        }
        return text.toString();
    }

    /** What a terminal would obey instead of showing, or show as nothing: also marks that turn the direction of text. */
    static boolean hidden(int character) {
        // A no-break space can't be told from a blank at all; an ideographic one is seen by its width.
        if (character == 0xA0 || character == 0x202F || character == 0x2007) {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
