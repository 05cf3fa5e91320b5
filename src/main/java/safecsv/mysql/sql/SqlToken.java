package safecsv.mysql.sql;

import java.util.Locale;

/** One token of a query: the chars from {@code start} up to and without {@code end} of the scanned text. */
public record SqlToken(Kind kind, String text, int start, int end) {
    /** What a token is. */
    public enum Kind {
        /** A keyword or a name without quotes; also the introducer of a string literal ({@code _utf8mb4}, {@code N}). */
        WORD,
        /** A name in backquotes. */
        QUOTED_NAME,
        /** A literal in single or double quotes, without its introducer. */
        STRING,
        /** A number without its sign. */
        NUMBER,
        /** {@code @name} or {@code @@name}; where the name is quoted, {@code @} alone, and the name follows. */
        VARIABLE,
        /** {@code :name}. */
        PARAMETER,
        /** {@code ?}. */
        QUESTION_MARK,
        /** An optimizer hint with its delimiters. */
        HINT,
        /** One character of anything else, or {@code :=}. */
        OPERATOR
    }

    /** Whether this is the keyword or unquoted name {@code word}, whatever its case; {@code word} is upper case. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether this is the operator {@code operator}. */
    public boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** Whether this can be a name: it is written as one, or as a keyword. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The name that it stands for, without backquotes around it and doubled ones in it. */
    String plainName() {
        return kind == Kind.QUOTED_NAME ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }

    /** The name without its backquotes, in upper case; for words, the word in upper case. */
    public String upperName() {
        String name = kind == Kind.QUOTED_NAME ? text.substring(1, text.length() - 1) : text;
        return name.toUpperCase(Locale.ROOT);
    }
}
