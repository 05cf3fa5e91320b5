package safecsv.mysql.sql;

/** A place in a text, for messages; both counts start at 1, and columns count characters (code points), not bytes. */
public record Position(int line, int column) {
    /** The place of {@code offset}, which counts chars from 0 and may be the text's length. Lines end with LF. */
    public static Position of(String text, int offset) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Position(line, 1 + text.codePointCount(lineStart, offset));
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
