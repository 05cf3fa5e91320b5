package safecsv.export.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;

/** The masks that a query states in the comments before its first word: {@code -- Mask: email=hash, tel=partial}. */
final class MaskHeader {
    private static final Pattern LINE = Pattern.compile(
            "^[ \\t]*(?:--|#|/\\*+|\\*)?[ \\t]*masks?[ \\t]*:(.*)$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private MaskHeader() {}

    /**
     * What the query asks for; empty where it asks for nothing.
     *
     * @throws SafecsvException usage: what can't be read, and a line like this elsewhere, which must not be overlooked
     */
    static List<Mask> of(String query) {
        List<Mask> masks = new ArrayList<>();
        Matcher line = LINE.matcher(query);
        if (!line.find()) {
            return masks;
        }
        List<SqlToken> tokens = SqlScanner.scan(query);
        int first = tokens.isEmpty() ? query.length() : tokens.get(0).start();
        do {
            int at = line.start(1);
            if (tokens.stream().anyMatch(token -> token.start() < at && at < token.end())) {
                continue;
            }
            if (at > first) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "The query states masks after its first word (%s). Move the line to the comments at its top, where it is heeded. Nothing was written."
                                .formatted(line.group().strip()));
            }
            masks.addAll(MaskText.parse(line.group(1).replaceFirst("\\*/.*", "").strip(), "The query's Mask: line"));
        } while (line.find());
        return masks;
    }
}
