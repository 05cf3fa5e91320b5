package safecsv.spreadsheet;

/** What an export puts around a text so that a spreadsheet does not convert it: {@code ="0012"} or {@code '0012}. */
final class Guards {
    private Guards() {}

    /** The text without one guard; the text itself where it has none. */
    static String stripped(String text) {
        if (text.length() >= 2 && text.charAt(0) == '\'') {
            return text.substring(1);
        }
        boolean formula = text.length() >= 3 && text.startsWith("=\"") && text.endsWith("\"");
        if (!formula) {
            return text;
        }
        String inner = text.substring(2, text.length() - 1).replace("\"\"", "\u0000");
        return inner.indexOf('"') >= 0 ? text : inner.replace('\0', '"');
    }
}
