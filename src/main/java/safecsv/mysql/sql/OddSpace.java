package safecsv.mysql.sql;

/** Finds a space that only looks like one: MySQL takes every character beyond ASCII for a part of a name. */
public final class OddSpace {
    private OddSpace() {}

    /**
     * A sentence about the first one outside quotes and comments, with a space in front; empty where there is none.
     *
     * @throws safecsv.SafecsvException as {@link SqlScanner#scan} does
     */
    public static String describe(String sql) {
        for (SqlToken token : SqlScanner.scan(sql)) {
            if (token.kind() == SqlToken.Kind.WORD) {
                for (int i = token.start(); i < token.end(); i++) {
                    char c = sql.charAt(i);
                    if (Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF') {
                        return String.format(
                                " There is a space that is none to MySQL (U+%04X) at %s.",
                                (int) c, Position.of(sql, i));
                    }
                }
            }
        }
        return "";
    }
}
