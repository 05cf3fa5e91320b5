package safecsv.export.mask;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.Position;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;

/**
 * The masks that a query states in the comments before its first word: {@code -- Mask: email=hash, tel=partial}. Any other
 * comment that seems to state one is refused: whoever wrote it believes that the values are masked.
 */
final class MaskHeader {
    private static final Pattern LINE = Pattern.compile(
            "^[ \\t]*(?:--|#|/\\*+|\\*)?[ \\t]*masks?[ \\t]*:(.*)$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE | Pattern.UNIX_LINES);

    private final String query;
    private final List<SqlToken> tokens;
    private final List<Mask> stated;
    private final List<Mask> masks = new ArrayList<>();
    /** Where the headers begin. */
    private final List<Integer> headers = new ArrayList<>();
    /** The query without the headers that were read. */
    private final StringBuilder rest;

    private MaskHeader(String query, List<Mask> stated) {
        this.query = query;
        this.stated = stated;
        this.tokens = SqlScanner.scan(query);
        this.rest = new StringBuilder(query);
    }

    /**
     * What the query asks for; empty where it asks for nothing.
     *
     * @param stated masks from elsewhere: a remark about what they mask is just a remark
     * @throws SafecsvException usage: what can't be read, and what may be meant so elsewhere, which must not be overlooked
     */
    static List<Mask> of(String query, List<Mask> stated) {
        if (!MaskRemark.any(query)) {
            return List.of();
        }
        MaskHeader header = new MaskHeader(query, stated);
        header.read();
        header.refuseRemarks(header.names());
        return header.masks;
    }

    /**
     * Refuses remarks as {@link #of} does, now that the result's columns are known.
     *
     * @param columns their names
     */
    static void requireHeeded(String query, List<Mask> stated, Collection<String> columns) {
        if (MaskRemark.any(query)) {
            MaskHeader header = new MaskHeader(query, stated);
            header.read();
            header.refuseRemarks(columns);
        }
    }

    /** Refuses what may be meant as a mask in a condition, where none is read. */
    static void refuseIn(String condition, List<Mask> stated) {
        if (MaskRemark.any(condition)) {
            MaskHeader header = new MaskHeader(condition, stated);
            header.refuseRemarks(header.names());
        }
    }

    private void read() {
        Matcher line = LINE.matcher(query);
        int first = tokens.isEmpty() ? query.length() : tokens.get(0).start();
        while (line.find()) {
            int at = line.start(1);
            if (tokens.stream().anyMatch(token -> token.start() < at && at < token.end())) {
                continue;
            }
            if (at > first) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "The query states masks after its first word, at %s (%s). Move the line to the comments at its top, where it is heeded. Nothing was written."
                                .formatted(
                                        Position.of(query, line.start()),
                                        line.group().strip()));
            }
            int close = line.group(1).indexOf("*/");
            int end = close < 0 ? line.end(1) : at + close;
            masks.addAll(MaskText.parse(query.substring(at, end).strip(), "The query's Mask: line"));
            headers.add(line.start());
            blank(rest, line.start(), end);
        }
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (text.charAt(at) != '\n') {
                text.setCharAt(at, ' ');
            }
        }
    }

    private String comments() {
        StringBuilder comments = new StringBuilder(rest);
        for (SqlToken token : tokens) {
            if (token.kind() != SqlToken.Kind.HINT) {
                blank(comments, token.start(), token.end());
            }
        }
        return comments.toString();
    }

    /** What the query itself names: columns, mostly. */
    private Set<String> names() {
        Set<String> names = new HashSet<>();
        for (SqlToken token : tokens) {
            if (token.kind() == SqlToken.Kind.QUOTED_NAME) {
                names.add(token.text().substring(1, token.text().length() - 1).replace("``", "`"));
            } else if (token.kind() == SqlToken.Kind.WORD && !MaskRemark.isCommonWord(token.text())) {
                names.add(token.text());
            }
        }
        return names;
    }

    private void refuseRemarks(Collection<String> names) {
        List<String> masked =
                Stream.concat(stated.stream(), masks.stream()).map(Mask::column).toList();
        List<String> others = names.stream()
                .filter(name -> masked.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        OptionalInt found = MaskRemark.find(comments(), rest.toString(), headers, masked, others);
        if (found.isEmpty()) {
            return;
        }
        int at = found.getAsInt();
        int end = query.indexOf('\n', at);
        throw new SafecsvException(
                ExitCode.USAGE,
                "The comment at %s (%s) speaks of masks, but is not read as such, so the values would be written in clear. Write masks on a line of their own before the query's first word, as -- Mask: COLUMN=KIND, COLUMN=KIND (kinds: %s); with --table, as --mask. If it is a remark about something else, say it without the word mask. Nothing was written."
                        .formatted(
                                Position.of(query, at),
                                query.substring(at, end < 0 ? query.length() : end)
                                        .strip(),
                                MaskKind.names()));
    }
}
