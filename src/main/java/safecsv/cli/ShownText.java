package safecsv.cli;

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
    private static boolean hidden(int character) {
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
