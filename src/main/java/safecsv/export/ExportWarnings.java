package safecsv.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.FileForm;
import safecsv.csv.PartedOutput;
import safecsv.mysql.BoundQuery;
import safecsv.mysql.ColumnKind;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ResultColumn;
import safecsv.mysql.RowStream;
import safecsv.mysql.TableList;
import safecsv.mysql.sql.NamedTables;

/** What the reader of the file ought to know, and what must not pass as a warning. */
final class ExportWarnings {
    /**
     * ER_CUT_VALUE_GROUP_CONCAT, ER_WARN_ALLOWED_PACKET_OVERFLOWED: a value is shorter than it should be, or NULL, and
     * nothing else says so.
     */
    private static final List<String> LOST_VALUES = List.of("1260 ", "1301 ");

    /** The server keeps a thousand of each query, most of them alike. */
    static final int MOST_OF_THE_SERVER = 10;

    private ExportWarnings() {}

    /** That the rows come from another server than the first one that was named. */
    static List<String> ofConnecting(ConnectionPool pool) {
        return pool.skipped().stream()
                .map(why -> "%s The rows are those of %s."
                        .formatted(why, pool.settings().place()))
                .toList();
    }

    static List<String> before(List<ResultColumn> columns) {
        List<String> floats = columns.stream()
                .filter(column -> column.kind() == ColumnKind.FLOAT)
                .map(ResultColumn::name)
                .toList();
        if (floats.isEmpty()) {
            return List.of();
        }
        String first = floats.get(0);
        return List.of(
                ("The server prints FLOAT with 6 digits only, which may lose some: column %s. To get every digit, "
                                + "select %s*1e0 AS %s in the query, or export with --table.")
                        .formatted(String.join(", ", floats), first, first));
    }

    /** Tables whose engine has no snapshots: their rows are of the moment when each was read. */
    static List<String> outsideSnapshots(ReadSession session, Collection<BoundQuery> queries) {
        Set<List<String>> tables = new LinkedHashSet<>();
        queries.forEach(query -> tables.addAll(NamedTables.of(query.sql())));
        List<String> warnings = new ArrayList<>();
        for (List<String> table : tables) {
            TableList.engine(session, table)
                    .filter(engine -> !engine.equalsIgnoreCase("InnoDB"))
                    .ifPresent(engine -> warnings.add(
                            ("%s is a table of the engine %s, which has no snapshots: its rows are those of when it"
                                            + " was read, not of the moment of the others.")
                                    .formatted(String.join(".", table), engine)));
        }
        return warnings;
    }

    /**
     * What the server warned of.
     *
     * @param masked whether the server's texts, which can hold values, are left out
     */
    static List<String> after(RowStream finished, boolean masked) {
        List<String> warnings = masked
                ? finished.warnings().stream()
                        .map(warning -> warning.substring(0, warning.indexOf(' ') + 1)
                                + "(its text is not shown, because it could hold a value that is masked)")
                        .distinct()
                        .toList()
                : finished.warnings();
        for (String warning : warnings) {
            if (LOST_VALUES.stream().anyMatch(warning::startsWith)) {
                throw new SafecsvException(
                        ExitCode.FAILED, "The server cut a value or made it NULL (%s).".formatted(warning));
            }
        }
        List<String> sentences = warnings.stream()
                .distinct()
                .limit(MOST_OF_THE_SERVER)
                .map(warning -> "The server warned: " + warning)
                .collect(Collectors.toCollection(ArrayList::new));
        long more = warnings.stream().distinct().count() - sentences.size();
        if (more > 0) {
            sentences.add("The server warned %s.".formatted(Counted.of(more, "more time")));
        }
        return sentences;
    }

    static List<String> ofOutput(FileForm form, PartedOutput finished) {
        List<String> warnings = new ArrayList<>(finished.longTexts().warnings());
        long replaced = finished.replacedCharacters();
        if (replaced > 0) {
            warnings.add("%s that %s can't hold became ?."
                    .formatted(
                            Counted.of(replaced, "character"),
                            form.charset().charset().name()));
        }
        return warnings;
    }
}
