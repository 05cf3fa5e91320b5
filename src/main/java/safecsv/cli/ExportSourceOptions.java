package safecsv.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.export.ExportSource;
import safecsv.mysql.NamedParameters;
import safecsv.mysql.TableSelect;

/** What to export: one query, one query file, or one table. */
final class ExportSourceOptions {
    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "The query.")
    private String query;

    @Option(
            names = "--query-file",
            paramLabel = "FILE",
            description = "A file with the query, in UTF-8; - is standard input.")
    private String queryFile;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "The value of :NAME in the query; sent as a value, never pasted into the text. Repeatable.")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "[SCHEMA.]TABLE",
            description = "A table to export; its FLOAT columns keep every digit.")
    private String table;

    @Option(names = "--where", paramLabel = "CONDITION", description = "With --table: only these rows.")
    private String where;

    @Option(
            names = "--columns",
            paramLabel = "NAME,…",
            description = "With --table: only these columns, in this order.")
    private String columns;

    @Option(
            names = "--editable",
            description = {
                "With --table and -o: the CSV will be edited and come back. Also writes FILE.baseline.zip, which stays",
                "with you and which safecsv diff compares with."
            })
    private boolean editable;

    @Option(
            names = "--trust-functions",
            description =
                    "Do not read the bodies of the stored functions that the query calls. Without it, one that writes a "
                            + "file, changes a setting, locks, waits, or can't be read is refused.")
    private boolean trustFunctions;

    /** @throws ParameterException where the options don't fit together */
    ExportSource source(CommandLine line) {
        long given = Stream.of(query, queryFile, table)
                .filter(value -> value != null)
                .count();
        if (given != 1) {
            throw new ParameterException(
                    line,
                    given == 0
                            ? "Say what to export: -e SQL, --query-file FILE or --table TABLE."
                            : "Give only one of -e, --query-file and --table.");
        }
        if (table == null) {
            return query(line);
        }
        if (!parameters.isEmpty()) {
            throw new ParameterException(line, "--param goes with -e or --query-file.");
        }
        TableSelect select = new TableSelect(table, columnNames(line), Optional.ofNullable(where));
        return editable
                ? new ExportSource.Editable(select, trustFunctions)
                : new ExportSource.Table(select, trustFunctions);
    }

    private ExportSource query(CommandLine line) {
        if (editable) {
            throw new ParameterException(
                    line,
                    "--editable goes with --table, whose rows can be put back; choose with --where and --columns.");
        }
        if (where != null || columns != null) {
            throw new ParameterException(
                    line, (where != null ? "--where" : "--columns") + " goes with --table; put it into the query.");
        }
        String text = query != null ? query : QueryFile.read(queryFile, System.in);
        return new ExportSource.Query(NamedParameters.bind(text, values(line)), trustFunctions);
    }

    private List<String> columnNames(CommandLine line) {
        if (columns == null) {
            return List.of();
        }
        List<String> names =
                Stream.of(columns.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw new ParameterException(line, "--columns has an empty name: '%s'.".formatted(columns));
        }
        return names;
    }

    private Map<String, String> values(CommandLine line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(line, "--param needs NAME=VALUE, not '%s'.".formatted(parameter));
            }
            if (values.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                throw new ParameterException(
                        line, "--param %s is given twice.".formatted(parameter.substring(0, equals)));
            }
        }
        return values;
    }
}
