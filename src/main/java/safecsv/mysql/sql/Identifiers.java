package safecsv.mysql.sql;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Names in SQL. Source: MySQL manual, "Schema Object Names". */
public final class Identifiers {
    private static final Pattern PART = Pattern.compile("`(?:[^`]|``)+`|[^.`]+");
    private static final Pattern NAME = Pattern.compile("(?:" + PART + ")(?:\\.(?:" + PART + "))?");

    private Identifiers() {}

    /** One name between backticks. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /**
     * The names that a qualified name is made of, without quotes: a table's, or a schema's and a table's.
     *
     * @throws SafecsvException as {@link #quotedName}
     */
    public static List<String> parts(String qualifiedName) {
        quotedName(qualifiedName);
        return PART.matcher(qualifiedName)
                .results()
                .map(part -> part.group().startsWith("`")
                        ? part.group().substring(1, part.group().length() - 1).replace("``", "`")
                        : part.group())
                .toList();
    }

    /**
     * {@code table} or {@code schema.table}, each part plain or in backquotes. A dot outside backquotes separates.
     *
     * @throws SafecsvException usage, where it is neither
     */
    public static String quotedName(String qualifiedName) {
        if (!NAME.matcher(qualifiedName).matches()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "'%s' is not a table's name. Write table or schema.table; a part that has a dot or a backquote in it goes between backquotes, and backquotes inside are doubled."
                            .formatted(qualifiedName));
        }
        return PART.matcher(qualifiedName)
                .results()
                .map(part -> part.group().startsWith("`") ? part.group() : quoted(part.group()))
                .collect(Collectors.joining("."));
    }
}
