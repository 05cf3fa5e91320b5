package safecsv.spreadsheet;

/** Cells in messages. */
final class Shown {
    private static final int MOST = 40;

    private Shown() {}

    /** At most 40 characters, in quotes, on one line, with invisible characters made visible. */
    static String text(String value) {
        StringBuilder shown = new StringBuilder("'");
        int end = value.offsetByCodePoints(0, Math.min(MOST, value.codePointCount(0, value.length())));
        value.substring(0, end).codePoints().forEach(c -> append(shown, c));
        return shown.append(end < value.length() ? "…'" : "'").toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (Character.isISOControl(codePoint)) {
            shown.append("<U+%04X>".formatted(codePoint));
        } else {
            shown.appendCodePoint(codePoint);
        }
    }
}
