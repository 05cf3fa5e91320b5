package safecsv.spreadsheet;

/** What stands in a cell whose value can't be shown. */
final class ErrorLiterals {
    private ErrorLiterals() {}

    /** {@code #NAME?}, {@code #REF!}, {@code #N/A}, {@code #DIV/0!}, {@code Err:508}. */
    static boolean isError(String text) {
        if (text.startsWith("Err:")) {
            return text.length() <= 8;
        }
        return text.length() >= 4
                && text.length() <= 10
                && text.charAt(0) == '#'
                && (text.endsWith("?")
                        || text.endsWith("!")
                        || text.equals("#N/A")
                        || text.equals("#N/V")
                        || text.equals("#NV"));
    }

    /** {@code ####}: a column too narrow to show the value. */
    static boolean isHashMarks(String text) {
        return text.length() >= 2 && text.chars().allMatch(c -> c == '#');
    }
}
