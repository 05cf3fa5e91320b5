package safecsv.mysql.settings;

import java.util.Optional;

/**
 * The syntax of one line in an option file, on bytes held as ISO-8859-1 characters, as the mysql client reads it.
 *
 * @param name what stands before {@code =}, or the whole line
 * @param value what stands after it, unquoted and unescaped; absent without {@code =}
 * @see <a href="https://dev.mysql.com/doc/refman/en/option-files.html">MySQL manual: Using Option Files</a>
 */
record OptionFileLine(String name, Optional<String> value) {

    /** @param line without blanks in front; not empty, no comment line, no group and no directive */
    static OptionFileLine parse(String line) {
        String text = withoutComment(line);
        int equals = text.indexOf('=');
        if (equals < 0) {
            return new OptionFileLine(stripTrailing(text), Optional.empty());
        }
        String value = stripLeading(stripTrailing(text.substring(equals + 1)));
        return new OptionFileLine(stripTrailing(text.substring(0, equals)), Optional.of(unescaped(unquoted(value))));
    }

    /** Cuts the line at the first {@code #} outside quotes; a backslash protects a quote only inside quotes. */
    static String withoutComment(String line) {
        char quote = 0;
        boolean escaped = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c == '\'' || c == '"') && !escaped) {
                if (quote == 0) {
                    quote = c;
                } else if (quote == c) {
                    quote = 0;
                }
            }
            if (quote == 0 && c == '#') {
                return line.substring(0, i);
            }
            escaped = quote != 0 && c == '\\' && !escaped;
        }
        return line;
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(last);
        return quoted ? value.substring(1, last) : value;
    }

    private static String unescaped(String value) {
        StringBuilder result = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\' || i == value.length() - 1) {
                result.append(c);
                continue;
            }
            char next = value.charAt(++i);
            switch (next) {
                case 'n' -> result.append('\n');
                case 't' -> result.append('\t');
                case 'r' -> result.append('\r');
                case 'b' -> result.append('\b');
                case 's' -> result.append(' ');
                case '"', '\'', '\\' -> result.append(next);
                default -> result.append('\\').append(next);
            }
        }
        return result.toString();
    }

    /** A blank to the mysql client, which counts the no-break space of latin1 as one. */
    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u00a0';
    }

    static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Never the value: it may be a password. */
    @Override
    public String toString() {
        return name;
    }
}
